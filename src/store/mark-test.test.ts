import { expect, test } from 'vitest'
import { COUNTER } from '../core/buddy/frame.ts'
import { frameOf } from '../core/buddy/frame-ascii.ts'
import { isBeforeStep, type MarkTest, shortSum, sumWords } from './mark-test.ts'

const tested = (change: Partial<MarkTest> = {}): MarkTest => ({
  kind: 'watermark',
  zone: 0,
  order: 3,
  mark: 'low',
  free: 9,
  needed: 11,
  reserve: 0,
  ok: false,
  why: 'too-few',
  ...change,
})

test('the sum begins with what is free, and all of the block but one page comes off', () => {
  expect(sumWords(tested(), null)).toBe("16 pages free − 7 of the block's 8 = 9 ≤ 11 (low)")
  expect(shortSum(tested())).toBe('16 − 7 = 9 ≤ 11')
  const page = tested({ order: 0, free: 30, ok: true, why: 'enough' })
  expect(sumWords(page, null)).toBe('30 pages free > 11 (low)')
  expect(shortSum(page)).toBe('30 > 11')
})

test('a sum below nothing, and what lowmem_reserve keeps', () => {
  const empty = tested({ free: -7, needed: 5, reserve: 1 })
  expect(sumWords(empty, null)).toBe(
    "0 pages free − 7 of the block's 8 = −7 ≤ 6 (low 5 + 1 lowmem_reserve)",
  )
})

test('enough, and yet no block', () => {
  const lacking = tested({ free: 25, why: 'no-block' })
  expect(shortSum(lacking)).toBe('32 − 7 = 25 > 11, but no block of order 3')
})

test('an urgent request goes below the mark; others do not count HighAtomic pages', () => {
  const { linux } = frameOf(`A${'.'.repeat(63)}`, { minFree: 8, types: 'MMMMMMMH', maxOrder: 3 })
  const urgent = tested({ mark: 'min', order: 0, free: 20, needed: 3 })
  expect(sumWords(urgent, linux)).toContain('(what an urgent request must leave of min 8)')
  if (!linux) throw new Error('a machine with marks')
  const counters = linux.counters.with(COUNTER.highatomic, 8)
  const reserved = { ...linux, counters }
  expect(sumWords(tested({ needed: 11 }), reserved)).toMatch(
    /^16 pages free outside HighAtomic − 7/,
  )
  expect(sumWords(urgent, reserved)).toMatch(/^20 pages free >/)
})

test('a test after the lists have changed is not one before the step', () => {
  const first = tested()
  const second = tested({ free: 25 })
  const events = [first, { kind: 'take', zone: 0, pfn: 0, order: 1 } as const, second]
  expect(isBeforeStep(events, first)).toBe(true)
  expect(isBeforeStep(events, second)).toBe(false)
})
