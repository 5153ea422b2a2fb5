// The shared picture of free memory: nr_free[node][zone][migratetype][order], as it was read from a
// kernel's text or taken from a simulated machine. Nothing here knows where the figures came from;
// how many orders there are, the size of a page and the names of zones and types come with them.

import { type Bytes, type Order, type Pages, pagesIn } from '../units.ts'

/** What the kernel prints where it stopped counting: `>100000`. */
export type CappedCount = `>${number}`
export type Count = number | CappedCount

/** Free blocks of one zone, by order from 0. */
export interface ZoneMemory {
  readonly node: number
  /** As the kernel names it: DMA, DMA32, Normal, HighMem, Movable, Device … */
  readonly zone: string
  readonly counts: readonly number[]
}

/** Free blocks of one migratetype in one zone, by order from 0. */
export interface TypeMemory {
  readonly node: number
  readonly zone: string
  readonly type: string
  readonly counts: readonly Count[]
}

/** All zones at one moment. */
export interface Snapshot {
  /** The moment, as the text has it; null where it says nothing. */
  readonly at: string | null
  readonly zones: readonly ZoneMemory[]
}

export interface PageSize {
  readonly bytes: Bytes
  /** The line it was read in; null: not told, and assumed. */
  readonly line: number | null
}

/** Assumed where nothing tells: what x86 has, and arm64 mostly. */
export const ASSUMED_PAGE_SIZE: PageSize = { bytes: 4096, line: null }

/** Pages in free blocks; null where a count is capped or the sum too large to be exact. */
export function freePages(counts: readonly Count[]): Pages | null {
  let pages = 0
  for (const [order, count] of counts.entries()) {
    if (typeof count !== 'number') return null
    pages += count * pagesIn(order)
  }
  return Number.isSafeInteger(pages) ? pages : null
}

/** The largest order with a free block; −1 where nothing is free. */
export function largestFreeOrder(counts: readonly Count[]): Order {
  for (let order = counts.length - 1; order >= 0; order--) if (counts[order] !== 0) return order
  return -1
}
