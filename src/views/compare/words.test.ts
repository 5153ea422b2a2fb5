import { expect, it } from 'vitest'
import { groupingText, verdictText } from './words.ts'

let isSamePlace = true

const say = (...orders: [ours: number, other: number][]) =>
  verdictText(
    orders.map(([ours, other], i) => ({ order: orders.length - 1 - i, ours, other })),
    ['grouping on', 'grouping off'],
    4096,
    isSamePlace,
  )

it('names the largest free block on both sides', () => {
  expect(say([1, 0], [0, 3])).toBe(
    'With grouping on the largest free block is 8 KiB, with grouping off it is 4 KiB.',
  )
  expect(say([1, 0], [0, 0])).toContain('with grouping off there is none')
})

it('names the largest size in which they differ', () => {
  expect(say([2, 2], [1, 5])).toBe(
    'Of 4 KiB there is 1 block free with grouping on, 5 blocks with grouping off.',
  )
})

it('says where they are alike', () => {
  expect(say([2, 2], [1, 1])).toBe('At this step both have the same free blocks.')
  isSamePlace = false
  expect(say([2, 2], [1, 1])).toBe(
    'At this step both have as many free blocks of each order, at other addresses.',
  )
})

it('says in how many pageblocks unmovable memory stands', () => {
  const sides = ['grouping on', 'grouping off'] as const
  expect(groupingText([1, 25], 32, sides)).toBe(
    'With grouping on 1 of 32 pageblocks holds unmovable memory, with grouping off 25.',
  )
  expect(groupingText([0, 0], 32, sides)).toBe('')
})
