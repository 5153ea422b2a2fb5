// Taking a block for a migratetype: from its own lists, or else by fallback. Follows __rmqueue
// (mm/page_alloc.c).

import type { Order, Pfn } from '../../units.ts'
import type { Machine } from '../machine.ts'
import { placeBlock } from '../rmqueue-smallest.ts'
import type { Zone } from '../zone.ts'
import { FALLBACK_RULES } from './fallback.ts'
import type { Search } from './find-fallback.ts'

/** Takes a block of exactly `order`; −1: no type has one that may be taken. */
export function rmqueueTyped(
  machine: Machine,
  zone: Zone,
  order: Order,
  type: number,
  noFragment: boolean,
  search: Search,
): Pfn {
  if (!search.isStealing) {
    const pfn = placeBlock(machine, zone, order, type)
    if (pfn >= 0 || zone.types === 1) return pfn
  }
  return FALLBACK_RULES[machine.config.kernel](machine, zone, order, type, noFragment, search)
}
