// The fragmentation index (mm/vmstat.c: __fragmentation_index): why a request of an order would
// fail. Near 0: too little memory is free; near 1000: it is free, but in pieces; −1000: it would not
// fail. With a single free block it is below 0, as the kernel computes it.

import { type Order, pagesIn } from '../units.ts'
import { freeSpace, smallFreeSpace } from './free-space.ts'

/** Thousandths. `counts` are free blocks by order, from 0 to the zone's max order. */
export function fragmentationIndex(counts: ArrayLike<number>, order: Order): number {
  if (order >= counts.length) return 0
  const small = smallFreeSpace(counts, order)
  if (!small) return hugeFragmentationIndex(counts, order)
  const { pages, blocks, suitable } = small
  if (blocks === 0) return 0
  if (suitable > 0) return -1000
  return 1000 - Math.floor((1000 + Math.floor((pages * 1000) / pagesIn(order))) / blocks)
}

function hugeFragmentationIndex(counts: ArrayLike<number>, order: Order): number {
  const { pages, blocks, suitable } = freeSpace(counts, order)
  if (suitable > 0n) return -1000
  return Number(1000n - (1000n + (pages * 1000n) / (1n << BigInt(order))) / blocks)
}
