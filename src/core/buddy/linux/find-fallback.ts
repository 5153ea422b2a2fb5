// Where a fallback looks: the other types with a free block of an order, and whether a whole
// pageblock may be claimed for a request. Follows find_suitable_fallback and
// should_try_claim_block (before 6.15: can_steal_fallback, mm/page_alloc.c).

import type { Order, Pfn } from '../../units.ts'
import { nrFree } from '../free-area.ts'
import type { Machine } from '../machine.ts'
import { FALLBACKS, MOVABLE } from '../migratetype.ts'
import type { State } from '../state.ts'
import type { Zone } from '../zone.ts'

/** What a search for many blocks at once remembers: since 6.15, that only stealing still helps. */
export interface Search {
  isStealing: boolean
}

export function newSearch(): Search {
  return { isStealing: false }
}

/**
 * Takes a block of exactly `order` for a type whose own lists have none; −1: there is none. Under
 * `noFragment` no pageblock may be mixed (ALLOC_NOFRAGMENT).
 */
export type Fallback = (
  machine: Machine,
  zone: Zone,
  order: Order,
  type: number,
  noFragment: boolean,
  search: Search,
) => Pfn

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
