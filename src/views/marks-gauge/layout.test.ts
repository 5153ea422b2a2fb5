import { expect, test } from 'vitest'
import { frameOf } from '../../core/buddy/frame-ascii.ts'
import { BREAK, levelOf, marksOf, placeOf, testWords, ticksOf, type ZoneMarks } from './layout.ts'

const at = (free: number): ZoneMarks => ({ free, min: 32, low: 40, high: 48, pages: 512 })

test('the marks come from the frame; a machine without them has no gauge', () => {
  const picture = `AAAA${'.'.repeat(60)}`
  const marks = marksOf(frameOf(picture, { minFree: 8 }), 0, 64, 6)
  expect(marks).toMatchObject({ free: 60, min: 8 })
  expect(marksOf(frameOf(picture), 0, 64, 6)).toBeNull()
})

test('the marks stand apart, and a full zone reaches the end', () => {
  expect(placeOf(at(0), 0)).toBe(0)
  expect(placeOf(at(0), 512)).toBe(1)
  expect(placeOf(at(0), 48)).toBeLessThan(BREAK)
  const ticks = ticksOf(at(0), 256)
  expect(ticks.map(({ name }) => name)).toEqual(['min', 'low', 'high'])
  const gaps = ticks.slice(1).map(({ labelX }, i) => labelX - (ticks[i]?.labelX ?? 0))
  expect(Math.min(...gaps)).toBeGreaterThan(29.9)
})

test('a zone smaller than its marks by far still fits', () => {
  expect(placeOf({ ...at(4), pages: 50 }, 50)).toBe(BREAK)
})

test('levels are told by what the kernel does there', () => {
  expect([100, 45, 35, 32].map((free) => levelOf(at(free)))).toEqual([
    'above high',
    'above low',
    'above min',
    'under min',
  ])
})

test('the last test is told with its numbers', () => {
  const event = {
    kind: 'watermark',
    zone: 0,
    order: 3,
    mark: 'low',
    free: 25,
    needed: 40,
    reserve: 7,
    ok: false,
    why: 'too-few',
  } as const
  expect(testWords([event], 0)).toBe(
    'Last test, low mark: 25 pages count as free, must exceed 47 (7 of it kept for lower zones): too few.',
  )
  expect(testWords([event], 1)).toBe('')
})
