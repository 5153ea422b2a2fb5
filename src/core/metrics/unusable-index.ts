// The unusable free space index (mm/vmstat.c: unusable_free_index): the share of free memory that
// stands in blocks too small for an order. 0: all of it can serve; 1000: none of it.

import { type Order, pagesIn } from '../units.ts'
import { freeSpace, smallFreeSpace } from './free-space.ts'

/** Thousandths. `counts` are free blocks by order, from 0 to the zone's max order. */
export function unusableIndex(counts: ArrayLike<number>, order: Order): number {
  const small = smallFreeSpace(counts, order)
  if (!small) return hugeUnusableIndex(counts, order)
  const { pages, suitable } = small
  if (pages === 0) return 1000
  return Math.floor(((pages - suitable * pagesIn(order)) * 1000) / pages)
}

function hugeUnusableIndex(counts: ArrayLike<number>, order: Order): number {
  const { pages, suitable } = freeSpace(counts, order)
  return Number(((pages - (suitable << BigInt(order))) * 1000n) / pages)
}
