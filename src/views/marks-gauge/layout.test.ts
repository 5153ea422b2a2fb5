import { expect, test } from 'vitest'
import { configOf, frameOf } from '../../core/buddy/frame-ascii.ts'
import { lastView, viewerOf } from '../../core/run/run-of.ts'
import { textWidth } from '../../ui/text-width.ts'
import {
  BREAK,
  isBroken,
  marksOf,
  placeOf,
  pointersOf,
  testOf,
  testWords,
  ticksOf,
  type ZoneMarks,
} from './layout.ts'
import { levelOf, levelWords } from './levels.ts'

const at = (free: number): ZoneMarks => ({
  free,
  reserved: 0,
  perCpu: 0,
  min: 32,
  low: 40,
  high: 48,
  pages: 512,
  kept: 0,
})

test('the marks come from the frame; a machine without them has no gauge', () => {
  const picture = `AAAA${'.'.repeat(60)}`
  const config = { ...configOf(picture, { minFree: 8 }), maxOrder: 6, watermarks: true }
  const marks = marksOf(frameOf(picture, { minFree: 8 }), 0, config)
  expect(marks).toMatchObject({ free: 60, min: 8, pages: 64, kept: 0 })
  expect(marksOf(frameOf(picture), 0, { ...config, watermarks: false })).toBeNull()
})

test('a zone whose marks are 0 has a gauge all the same: requests are tested there', () => {
  const run = 'policy linux\nmax-order 4\npcp off\nzone DMA 256K\nzone Normal 1M\nset min-free 4K\n'
  const { config } = viewerOf(run).summary()
  const marks = marksOf(lastView(run).frame, 0, config) as ZoneMarks
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
    'not above min',
  ])
})

test('as much as a mark is not above it', () => {
  expect([48, 40, 32].map((free) => levelOf(at(free)))).toEqual([
    'above low',
    'above min',
    'not above min',
  ])
  expect(levelWords(at(48), 'Normal')).toContain('Not above high')
  expect(levelWords(at(40), 'Normal')).toMatch(/^Now not above low/)
  expect(levelWords(at(32), 'Normal')).toMatch(/^Now not above min/)
})

test('the HighAtomic reserve is free, and not for ordinary requests', () => {
  // 34 − 2 = 32, which is not above min.
  const marks = { ...at(34), reserved: 2 }
  expect(levelOf(marks)).toBe('not above min')
  expect(levelWords(marks, 'Normal')).toBe(
    'Of the 34 free 2 are HighAtomic: ordinary requests may not take them. Now not above min: only urgent requests are served; others must reclaim first.',
  )
})

test('a zone that keeps pages from higher classes says for whom it serves', () => {
  const marks = { ...at(400), kept: 390 }
  // 400 − 390 = 10, which is not above min.
  expect(levelWords(marks, 'DMA')).toBe(
    'Now above high: a single page for zone DMA is served at once. Requests for higher zones must leave 390 pages more (lowmem_reserve): they are refused.',
  )
  expect(levelWords({ ...marks, kept: 365 }, 'DMA')).toMatch(/: they wake kswapd first\.$/)
  // 41 − 1 = 40, which is not above low.
  expect(levelWords({ ...at(41), kept: 1 }, 'DMA')).toContain('must leave 1 page more')
  // 400 − 300 = 100: above high for everybody.
  expect(levelWords({ ...marks, kept: 300 }, 'DMA')).toBe(levelWords(at(400), 'DMA'))
})

test('what a zone keeps comes from the machine', () => {
  // DMA keeps a 256th part of what DMA32 and Normal have: (512 + 1024) / 256 = 6 pages.
  const zones = 'zone DMA 1M\nzone DMA32 2M\nzone Normal 4M\n'
  const { config, initial } = viewerOf(
    `policy linux\nmax-order 4\npcp off\n${zones}min-free 128K\n`,
  ).summary()
  expect([0, 1, 2].map((zone) => marksOf(initial, zone, config)?.kept)).toEqual([6, 4, 0])
})

test('what is free in the HighAtomic reserve comes from the machine', () => {
  // 60 blocks of 16 pages and six of four leave 40 of 1 024, which is not above the low mark, 40.
  const run = [
    'policy linux',
    'max-order 4',
    'pageblock-order 2',
    'pcp off',
    'memory 4M',
    'min-free 128K',
    'for i in 1..60',
    '  alloc m{i} 64K movable',
    'end',
    'for i in 1..6',
    '  alloc c{i} 16K movable',
    'end',
    'alloc n 8K atomic',
    '',
  ].join('\n')
  const marks = marksOf(lastView(run).frame, 0, viewerOf(run).summary().config)
  // 64 − 24 − 2 are free; of the pageblock of four pages that is kept, two are held.
  expect(marks).toMatchObject({ free: 38, reserved: 2 })
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
    "Tested on what was free before this step: 32 pages free − 7 of the block's 8 = 25 ≤ 47 (low 40 + 7 lowmem_reserve): refused.",
  )
})
