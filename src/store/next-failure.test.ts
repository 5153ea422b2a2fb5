import { expect, test } from 'vitest'
import { nextFailure } from './next-failure.ts'

test('the next failure is the first one past where the run stands', () => {
  expect(nextFailure([3, 8], 0)).toBe(3)
  expect(nextFailure([3, 8], 3)).toBe(8)
  expect(nextFailure([3, 8], 8)).toBeNull()
  expect(nextFailure([], 0)).toBeNull()
})
