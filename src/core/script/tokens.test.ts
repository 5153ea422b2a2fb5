import { describe, expect, it, test } from 'vitest'
import { scan, tokenizeLine } from './tokens.ts'

/** `alloc:keyword A:name …` */
function tokens(line: string): string {
  return tokenizeLine(line)
    .map(({ from, to, kind }) => `${line.slice(from, to)}:${kind}`)
    .join(' ')
}

describe('tokenizeLine', () => {
  it.each([
    ['alloc A 8K', 'alloc:keyword A:name 8K:number'],
    ['  free p{i}', 'free:keyword p{i}:name'],
    ['alloc free 3 pages', 'alloc:keyword free:name 3:number pages:option'],
    ['for i in 1..64 step 2', 'for:keyword i:variable in:option 1..64:number step:option 2:number'],
    ['alloc A 8K# why', 'alloc:keyword A:name 8K:number # why:comment'],
    ['say "a # b" # c', 'say:keyword "a # b":string # c:comment'],
    ['say "a \\" b', 'say:keyword "a \\" b:string'],
    ['zone Normal 1G at 0x1000', 'zone:keyword Normal:option 1G:number at:option 0x1000:number'],
    ['aloc A', 'aloc:plain A:plain'],
    ['\talloc\u00a0A', 'alloc:keyword A:name'],
    ['', ''],
    ['   ', ''],
    ['#', '#:comment'],
  ])('%s', (line, expected) => {
    expect(tokens(line)).toBe(expected)
  })

  it('colours only the beginning of a line without end', () => {
    expect(tokenizeLine('x'.repeat(1_000_000))).toEqual([{ from: 0, to: 20_000, kind: 'plain' }])
  })
})

test('a backslash before the closing quote keeps the string open; two do not', () => {
  expect(scan('say "a\\"').words.at(-1)).toMatchObject({ closed: false })
  expect(scan('say "a\\\\"').words.at(-1)).toMatchObject({ closed: true })
  expect(scan('say "a\\').words.at(-1)).toMatchObject({ closed: false, to: 7 })
})
