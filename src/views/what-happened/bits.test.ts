import { expect, test } from 'vitest'
import { bitWidth, leadingBits } from './bits.ts'

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

test('the more bits there are, the narrower they stand', () => {
  expect(bitWidth([{ bits: '01101' }], 0)).toBe('wide')
  expect(bitWidth([{ bits: '10101011100010000' }], 11)).toBe('close')
  expect(bitWidth([{ bits: '1000000000000000' }], 0)).toBe('closest')
})

test('no rows, nothing left out', () => {
  expect(leadingBits([])).toBe(0)
})
