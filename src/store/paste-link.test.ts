import { expect, test } from 'vitest'
import { decodePaste, encodePaste } from './paste-link.ts'

const SIGHT = { moment: null, against: null, pageSize: null }

test('a link brings back the text and how it was looked at', async () => {
  const paste = {
    text: 'Node 0, zone DMA 1 2 3\n… ünïcode\n',
    moment: 3,
    against: 0,
    pageSize: 65536,
  }
  const hash = await encodePaste(paste)
  expect(hash).toMatch(/^#\/inspect\?text=1[\w-]+&moment=3&against=0&page=65536$/)
  expect(await decodePaste(hash ?? '')).toEqual({ kind: 'paste', paste })
})

test('what is not asked for is not in the link', async () => {
  const hash = await encodePaste({ text: 'x', ...SIGHT })
  expect(hash).not.toContain('&')
  expect(await decodePaste(hash ?? '')).toEqual({ kind: 'paste', paste: { text: 'x', ...SIGHT } })
})

test('an address without a text carries nothing', async () => {
  expect((await decodePaste('#/inspect')).kind).toBe('none')
  expect((await decodePaste('#/lab?text=1abc')).kind).toBe('none')
})

test.each([
  ['#/inspect?text=1AAAA____zzz', 'damaged'],
  ['#/inspect?text=1<img onerror=alert(1)>', 'characters'],
  ['#/inspect?text=7abc', 'newer'],
])('%s is broken', async (hash, why) => {
  expect(await decodePaste(hash)).toMatchObject({
    kind: 'broken',
    why: expect.stringContaining(why),
  })
})

test('a link that unfolds to more than a text may be is refused', async () => {
  const hash = await encodePaste({ text: ' '.repeat(17 * 2 ** 20), ...SIGHT })
  expect(await decodePaste(hash ?? '')).toMatchObject({
    kind: 'broken',
    why: 'its text is larger than 16 MiB.',
  })
})

test('numbers that no page has are left out', async () => {
  const hash = await encodePaste({ text: 'x', ...SIGHT })
  const link = await decodePaste(`${hash}&moment=-1&against=1e9&page=5000`)
  expect(link).toMatchObject({ kind: 'paste', paste: SIGHT })
})
