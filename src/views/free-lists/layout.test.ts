import { expect, test } from 'vitest'
import { configOf, frameOf } from '../../core/buddy/frame-ascii.ts'
import { countRows } from './count-rows.ts'
import { areChips, freeLists, planChips, unlisted } from './layout.ts'

const ROOM = 192

test('every order has its list, empty or not, the largest first', () => {
  const picture = 'AA.DEEE.'
  const lists = freeLists(frameOf(picture, { maxOrder: 1 }), configOf(picture, { maxOrder: 1 }), 0)
  expect(lists.map(({ name, pfns, count }) => [name, [...pfns], count])).toEqual([
    ['Order 1 free list', [], 0],
    ['Order 0 free list', [2, 7], 2],
  ])
})

test('a short list is chips of the size of its order', () => {
  expect(planChips([7, 2], 2, 0, ROOM)).toMatchObject({ first: 2, width: 38, isTight: false })
  expect(planChips([4], 1, 1, ROOM)).toMatchObject({ first: 1, width: 72, isTight: false })
})

test('chips move together before any is left out', () => {
  expect(planChips([1, 3, 5], 3, 0, ROOM)).toMatchObject({ first: 3, skipped: 0, isTight: true })
})

test('blocks are no narrower than single pages, and the words stay', () => {
  expect(planChips([4, 8], 2, 1, ROOM)).toMatchObject({ width: 38, hasWords: true, isTight: false })
  expect(planChips([4, 8, 2], 3, 1, ROOM)).toMatchObject({ width: 38, hasWords: true })
})

test('a longer list shows its ends and how many are between', () => {
  const pfns = Array.from({ length: 20 }, (_, i) => i * 2)
  expect(planChips(pfns, 20, 0, 300)).toMatchObject({ first: 3, skipped: 16, hasLast: true })
  expect(planChips(pfns, 20, 0, 160)).toMatchObject({
    first: 2,
    skipped: 17,
    hasLast: true,
    hasWords: false,
  })
  expect(planChips([123456, 7], 9, 0, 130)).toMatchObject({ first: 1, skipped: 8, hasLast: false })
})

test('a list past what a frame lists says how many more there are', () => {
  const picture = 'A.'.repeat(256)
  const config = configOf(picture, { maxOrder: 9 })
  const lists = freeLists(frameOf(picture, { maxOrder: 9 }), config, 0)
  const smallest = lists.at(-1)!
  expect(smallest.pfns).toHaveLength(200)
  expect(unlisted(smallest)).toBe(56)
  expect(areChips(lists, 9)).toBe(true)
  expect(areChips([{ ...smallest, count: 481 }], 9)).toBe(false)
})

test('bars compare bytes, not counts', () => {
  const picture = 'AA.DEE..'
  const config = configOf(picture, { maxOrder: 1 })
  const rows = countRows(freeLists(frameOf(picture, { maxOrder: 1 }), config, 0), config)
  expect(rows.map(({ order, count, share, title }) => [order, count, share, title])).toEqual([
    [1, '1', 1, '8 KiB'],
    [0, '1', 0.5, '4 KiB'],
  ])
})
