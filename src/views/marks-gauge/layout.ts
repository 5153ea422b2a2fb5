// A gauge a zone: what is free against the marks at which the kernel begins to worry. Its first part
// is on the scale of the marks; what lies far above them is pressed into the last part.
//
//   0        min low high   ⫽       zone
//   ├─────────┼───┼───┼─────┤┄┄┄┄┄┄┄┄┤

import type { BuddyEvent } from '../../core/buddy/event.ts'
import { counterOf, type Frame, zoneCounts } from '../../core/buddy/frame.ts'
import { formatCount, type Order, type Pages } from '../../core/units.ts'

export interface ZoneMarks {
  readonly free: Pages
  readonly min: Pages
  readonly low: Pages
  readonly high: Pages
  /** All pages of the zone. */
  readonly pages: Pages
}

/** null: the frame has no marks. */
export function marksOf(
  frame: Frame,
  zone: number,
  pages: Pages,
  maxOrder: Order,
): ZoneMarks | null {
  const { linux } = frame
  if (!linux) return null
  const free = zoneCounts(frame, zone, maxOrder).reduce((sum, count, k) => sum + count * 2 ** k, 0)
  const [min, low, high] = (['min', 'low', 'high'] as const).map((mark) =>
    counterOf(linux, zone, mark),
  ) as [Pages, Pages, Pages]
  return high > 0 ? { free, min, low, high, pages } : null
}

/** Where the scale of the marks ends, as a share of the gauge. */
export const BREAK = 0.76
/** So many times the high mark fit before it. */
const BEFORE_BREAK = 1.35

/** Where a number of pages stands, as a share of the gauge. */
export function placeOf({ high, pages }: ZoneMarks, value: Pages): number {
  const end = Math.min(high * BEFORE_BREAK, pages)
  if (value <= end) return (BREAK * value) / end
  return BREAK + ((1 - BREAK) * Math.min(value - end, pages - end)) / Math.max(1, pages - end)
}

export interface Tick {
  readonly name: 'min' | 'low' | 'high'
  readonly pages: Pages
  readonly x: number
  /** Middle of its word: moved aside where two would meet. */
  readonly labelX: number
}

const LABEL = 30

export function ticksOf(marks: ZoneMarks, width: number): Tick[] {
  const ticks = (['min', 'low', 'high'] as const).map((name) => {
    const x = placeOf(marks, marks[name]) * width
    return { name, pages: marks[name], x, labelX: x }
  })
  const [min, low, high] = ticks
  if (!min || !low || !high) return ticks
  const lowX = Math.min(Math.max(low.x, LABEL + 10), width - LABEL - 12)
  return [
    { ...min, labelX: Math.max(10, Math.min(min.x, lowX - LABEL)) },
    { ...low, labelX: lowX },
    { ...high, labelX: Math.min(width - 12, Math.max(high.x, lowX + LABEL)) },
  ]
}

export type Level = 'above high' | 'above low' | 'above min' | 'under min'

export function levelOf({ free, min, low, high }: ZoneMarks): Level {
  if (free > high) return 'above high'
  if (free > low) return 'above low'
  return free > min ? 'above min' : 'under min'
}

/** What the kernel does at each level. */
export const LEVEL_WORDS: Readonly<Record<Level, string>> = {
  'above high': 'Above high: served at once.',
  'above low': 'Above low: served at once. Under high: kswapd, once woken, goes on until high.',
  'above min': 'Under low: a request wakes kswapd, then may go down to min.',
  'under min': 'Under min: only urgent requests are served; others must reclaim first.',
}

/** The last test of this zone: `35 count as free, more than 40 needed: too few`. */
export function testWords(events: readonly BuddyEvent[], zone: number): string {
  const test = events.findLast((event) => event.kind === 'watermark' && event.zone === zone)
  if (test?.kind !== 'watermark') return ''
  const needed = `${formatCount(test.needed + test.reserve)}`
  const reserve =
    test.reserve > 0 ? ` (${formatCount(test.reserve)} of it kept for lower zones)` : ''
  const sum = `${formatCount(test.free)} pages count as free, must exceed ${needed}${reserve}`
  const answer = test.ok
    ? 'passes'
    : test.why === 'no-block'
      ? `but no block of order ${test.order}`
      : 'too few'
  return `Last test, ${test.mark} mark: ${sum}: ${answer}.`
}
