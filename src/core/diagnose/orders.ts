// What the free lists of a zone hold, order by order (mm/vmstat.c: fill_contig_page_info and the indices
// made of it; mm/page_alloc.c: __zone_watermark_ok for the min mark).

import { fragmentationIndex } from '../metrics/fragmentation-index.ts'
import { unusableIndex } from '../metrics/unusable-index.ts'
import { type Bytes, type Order, type Pages, pagesIn } from '../units.ts'
import type { Marks, OrderVerdict } from './diagnosis.ts'

/** Requests of the order that the free blocks hold. */
export function timesIn(counts: readonly number[], order: Order): number {
  let times = 0
  for (let i = order; i < counts.length; i++) times += (counts[i] ?? 0) * pagesIn(i - order)
  return times
}

/** Pages in free blocks. */
export function pagesOf(counts: readonly number[]): Pages {
  return timesIn(counts, 0)
}

export function orderVerdicts(
  counts: readonly number[],
  pageSize: Bytes,
  marks: Marks | null,
): OrderVerdict[] {
  const freePages = pagesOf(counts)
  return counts.map((blocks, order) => {
    const times = timesIn(counts, order)
    const timesAboveMin = timesAbove(freePages, times, order, marks?.min ?? null)
    return {
      order,
      bytes: pagesIn(order) * pageSize,
      blocks,
      freeBytes: blocks * pagesIn(order) * pageSize,
      share: freePages === 0 ? 0 : Math.floor((blocks * pagesIn(order) * 1000) / freePages),
      times,
      timesAboveMin,
      canServe: times > 0 && timesAboveMin !== 0,
      unusableIndex: unusableIndex(counts, order),
      fragmentationIndex: fragmentationIndex(counts, order),
    }
  })
}

/**
 * The n-th request passes while free − (n − 1) · 2^order − (2^order − 1) > min, so n is at most
 * (free − min) / 2^order, rounded down.
 */
function timesAbove(free: Pages, times: number, order: Order, min: Pages | null): number | null {
  if (min === null) return null
  return Math.min(times, Math.max(0, Math.floor((free - min) / pagesIn(order))))
}
