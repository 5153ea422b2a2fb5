// Taking a block from a zone: from a per-CPU list, from the HighAtomic reserve where the request may
// use it, from its own type's lists, and at last by fallback. Follows rmqueue and rmqueue_buddy
// (mm/page_alloc.c).

import type { Order, Pfn } from '../../units.ts'
import { isPcpOrder, type Machine } from '../machine.ts'
import { HIGHATOMIC } from '../migratetype.ts'
import { placeBlock } from '../rmqueue-smallest.ts'
import type { Zone } from '../zone.ts'
import { type AllocFlags, HIGHATOMIC_FLAG, NO_FRAGMENT, NON_BLOCK } from './alloc-flags.ts'
import { newSearch } from './find-fallback.ts'
import { takeFromPcp } from './pcp.ts'
import { rmqueueTyped } from './rmqueue-typed.ts'

/** Takes a block of exactly `order` out of a zone; it is then in hand. −1: there is none. */
export function rmqueue(
  machine: Machine,
  zone: Zone,
  order: Order,
  type: number,
  flags: AllocFlags,
): Pfn {
  const noFragment = (flags & NO_FRAGMENT) !== 0
  if (isPcpOrder(machine, order)) {
    const pfn = takeFromPcp(machine, zone, order, type, noFragment)
    if (pfn >= 0) return pfn
  }
  const mayUseReserve = zone.types > 1 && (flags & HIGHATOMIC_FLAG) !== 0
  if (mayUseReserve) {
    const pfn = placeBlock(machine, zone, order, HIGHATOMIC)
    if (pfn >= 0) return pfn
  }
  const pfn = rmqueueTyped(machine, zone, order, type, noFragment, newSearch())
  if (pfn >= 0 || zone.types === 1 || (flags & NON_BLOCK) === 0) return pfn
  // Failing now is worse than failing a high-order atomic request later.
  return placeBlock(machine, zone, order, HIGHATOMIC)
}
