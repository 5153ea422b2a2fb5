// A gauge a zone: what is free against the marks at which the kernel begins to worry. Its first part
// is on the scale of the marks; what lies far above them is pressed into the last part.
//
//   0        min low high   ⫽       zone
//   ├─────────┼───┼───┼─────┤┄┄┄┄┄┄┄┄┤

import type { MachineConfig } from '../../core/buddy/config.ts'
import type { BuddyEvent } from '../../core/buddy/event.ts'
import { counterOf, type Frame, type LinuxFrame, zoneCounts } from '../../core/buddy/frame.ts'
import { lowmemReserve } from '../../core/buddy/linux/lowmem-reserve.ts'
import { HIGHATOMIC } from '../../core/buddy/migratetype.ts'
import { formatCount, type Order, type Pages, pagesIn, ZONE_NAMES } from '../../core/units.ts'
import { isBeforeStep, type MarkTest, sumWords } from '../../store/mark-test.ts'
import { textWidth } from '../../ui/text-width.ts'

export interface ZoneMarks {
  readonly free: Pages
  /** Of them in HighAtomic pageblocks, where ordinary requests may not take them. */
  readonly reserved: Pages
  /** Free too, but on per-CPU lists. */
  readonly perCpu: Pages
  readonly min: Pages
  readonly low: Pages
  readonly high: Pages
  /** All pages of the zone. */
  readonly pages: Pages
  /** What requests that may use higher zones must leave besides the mark (lowmem_reserve). */
  readonly kept: Pages
}

/** null: the machine has no marks. Those of a zone may all be 0. */
export function marksOf(
  frame: Frame,
  zone: number,
  config: Pick<MachineConfig, 'maxOrder' | 'watermarks' | 'zones' | 'policy'>,
): ZoneMarks | null {
  const { linux } = frame
  const { maxOrder, zones } = config
  if (!linux || !config.watermarks) return null
  const free = pagesOf(zoneCounts(frame, zone, maxOrder))
  const [min, low, high] = (['min', 'low', 'high'] as const).map((mark) =>
    counterOf(linux, zone, mark),
  ) as [Pages, Pages, Pages]
  return {
    free,
    reserved: pagesOf(highatomicCounts(frame, zone, maxOrder)),
    perCpu: counterOf(linux, zone, 'pcpPages'),
    min,
    low,
    high,
    pages: zones[zone]?.pages ?? 0,
    kept: lowmemReserve(zones)[zone]?.[ordinaryClass(config)] ?? 0,
  }
}

/** Rank of the highest zone that a request of the kernel may use where it names none. */
function ordinaryClass({ policy }: Pick<MachineConfig, 'policy'>): number {
  return ZONE_NAMES.indexOf(policy === 'linux' ? 'Normal' : 'Movable')
}

function highatomicCounts(frame: Frame, zone: number, maxOrder: Order): ArrayLike<number> {
  const orders = maxOrder + 1
  const list = (zone * frame.types + HIGHATOMIC) * orders
  return frame.types > HIGHATOMIC ? frame.nrFree.subarray(list, list + orders) : []
}

/** Pages of free blocks, counted by order. */
function pagesOf(counts: ArrayLike<number>): Pages {
  return Array.from(counts).reduce((sum, count, order) => sum + count * pagesIn(order), 0)
}

/** Where the scale of the marks ends, as a share of the gauge. */
export const BREAK = 0.76
/** So many times the high mark fit before it. */
const BEFORE_BREAK = 1.35

/** Where a number of pages stands, as a share of the gauge. */
export function placeOf({ high, pages }: ZoneMarks, value: Pages): number {
  // Marks of 0 need no scale of their own: the zone has all of the gauge.
  if (high === 0) return Math.min(value / pages, 1)
  const end = Math.min(high * BEFORE_BREAK, pages)
  if (value <= end) return (BREAK * value) / end
  return BREAK + ((1 - BREAK) * Math.min(value - end, pages - end)) / Math.max(1, pages - end)
}

