// The requested type's lists are empty: whose block is taken instead. The rules have changed with
// the kernel, so they are a table by version; each has its file.
//
//   5.10, 6.1   fallback-6-1.ts    the block moves to the requested type's lists, then smallest first
//   6.12        fallback-6-12.ts   a pageblock is claimed whole, or one block is taken from its lists
//   6.18        fallback-6-18.ts   claim (largest first), then steal (smallest first)

import type { Order, Pfn } from '../../units.ts'
import type { Kernel } from '../config.ts'
import type { Machine } from '../machine.ts'
import type { Zone } from '../zone.ts'
import { fallback61 } from './fallback-6-1.ts'
import { fallback612 } from './fallback-6-12.ts'
import { fallback618 } from './fallback-6-18.ts'

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

export const FALLBACK_RULES: Readonly<Record<Kernel, Fallback>> = {
  '5.10': fallback61,
  '6.1': fallback61,
  '6.12': fallback612,
  '6.18': fallback618,
}
