import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeLink, encodeLink, LINK_LIMIT } from './url.ts'

test('a link carries a script whole, whatever is in it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (source) => {
      const hash = (await encodeLink(source)) ?? ''
      expect(hash).toMatch(/^#\/lab\?script=1[\w-]*$/)
      expect(await decodeLink(hash)).toEqual({ kind: 'script', source })
    }),
    { numRuns: 50 },
  )
})

test('an address without a script is no broken link', async () => {
  for (const hash of ['', '#', '#/lab', '#/inspect'])
    expect(await decodeLink(hash)).toEqual({ kind: 'none' })
})

test('a damaged, cut off or foreign link is told, never thrown', async () => {
  const hash = (await encodeLink('memory 32K\nalloc A 8K\n'.repeat(40))) ?? ''
  for (let end = '#/lab?script='.length; end < hash.length; end += 3)
    expect((await decodeLink(hash.slice(0, end))).kind).toBe('broken')
  expect((await decodeLink('#/lab?script=1<img onerror=alert(1)>')).kind).toBe('broken')
  expect((await decodeLink('#/lab?script=9abc')).kind).toBe('broken')
})

test('a small link that unfolds to more than 4 MiB is refused', async () => {
  const hash = (await encodeLink('#'.repeat(5 * 1024 * 1024))) ?? ''
  expect(hash.length).toBeLessThan(20_000)
  expect(await decodeLink(hash)).toMatchObject({
    kind: 'broken',
    why: expect.stringContaining('4 MiB'),
  })
})

test('a script that no address can hold makes no link', async () => {
  let seed = 1
  let source = ''
  while (source.length < LINK_LIMIT * 2) {
    seed = (seed * 1664525 + 1013904223) >>> 0
    source += seed.toString(36)
  }
  expect(await encodeLink(source)).toBeNull()
})
