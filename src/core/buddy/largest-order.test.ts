import { expect, test } from 'vitest'
import { largestOrder } from './largest-order.ts'

test('the largest block of a zone is aligned and inside it', () => {
  expect(largestOrder({ startPfn: 0, pages: 32 }, 10)).toBe(5)
  expect(largestOrder({ startPfn: 1, pages: 8 }, 10)).toBe(2)
  expect(largestOrder({ startPfn: 3, pages: 1 }, 10)).toBe(0)
  expect(largestOrder({ startPfn: 0, pages: 4096 }, 10)).toBe(10)
})
