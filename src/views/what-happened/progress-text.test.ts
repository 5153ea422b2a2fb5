import { expect, test } from 'vitest'
import { progressText } from './progress-text.ts'

test('counts actions, in millions where there are millions', () => {
  expect(progressText(1_240_000, 2_000_000)).toBe('1.24 of 2.00 million actions')
  expect(progressText(3400, 25_464)).toBe('3\u202f400 of 25\u202f464 actions')
})
