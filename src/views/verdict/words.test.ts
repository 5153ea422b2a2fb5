import { expect, test } from 'vitest'
import { largestText, purposeOf } from './words.ts'

test('the largest block, and how many there are', () => {
  const zone = { largestOrder: 8, largestBytes: 2 ** 20, largestCount: 1 }
  expect(largestText(zone)).toBe('largest block 1 MiB, one of them')
  expect(largestText({ ...zone, largestCount: 1200 })).toBe(
    'largest block 1 MiB, 1\u2009200 of them',
  )
  expect(largestText({ ...zone, largestOrder: -1 })).toBe('no free block at all')
})

test('what an order is for', () => {
  expect(purposeOf('order 9: a huge page')).toBe('order 9: huge page')
  expect(purposeOf('order 3: network buffers, slabs')).toBe('order 3: network buffers, slabs')
})
