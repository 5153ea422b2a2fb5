// Where a fallback looks: the other types with a free block of an order, and whether a whole
// pageblock may be claimed for a request. Follows find_suitable_fallback and
// should_try_claim_block (before 6.15: can_steal_fallback, mm/page_alloc.c).

import type { Order } from '../../units.ts'
import { nrFree } from '../free-area.ts'
import { FALLBACKS, MOVABLE } from '../migratetype.ts'
import type { State } from '../state.ts'
import type { Zone } from '../zone.ts'

/** The first fallback type with a free block of this order; −1: none has. */
export function findFallback(state: State, zone: Zone, order: Order, type: number): number {
  for (const other of FALLBACKS[type] ?? []) if (nrFree(state, zone, order, other) > 0) return other
  return -1
}

/**
 * Whether a pageblock may be claimed whole by way of a free block of this order: a large one, or a
 * request whose pages would pin the pageblock for good.
 */
export function mayClaim(zone: Zone, order: Order, type: number): boolean {
  return order >= zone.pageblockOrder >> 1 || type !== MOVABLE
}
