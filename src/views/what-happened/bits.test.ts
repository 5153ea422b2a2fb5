import { expect, test } from 'vitest'
import { leadingBits } from './bits.ts'

test('short numbers are printed whole', () => {
  expect(
    leadingBits([
      { bits: '011', flip: null },
      { bits: '010', flip: 2 },
    ]),
  ).toBe(0)
})

test('of long ones the last six stay', () => {
  expect(leadingBits([{ bits: '10101011100010000', flip: 14 }])).toBe(11)
})

test('the flipped bit is always printed', () => {
  expect(leadingBits([{ bits: '10101011100010000', flip: 6 }])).toBe(6)
})

test('no rows, nothing left out', () => {
  expect(leadingBits([])).toBe(0)
})
