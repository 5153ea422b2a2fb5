import { expect, it } from 'vitest'
import { verdictText } from './words.ts'

const say = (...orders: [ours: number, other: number][]) =>
  verdictText(
    orders.map(([ours, other], i) => ({ order: orders.length - 1 - i, ours, other })),
    'grouping on',
    'grouping off',
    4096,
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
})
