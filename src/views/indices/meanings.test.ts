import { expect, test } from 'vitest'
import { fragmentationMeaning, unusableMeaning } from './meanings.ts'

const PAGE = 4096

test('the unusable share is told by what it leaves', () => {
  expect(unusableMeaning(1000, [2, 0], 1, PAGE)).toBe('None of the free memory can serve order 1.')
  expect(unusableMeaning(0, [0, 4], 1, PAGE)).toBe('All of the free memory can serve order 1.')
  expect(unusableMeaning(200, [1, 2], 1, PAGE)).toBe(
    '20 KiB free; 4 KiB of it in blocks under 8 KiB.',
  )
  expect(unusableMeaning(1000, [0, 0], 1, PAGE)).toBe('Nothing is free.')
})

test('the fragmentation index says what to blame', () => {
  expect(fragmentationMeaning(-1000, [0, 1], 1, PAGE)).toMatch(/can be served/)
  expect(fragmentationMeaning(-500, [1, 0], 1, PAGE)).toBe('Lack of memory alone explains it.')
  expect(fragmentationMeaning(0, [2, 0], 1, PAGE)).toMatch(/^Near 0/)
  expect(fragmentationMeaning(996, [900, 0], 1, PAGE)).toMatch(/^Near 1/)
  expect(fragmentationMeaning(0, [0, 0], 1, PAGE)).toMatch(/^Nothing is free/)
  // What is near neither is told by the threshold, which is itself not above it.
  const words = [100, 101, 313, 500, 501, 550, 899, 900].map((index) =>
    fragmentationMeaning(index, [9, 0], 1, PAGE).slice(0, 15),
  )
  expect(words).toEqual([
    'Near 0: blame t',
    'Not above 0.500',
    'Not above 0.500',
    'Not above 0.500',
    'Above 0.500, th',
    'Above 0.500, th',
    'Above 0.500, th',
    'Near 1: blame i',
  ])
})
