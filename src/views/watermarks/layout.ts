// A gauge a zone: its free pages against the marks at which the kernel begins to worry.

import type { Marks as ZoneMarks, ZoneVerdict } from '../../core/diagnose/diagnosis.ts'
import { marksOf as zoneinfoMarks } from '../../core/diagnose/marks.ts'
import type { ZoneinfoZone } from '../../core/kernel-text/reading.ts'
import type { Pages } from '../../core/units.ts'

export interface Marks {
  readonly node: number
  readonly zone: string
  /** null: the text tells the marks alone. */
  readonly free: Pages | null
  /** Free, and for movable or for atomic requests alone: no ordinary request's mark counts them. */
  readonly cma: Pages
  readonly highatomic: Pages
  readonly boost: Pages | null
  readonly min: Pages | null
  readonly low: Pages | null
  readonly high: Pages | null
  readonly managed: Pages | null
  readonly reserve: readonly Pages[]
}

/** Of the zones that are shown, else of zoneinfo, in so far as they tell a mark. */
export function marksOf(zones: readonly ZoneVerdict[], zoneinfo: readonly ZoneinfoZone[]): Marks[] {
  const told = zones.flatMap(({ node, zone, marks, freePages, isCut, exactFrom }) => {
    if (!marks) return []
    const counted = isCut || exactFrom > 0 ? null : freePages
    return [gaugeMarks({ ...marks, node, zone, free: marks.free ?? counted })]
  })
  const rest = zoneinfo.map((zone) =>
    gaugeMarks({ ...zoneinfoMarks(zone), node: zone.node, zone: zone.zone }),
  )
  return (told.length > 0 ? told : rest).filter(
    ({ min, low, high }) => min !== null || low !== null || high !== null,
  )
}

function gaugeMarks({
  freeCma,
  uncountedHighatomic,
  ...marks
}: ZoneMarks & { readonly node: number; readonly zone: string }): Marks {
  return { ...marks, cma: freeCma ?? 0, highatomic: uncountedHighatomic }
}

/** What an ordinary request's mark counts; null: not told. */
export function countedOf({ free, cma, highatomic }: Marks): Pages | null {
  return free === null ? null : Math.max(0, free - cma - highatomic)
}

/** A zone that the kernel lists and that has no memory: nothing is to be measured against nothing. */
export function isEmpty({ free, managed, min, low, high }: Marks): boolean {
  return !free && !managed && !min && !low && !high
}

export interface Gauge {
  /** Pages at the right end. */
  readonly scale: Pages
  /** Shares of the scale, at most 1: all that is free, 0 where it is not told, and of it what counts. */
  readonly free: number
  readonly counted: number
  /** There is more free than the scale shows. */
  readonly isOver: boolean
  readonly ticks: readonly { readonly name: string; readonly pages: Pages; readonly at: number }[]
}

/** The marks stay readable where far more is free: the scale ends at so many times the highest. */
const MARKS_SHOWN = 2.5

export function gaugeOf(marks: Marks): Gauge {
  const { min, low, high } = marks
  const free = marks.free ?? 0
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
    counted: Math.min(1, (countedOf(marks) ?? 0) / scale),
    isOver: free > scale,
    ticks: known.map(({ name, pages }) => ({ name, pages, at: pages / scale })),
  }
}

export interface MarksWords {
  readonly tone: 'ok' | 'warn' | 'fail' | 'info'
  readonly word: string
  readonly what: string
}

/** What the kernel does at that level. A request needs more than the mark, so just as much is not enough. */
export function wordsOf(marks: Marks): MarksWords {
  const { min, low, high } = marks
  const free = countedOf(marks)
  if (free === null) return { tone: 'info', word: 'free not told', what: '' }
  if (min !== null && free <= min)
    return {
      tone: 'fail',
      word: levelOf(free, min, 'min'),
      what: 'requests that may wait must reclaim first',
    }
  if (low !== null && free <= low)
    return { tone: 'warn', word: levelOf(free, low, 'low'), what: 'kswapd is woken and reclaims' }
  if (high !== null && free <= high)
    return {
      tone: 'warn',
      word: levelOf(free, high, 'high'),
      what: 'kswapd, once woken, goes on until high',
    }
  if (high === null) return { tone: 'ok', word: 'above the marks told', what: '' }
  const times = high > 0 ? free / high : 0
  const many = times >= 1.5 ? `${times.toFixed(times < 10 ? 1 : 0)} times the high mark` : ''
  return { tone: 'ok', word: 'above high', what: many }
}

function levelOf(free: Pages, mark: Pages, name: string): string {
  return `${free === mark ? 'at' : 'below'} ${name}`
}
