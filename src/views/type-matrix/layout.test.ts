import { expect, test } from 'vitest'
import { frameOf } from '../../core/buddy/frame-ascii.ts'
import { looksAt, tellHead, typeRows, unlisted } from './layout.ts'

const PICTURE = 'A...bb..C...d...'
const frame = frameOf(PICTURE, { types: 'UMUM', maxOrder: 2 })

test('a row a type, a list an order, each with its name', () => {
  const rows = typeRows(frame, 0, 2)
  expect(rows.map(({ name, pages }) => [name, pages])).toEqual([
    ['Unmovable', 6],
    ['Movable', 5],
    ['Reclaimable', 0],
    ['HighAtomic', 0],
  ])
  const [unmovable] = rows
  expect(unmovable?.lists.map(({ name, count }) => [name, count])).toEqual([
    ['Order 0 free list, Unmovable', 2],
    ['Order 1 free list, Unmovable', 2],
    ['Order 2 free list, Unmovable', 0],
  ])
})

test('bars compare bytes, not counts', () => {
  const lists = typeRows(frame, 0, 2)[0]!.lists
  expect(lists.map(({ share }) => share)).toEqual([0.5, 1, 0])
})

test('the head of a list is told, long lists say how many there are', () => {
  expect(tellHead([4, 2], 2)).toBe('head → tail: 4, 2')
  expect(tellHead([1, 2, 3, 4, 5, 6, 7], 9)).toBe('head → tail: 1, 2, 3, 4, 5, 6, … 9 in all')
  expect(tellHead([], 0)).toBe('empty')
  expect(unlisted({ pfns: new Int32Array(200), count: 230 })).toBe(30)
})

test('the list that was wanted, and the one where a block was found', () => {
  const fallback = {
    kind: 'fallback',
    zone: 0,
    pfn: 4,
    order: 1,
    found: 2,
    pageblockOrder: 2,
    type: 'Unmovable',
    from: 'Movable',
    fragmenting: false,
    changeOwnership: true,
    how: 'claim',
  } as const
  expect([...looksAt([fallback], null, 0)]).toEqual([
    ['0:1', 'wanted'],
    ['1:2', 'found'],
  ])
  expect(looksAt([fallback], null, 1).size).toBe(0)
})

test('a refill that went up the orders: the list that was wanted, and the one it took from', () => {
  const choose = (order: number, found: number) =>
    ({ kind: 'choose', zone: 0, order, found, type: 'Movable' }) as const
  const refill = { kind: 'pcp-refill', zone: 0, order: 1, blocks: 2, type: 'Movable' } as const
  const events = [refill, choose(1, 2), choose(1, 1)]
  const both = [
    ['1:1', 'wanted'],
    ['1:2', 'found'],
  ]
  expect([...looksAt(events, null, 0)]).toEqual(both)
  expect([...looksAt(events.slice(0, 2), choose(1, 2), 0)]).toEqual(both)
  expect([...looksAt(events, choose(1, 1), 0)]).toEqual([['1:1', 'found']])
})
