import { expect, test } from 'vitest'
import { ownerSlot, ownerStyle, styleOfSlot } from './owner-style.ts'

test('the first eight owners differ in colour and in pattern', () => {
  const styles = Array.from({ length: 8 }, (_, owner) => ownerStyle(owner))
  expect(styles.map(({ color, pattern }) => [color, pattern])).toEqual(styles.map((_, i) => [i, i]))
})

test('sixty-four owners pass before a pair repeats', () => {
  const slots = Array.from({ length: 65 }, (_, owner) => ownerSlot(owner))
  expect(new Set(slots.slice(0, 64)).size).toBe(64)
  expect(slots[64]).toBe(slots[0])
  expect(styleOfSlot(ownerSlot(8))).toEqual({ color: 0, pattern: 1 })
})
