// What the free lists of a zone hold, order by order (mm/vmstat.c: fill_contig_page_info and the indices
// made of it), and what of it could be had.

import { fragmentationIndex } from '../metrics/fragmentation-index.ts'
import { unusableIndex } from '../metrics/unusable-index.ts'
import { type Bytes, type Order, type Pages, pagesIn } from '../units.ts'
import type { OrderVerdict } from './diagnosis.ts'

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

/** Could it be had, and how often. */
export type Answer = Pick<OrderVerdict, 'timesAllowed' | 'canServe' | 'refusal'>

export function orderVerdicts(
  counts: readonly number[],
  pageSize: Bytes,
  answer: (order: Order) => Answer,
): OrderVerdict[] {
  const freePages = pagesOf(counts)
  return counts.map((blocks, order) => {
    return {
      order,
      bytes: pagesIn(order) * pageSize,
      blocks,
      freeBytes: blocks * pagesIn(order) * pageSize,
      share: freePages === 0 ? 0 : Math.floor((blocks * pagesIn(order) * 1000) / freePages),
      times: timesIn(counts, order),
      ...answer(order),
      unusableIndex: unusableIndex(counts, order),
      fragmentationIndex: fragmentationIndex(counts, order),
    }
  })
}