/** Whether the gauge has a last part, on a scale of its own. */
export function isBroken({ high, pages }: ZoneMarks): boolean {
  return high > 0 && pages > high
}

export interface Tick {
  readonly name: 'min' | 'low' | 'high'
  /** `low 40` */
  readonly text: string
  readonly x: number
  /** Middle of its text: moved aside where two would meet. */
  readonly labelX: number
}

const LABEL_GAP = 8

export function ticksOf(marks: ZoneMarks, width: number): Tick[] {
  const [min, low, high] = (['min', 'low', 'high'] as const).map((name) => {
    const text = `${name} ${formatCount(marks[name])}`
    const x = placeOf(marks, marks[name]) * width
    return { name, text, x, labelX: x, half: textWidth(text, 12) / 2 }
  })
  if (!min || !low || !high) return []
  const before = low.half + min.half + LABEL_GAP
  const after = low.half + high.half + LABEL_GAP
  const most = width - high.half - after
  const lowX = Math.min(Math.max(low.x, min.half + before), most)
  const minX = Math.max(min.half, Math.min(min.x, lowX - before))
  const highX = Math.min(width - high.half, Math.max(high.x, lowX + after))
  return [
    { ...min, labelX: minX },
    { ...low, labelX: lowX },
    { ...high, labelX: highX },
  ]
}

export interface Pointer {
  readonly pages: Pages
  readonly x: number
  /** Where its number stands; 0: nowhere, there is no room. */
  readonly side: -1 | 0 | 1
}

/** Half a pointer, which stands over the gauge whole. */
const HALF = 5
/** A pointer and the gap to its number. */
const POINTER = 12
/** Nearer than this, the hollow pointer stands around the filled one. */
const SAME = 4

/**
 * The pointers over the gauge: at what is free now, and at what the last test held against its mark.
 * `areOne`: they stand at the same place.
 */
export function pointersOf(
  marks: ZoneMarks,
  tested: Pages | null,
  width: number,
): { readonly free: Pointer; readonly tested: Pointer | null; readonly areOne: boolean } {
  const at = (pages: Pages) =>
    Math.min(Math.max(placeOf(marks, Math.max(0, pages)) * width, HALF), width - HALF)
  const place = (pages: Pages, other: Pages | null): Pointer => {
    const x = at(pages)
    const room = textWidth(countWords(pages), 12) + POINTER
    const hasRoom = (side: -1 | 1) => {
      const end = x + side * room
      const apart = other === null ? -1 : (at(other) - x) * side
      const isTaken = apart >= 0 && apart < room + POINTER / 2
      return end >= 0 && end <= width && !isTaken
    }
    const side = hasRoom(1) ? 1 : hasRoom(-1) ? -1 : 0
    return { pages, x, side }
  }
  if (tested === null) return { free: place(marks.free, null), tested: null, areOne: false }
  const areOne = Math.abs(at(tested) - at(marks.free)) < SAME
  if (areOne) {
    const free = place(marks.free, null)
    return { free, tested: { pages: tested, x: free.x, side: 0 }, areOne }
  }
  return { free: place(marks.free, tested), tested: place(tested, marks.free), areOne }
}

/** A number of pages, which may be less than nothing. */
export function countWords(pages: Pages): string {
  return pages < 0 ? `−${formatCount(-pages)}` : formatCount(pages)
}

/** The last test of a zone that the events tell of; null: it was not tested. */
export function testOf(events: readonly BuddyEvent[], zone: number): MarkTest | null {
  const test = events.findLast((event) => event.kind === 'watermark' && event.zone === zone)
  return test?.kind === 'watermark' ? test : null
}

/** `Tested on what was free before this step: 16 pages free − 7 of the block's 8 = 9 ≤ 11 (low): refused.` */
export function testWords(
  events: readonly BuddyEvent[],
  test: MarkTest,
  linux: LinuxFrame | null,
): string {
  const when = isBeforeStep(events, test) ? 'on what was free before this step' : 'in this step'
  return `Tested ${when}: ${sumWords(test, linux)}: ${test.ok ? 'passes' : 'refused'}.`
}
