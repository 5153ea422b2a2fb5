// A gauge a zone: its free pages against the marks at which the kernel begins to worry.

import type { ZoneVerdict } from '../../core/diagnose/diagnosis.ts'
import type { ZoneinfoZone } from '../../core/kernel-text/reading.ts'
import type { Pages } from '../../core/units.ts'

export interface Marks {
  readonly node: number
  readonly zone: string
  readonly free: Pages
  readonly boost: Pages | null
  readonly min: Pages | null
  readonly low: Pages | null
  readonly high: Pages | null
  readonly managed: Pages | null
  readonly reserve: readonly Pages[]
}

/** Of the zones that are shown, else of zoneinfo, in so far as they tell a mark. */
export function marksOf(zones: readonly ZoneVerdict[], zoneinfo: readonly ZoneinfoZone[]): Marks[] {
  const told = zones.flatMap(({ node, zone, marks, freePages }) =>
    marks ? [{ ...marks, node, zone, free: marks.free ?? freePages }] : [],
  )
  const rest = zoneinfo.map(({ protection, free, ...zone }) => ({
    ...zone,
    free: free ?? 0,
    reserve: protection,
  }))
  return (told.length > 0 ? told : rest).filter(
    ({ min, low, high }) => min !== null || low !== null || high !== null,
  )
}

/** A zone that the kernel lists and that has no memory: nothing is to be measured against nothing. */
export function isEmpty({ free, managed, min, low, high }: Marks): boolean {
  return free === 0 && !managed && !min && !low && !high
}

export interface Gauge {
  /** Pages at the right end. */
  readonly scale: Pages
  /** Shares of the scale, at most 1. */
  readonly free: number
  /** There is more free than the scale shows. */
  readonly isOver: boolean
  readonly ticks: readonly { readonly name: string; readonly pages: Pages; readonly at: number }[]
}

/** The marks stay readable where far more is free: the scale ends at so many times the highest. */
const MARKS_SHOWN = 2.5

export function gaugeOf({ free, min, low, high }: Marks): Gauge {
  const named = [
    { name: 'min', pages: min },
    { name: 'low', pages: low },
    { name: 'high', pages: high },
  ]
  const known = named.flatMap(({ name, pages }) => (pages === null ? [] : [{ name, pages }]))
  const most = Math.max(1, ...known.map(({ pages }) => pages))
  const scale = Math.max(1, Math.min(Math.max(free * 1.05, most * 1.2), most * MARKS_SHOWN))
  return {
    scale,
    free: Math.min(1, free / scale),
    isOver: free > scale,
    ticks: known.map(({ name, pages }) => ({ name, pages, at: pages / scale })),
  }
}

export interface MarksWords {
  readonly tone: 'ok' | 'warn' | 'fail'
  readonly word: string
  readonly what: string
}

/** What the kernel does at that level. */
export function wordsOf({ free, min, low, high }: Marks): MarksWords {
  if (min !== null && free < min)
    return { tone: 'fail', word: 'below min', what: 'requests that may wait must reclaim first' }
  if (low !== null && free < low)
    return { tone: 'warn', word: 'below low', what: 'kswapd is woken and reclaims' }
  if (high !== null && free < high)
    return { tone: 'warn', word: 'below high', what: 'kswapd, once woken, goes on until high' }
  if (high === null) return { tone: 'ok', word: 'above the marks told', what: '' }
  const times = high > 0 ? free / high : 0
  const many = times >= 1.5 ? `${times.toFixed(times < 10 ? 1 : 0)} times the high mark` : ''
  return { tone: 'ok', word: 'above high', what: many }
}
