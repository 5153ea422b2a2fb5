import { expect, test } from 'vitest'
import { frameOf } from '../../core/buddy/frame-ascii.ts'
import { lastView } from '../../core/run/run-of.ts'
import { textWidth } from '../../ui/text-width.ts'
import {
  BREAK,
  isBroken,
  levelOf,
  marksOf,
  placeOf,
  pointersOf,
  testOf,
  testWords,
  ticksOf,
  type ZoneMarks,
} from './layout.ts'

const at = (free: number): ZoneMarks => ({
  free,
  perCpu: 0,
  min: 32,
  low: 40,
  high: 48,
  pages: 512,
})

test('the marks come from the frame; a machine without them has no gauge', () => {
  const picture = `AAAA${'.'.repeat(60)}`
  const config = { maxOrder: 6, watermarks: true }
  const marks = marksOf(frameOf(picture, { minFree: 8 }), 0, 64, config)
  expect(marks).toMatchObject({ free: 60, min: 8 })
  expect(marksOf(frameOf(picture), 0, 64, { ...config, watermarks: false })).toBeNull()
})

test('a zone whose marks are 0 has a gauge all the same: requests are tested there', () => {
  const run = 'policy linux\nmax-order 4\npcp off\nzone DMA 256K\nzone Normal 1M\nset min-free 4K\n'
  const { frame } = lastView(run)
  const marks = marksOf(frame, 0, 64, { maxOrder: 4, watermarks: true }) as ZoneMarks
  expect(marks).toMatchObject({ free: 64, min: 0, low: 0, high: 0 })
  expect([0, 16, 64].map((value) => placeOf(marks, value))).toEqual([0, 0.25, 1])
  expect(isBroken(marks)).toBe(false)
  expect(isBroken(at(40))).toBe(true)
  for (const width of [150, 256]) {
    const ticks = ticksOf(marks, width)
    expect(ticks.map(({ text, x }) => [text, x])).toEqual([
      ['min 0', 0],
      ['low 0', 0],
      ['high 0', 0],
    ])
    const ends = ticks.map(({ text, labelX }) => ({ labelX, half: textWidth(text, 12) / 2 }))
    for (const [i, { labelX, half }] of ends.entries())
      expect(labelX - half).toBeGreaterThan(
        i === 0 ? -1 : (ends[i - 1]?.labelX ?? 0) + (ends[i - 1]?.half ?? 0),
      )
  }
  expect(pointersOf(marks, 48, 256)).toMatchObject({ free: { x: 251 }, tested: { x: 192 } })
  expect(pointersOf({ ...marks, free: 0 }, -7, 256)).toMatchObject({ areOne: true })
})

test('the marks stand apart, and a full zone reaches the end', () => {
  expect(placeOf(at(0), 0)).toBe(0)
  expect(placeOf(at(0), 512)).toBe(1)
  expect(placeOf(at(0), 48)).toBeLessThan(BREAK)
  const ticks = ticksOf(at(0), 256)
  expect(ticks.map(({ name }) => name)).toEqual(['min', 'low', 'high'])
  const gaps = ticks.slice(1).map(({ labelX }, i) => labelX - (ticks[i]?.labelX ?? 0))
  expect(ticks[1]?.text).toBe('low 40')
  expect(Math.min(...gaps)).toBeGreaterThan(45)
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

test('the number that was tested has a pointer of its own, apart from what is free now', () => {
  const refused = pointersOf(at(40), 33, 256)
  expect(refused.tested?.x ?? 0).toBeLessThan(refused.free.x)
  expect([refused.tested?.side, refused.free.side]).toEqual([-1, 1]) // too near for a number between
  expect(pointersOf(at(40), null, 256).tested).toBeNull()
  // Below nothing it stands at the end; where both are at one place, around the filled one.
  expect(pointersOf(at(0), -7, 256)).toMatchObject({ areOne: true, tested: { pages: -7, side: 0 } })
  expect(pointersOf(at(30), -7, 256).tested).toMatchObject({ x: 5, side: 1 })
})

test('the last test of each zone is told with its sum', () => {
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
  expect(testOf([event], 1)).toBeNull()
  expect(testOf([event], 0)).toBe(event)
  expect(testWords([event], event, null)).toBe(
    "Tested before this step: 32 pages free − 7 of the block's 8 = 25 ≤ 47 (low 40 + 7 lowmem_reserve): refused.",
  )
})
