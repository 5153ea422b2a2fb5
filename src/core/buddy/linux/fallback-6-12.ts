// Fallback of 6.10 to 6.14 (mm/page_alloc.c: __rmqueue_fallback, steal_suitable_fallback): the
// largest block first; a movable request that cannot have its whole pageblock takes the smallest.
// Lists follow pageblock types: free blocks move only together with a pageblock's type.

import type { Order } from '../../units.ts'
import { placedBlock } from '../free-area.ts'
import type { Machine } from '../machine.ts'
import { HIGHATOMIC, MOVABLE } from '../migratetype.ts'
import { pageblockType } from '../pageblock.ts'
import type { Zone } from '../zone.ts'
import { claimPageblock, claimWhole, isClaimable, stealBlock, tellFallback } from './claim.ts'
import { type Fallback, findFallback, mayClaim } from './find-fallback.ts'

export const fallback612: Fallback = (machine, zone, order, type, noFragment) => {
  const found = fallbackOrder(machine, zone, order, type, noFragment)
  if (found < 0) return -1
  const from = findFallback(machine.state, zone, found, type)
  const block = placedBlock(machine.state, zone, found, from)
  const blockType = pageblockType(machine.state, zone, block)
  const isClaimed =
    blockType !== HIGHATOMIC &&
    (found >= zone.pageblockOrder ||
      (mayClaim(zone, found, type) && isClaimable(machine, zone, block, type)))
  const pfn = !isClaimed
    ? stealBlock(machine, zone, block, found, order, blockType)
    : found >= zone.pageblockOrder
      ? claimWhole(machine, zone, block, found, order, type)
      : claimPageblock(machine, zone, block, order, type)
  tellFallback(machine, zone, pfn, order, found, type, from, isClaimed ? 'claim' : 'steal')
  return pfn
}

/** Order of the free list that a fallback takes from, before 6.15; −1: no other type has a block. */
export function fallbackOrder(
  { state, maxOrder }: Machine,
  zone: Zone,
  order: Order,
  type: number,
  noFragment: boolean,
): Order | -1 {
  const lowest = noFragment ? Math.max(order, zone.pageblockOrder) : order
  for (let found = maxOrder; found >= lowest; found--) {
    if (findFallback(state, zone, found, type) < 0) continue
    if (type !== MOVABLE || found === order || mayClaim(zone, found, type)) return found
    for (let small = order; small <= found; small++)
      if (findFallback(state, zone, small, type) >= 0) return small
  }
  return -1
}
