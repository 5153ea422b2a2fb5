import { expect, test } from 'vitest'
import type { ZoneConfig } from '../../core/buddy/config.ts'
import type { BuddyEvent } from '../../core/buddy/event.ts'
import { lastView } from '../../core/run/run-of.ts'
import { zoneWords } from './amounts.ts'
import { hasBlock, layoutStrip, legsOf, STRIP, stopWords, walkOf } from './layout.ts'

const zone = (node: number, name: ZoneConfig['zone'], pages: number): ZoneConfig => ({
  node,
  zone: name,
  startPfn: 0,
  pages,
  free: null,
})
const ZONES = [zone(0, 'DMA32', 256), zone(0, 'Normal', 512), zone(1, 'Normal', 512)]

const tested = (at: number, mark: 'low' | 'min', ok: boolean): BuddyEvent => ({
  kind: 'watermark',
  zone: at,
  order: 0,
  mark,
  free: ok ? 50 : 30,
  needed: 40,
  reserve: 0,
  ok,
  why: ok ? 'enough' : 'too-few',
})

test('all zones are on one scale, side by side as wide as the picture', () => {
  const { bars, nodes, isOneRow } = layoutStrip(ZONES, 832)
  expect(isOneRow).toBe(true)
  const [dma32, normal, other] = bars
  expect(normal?.width).toBeCloseTo(2 * (dma32?.width ?? 0))
  expect(other?.width).toBeCloseTo(normal?.width ?? 0)
  expect((other?.x ?? 0) + (other?.width ?? 0)).toBeCloseTo(832)
  expect(nodes[1]?.x).toBeCloseTo(other?.x ?? 0)
})

test('a small zone keeps room for its name', () => {
  const [small, large] = layoutStrip([zone(0, 'DMA', 16), zone(0, 'Normal', 4096)], 832).bars
  expect(small?.width).toBe(92)
  expect((large?.x ?? 0) + (large?.width ?? 0)).toBeCloseTo(832)
})

test('on a phone nodes stand one below the other', () => {
  const { nodes, isOneRow } = layoutStrip(ZONES, 358)
  expect(isOneRow).toBe(false)
  expect(nodes.map(({ y }) => y)).toEqual([0, STRIP.pitch])
})

test('the walk is the zones in the order in which they were tried', () => {
  const events: BuddyEvent[] = [
    tested(1, 'low', false),
    tested(0, 'low', false),
    tested(2, 'low', true),
    { kind: 'give', zone: 2, pfn: 800, order: 0, handle: 3 },
  ]
  const { mark, stops } = walkOf(events, () => false)
  expect(mark).toBe('low')
  expect(stops.map((stop, i) => [stop.zone, stop.ok, stopWords(stop, i === 0, null)])).toEqual([
    [1, false, '30 pages free ≤ 40 (low): refused'],
    [0, false, '30 ≤ 40: refused'],
    [2, true, '50 > 40: serves'],
  ])
  // From DMA32 to node 1 the line bows over the zone between.
  const legs = legsOf(layoutStrip(ZONES, 832), stops)
  expect(legs.map(({ rise }) => rise > 0)).toEqual([false, true])
})

test('a zone that comes up again begins another round', () => {
  const { stops } = walkOf(
    [tested(1, 'low', false), tested(0, 'low', false), tested(1, 'low', true)],
    () => false,
  )
  expect(stops.map(({ zone: at }) => at)).toEqual([1])
})

test('the slow path walks anew', () => {
  const events: BuddyEvent[] = [
    tested(1, 'low', false),
    { kind: 'slow-path', zone: 1, stage: 'fast', order: 0, ok: false },
    tested(1, 'min', true),
  ]
  expect(walkOf(events, () => false)).toMatchObject({ mark: 'min', stops: [{ zone: 1, ok: true }] })
})

test.each([
  ['min-free 8K', '8 pages free > 1 (low): ', '32 > 1: '],
  ['watermarks off', '', ''],
])(
  'under %s a zone whose pageblocks would be mixed is told from one without a block',
  (marks, sum, short) => {
    const wordsOf = (free: string, ...actions: string[]) => {
      const { events, frame } = lastView(
        [
          'policy linux',
          'pageblock-order 3',
          'max-order 3',
          'pcp off',
          marks,
          'zone DMA32 128K',
          `zone Normal 128K free Movable ${free}`,
          ...actions,
          '',
        ].join('\n'),
      )
      const { stops } = walkOf(
        events.map(({ event }) => event),
        (at, order) => hasBlock(frame, 3, at, order),
      )
      return stops.map((stop, i) => stopWords(stop, i === 0, frame.linux))
    }
    expect(wordsOf('8', 'alloc a 4K')).toEqual([
      `${sum}a pageblock would be mixed`,
      `${short}serves`,
    ])
    if (marks !== 'watermarks off') return
    expect(wordsOf('8', 'alloc a 8K')).toEqual(['no such block', 'serves'])
    // A run of largest blocks takes them of any type.
    const run = wordsOf('0 0 0 1', 'fit exact', 'alloc n 64K')
    expect(run).toEqual(['no such block', 'serves'])
    // No zone serves on the first walk: the second mixes.
    const full = [1, 2, 3, 4].map((i) => `alloc u${i} 32K movable zone DMA32`)
    expect(wordsOf('8', ...full, 'alloc a 4K')).toHaveLength(1)
  },
)

test('a zone tells as much of its amount as has room; none goes without', () => {
  const told = (width: number, pinned = -1, zones = ZONES) =>
    zoneWords(
      layoutStrip(zones, width).bars,
      zones.map((each) => each.zone),
      pinned,
      [
        { free: 0, perCpu: 0, pages: 256 },
        { free: 16, perCpu: 5, pages: 512 },
        { free: 1, perCpu: 0, pages: 512 },
      ],
      4096,
    )
  expect(told(832)).toEqual({
    areBelow: false,
    words: [
      { title: 'DMA32', amount: '0 free' },
      { title: 'Normal', amount: '64 KiB free + 20 KiB per-CPU' },
      { title: 'Normal', amount: '1 page, 4 KiB of 2 MiB free' },
    ],
  })
  // One that is kept has a longer name, until the amount has no room beside it.
  expect(told(832, 0).words[0]).toEqual({ title: 'DMA32, kept', amount: '0 free' })
  const narrow = [zone(0, 'DMA', 64), zone(0, 'DMA32', 64), zone(0, 'Normal', 64)]
  expect(told(330, 2, narrow).words[2]).toEqual({ title: 'Normal', amount: '4 KiB' })
  // Where one of them has no room at all, all stand in a line below.
  expect(told(270, -1, narrow)).toEqual({
    areBelow: true,
    words: [
      { title: 'DMA', amount: '0 free' },
      { title: 'DMA32', amount: '64 KiB free' },
      { title: 'Normal', amount: '4 KiB free' },
    ],
  })
  const below = layoutStrip(narrow, 270, STRIP.line)
  expect(below.height - layoutStrip(narrow, 270).height).toBe(STRIP.line)
})
