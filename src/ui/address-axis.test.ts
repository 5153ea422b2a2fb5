import { expect, test } from 'vitest'
import { addressAxis, pfnAt, spanAfter, spanInside, ticks, xOf } from './address-axis.ts'

const whole = { startPfn: 0, endPfn: 64 }
const axis = addressAxis(880, whole)

test('the axis keeps the gutters of the desk, or of the phone', () => {
  expect([axis.left, axis.right]).toEqual([96, 856])
  expect(addressAxis(390, whole)).toMatchObject({ left: 52, right: 376 })
})

test('a page and its x are each other', () => {
  expect(xOf(axis, 32)).toBe(476)
  expect(pfnAt(axis, 476)).toBe(32)
})

test('ticks are multiples of a power of two', () => {
  expect(ticks(axis, 90)).toEqual([0, 8, 16, 24, 32, 40, 48, 56, 64])
  expect(ticks(addressAxis(880, { startPfn: 5, endPfn: 21 }), 90)).toEqual([
    6, 8, 10, 12, 14, 16, 18, 20,
  ])
})

test('a gesture about a point leaves that point where it is', () => {
  const x = 300
  const after = spanAfter(axis, 2, x - 2 * x, whole)
  const zoomed = addressAxis(880, after)
  expect(after.endPfn - after.startPfn).toBeCloseTo(32)
  expect(xOf(zoomed, pfnAt(axis, x))).toBeCloseTo(x)
})

test('a span stays in its bounds and shows eight pages at least', () => {
  expect(spanInside({ startPfn: -10, endPfn: 10 }, whole)).toEqual({ startPfn: 0, endPfn: 20 })
  expect(spanInside({ startPfn: 30, endPfn: 32 }, whole)).toEqual({ startPfn: 27, endPfn: 35 })
  expect(spanInside({ startPfn: -100, endPfn: 200 }, whole)).toEqual(whole)
})
