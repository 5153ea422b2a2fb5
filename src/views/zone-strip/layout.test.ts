import { expect, test } from 'vitest'
import type { ZoneConfig } from '../../core/buddy/config.ts'
import type { BuddyEvent } from '../../core/buddy/event.ts'
import { layoutStrip, legsOf, STRIP, walkOf } from './layout.ts'

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

test('nodes share the width, zones share their node by size', () => {
  const { bars, isOneRow } = layoutStrip(ZONES, 832)
  expect(isOneRow).toBe(true)
  const [dma32, normal, other] = bars
  expect((normal?.x ?? 0) + (normal?.width ?? 0)).toBeCloseTo(396)
  expect(other).toMatchObject({ x: 436, width: 396 })
  expect(dma32?.width ?? 0).toBeLessThan(normal?.width ?? 0)
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
  const { mark, stops } = walkOf(events)
  expect(mark).toBe('low')
  expect(stops.map((stop) => [stop.zone, stop.ok, stop.answer])).toEqual([
    [1, false, '30 ≤ 40'],
    [0, false, '30 ≤ 40'],
    [2, true, '50 > 40, serves'],
  ])
  // From DMA32 to node 1 the line bows over the zone between.
  const legs = legsOf(layoutStrip(ZONES, 832), stops)
  expect(legs.map(({ rise }) => rise > 0)).toEqual([false, true])
})

test('a zone that comes up again begins another round', () => {
  const { stops } = walkOf([
    tested(1, 'low', false),
    tested(0, 'low', false),
    tested(1, 'low', true),
  ])
  expect(stops.map(({ zone: at }) => at)).toEqual([1])
})

test('the slow path walks anew', () => {
  const events: BuddyEvent[] = [
    tested(1, 'low', false),
    { kind: 'slow-path', zone: 1, stage: 'fast', order: 0, ok: false },
    tested(1, 'min', true),
  ]
  expect(walkOf(events)).toMatchObject({ mark: 'min', stops: [{ zone: 1, ok: true }] })
})
