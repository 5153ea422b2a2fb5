// mm_page_alloc_extfrag counted: a trace has hundreds of thousands of them, a picture a few dozen marks.

import type { ExtfragEvent, ExtfragEvents } from '../core/kernel-text/reading.ts'

/** Requests of one type that took from the free list of another. */
export interface TypePair {
  /** The kernel's numbers, as traced. */
  readonly wanted: number
  readonly taken: number
  readonly total: number
  readonly fragmenting: number
  /** Times that the whole pageblock changed its type. */
  readonly claimed: number
}

export interface EventSummary {
  readonly total: number
  readonly fragmenting: number
  /** Most first. */
  readonly pairs: readonly TypePair[]
  /** Stamps of the first and last, in seconds; null: there are none, and `bins` go by number. */
  readonly span: readonly [number, number] | null
  readonly bins: readonly { readonly total: number; readonly fragmenting: number }[]
  /** Events by the order that was asked for. */
  readonly byOrder: readonly number[]
}

const BINS = 96
/** Where a trace does not tell the pageblock order: what most machines have. */
const USUAL_PAGEBLOCK_ORDER = 9

/** null where there are no events. */
export function summarizeEvents({
  total,
  fragmenting,
  events,
}: ExtfragEvents): EventSummary | null {
  if (events.length === 0) return null
  const span = spanOf(events)
  const pairs = new Map<string, { -readonly [Key in keyof TypePair]: TypePair[Key] }>()
  const bins = Array.from({ length: BINS }, () => ({ total: 0, fragmenting: 0 }))
  const byOrder: number[] = []
  let number = 0
  for (const event of events) {
    const bad = isFragmenting(event) ? 1 : 0
    const { allocMigratetype: wanted, fallbackMigratetype: taken, allocOrder } = event
    const key = `${wanted} ${taken}`
    const pair = pairs.get(key) ?? { wanted, taken, total: 0, fragmenting: 0, claimed: 0 }
    pairs.set(key, pair)
    pair.total++
    pair.fragmenting += bad
    if (event.changeOwnership) pair.claimed++
    const share = span
      ? ((event.time ?? span[0]) - span[0]) / (span[1] - span[0])
      : number / events.length
    const bin = bins[Math.min(BINS - 1, Math.max(0, Math.floor(share * BINS)))]
    if (bin) {
      bin.total++
      bin.fragmenting += bad
    }
    byOrder[allocOrder] = (byOrder[allocOrder] ?? 0) + 1
    number++
  }
  return {
    total,
    fragmenting,
    pairs: [...pairs.values()].sort((a, b) => b.total - a.total),
    span,
    bins,
    byOrder: Array.from(byOrder, (count) => count ?? 0),
  }
}

/** A block smaller than a pageblock was taken: from now on its pageblock holds two types. */
function isFragmenting({ fallbackOrder, pageblockOrder }: ExtfragEvent): boolean {
  return fallbackOrder < (pageblockOrder ?? USUAL_PAGEBLOCK_ORDER)
}

function spanOf(events: Iterable<ExtfragEvent>): readonly [number, number] | null {
  let from = Number.POSITIVE_INFINITY
  let to = Number.NEGATIVE_INFINITY
  for (const { time } of events) {
    if (time === null) continue
    from = Math.min(from, time)
    to = Math.max(to, time)
  }
  return from < to ? [from, to] : null
}
