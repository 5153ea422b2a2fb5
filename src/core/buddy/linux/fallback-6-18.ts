// Fallback since 6.15, in two passes (mm/page_alloc.c: __rmqueue_claim, __rmqueue_steal): first a
// whole pageblock, largest free block first, so that the types stay apart; then, unless that must
// not be, the smallest block that will do, whose pageblock keeps its type.
//
//   claim   order max → wanted   [MMMMMMMM] → [UUUUUUUU]     what is left over is Unmovable
//   steal   order wanted → max   [MM......] → [MMU.....]     what is left over stays Movable

import type { Order, Pfn } from '../../units.ts'
import { placedBlock } from '../free-area.ts'
import type { Machine } from '../machine.ts'
import type { Zone } from '../zone.ts'
import { claimPageblock, claimWhole, isClaimable, stealBlock, tellFallback } from './claim.ts'
import { type Fallback, findFallback, mayClaim } from './find-fallback.ts'

/** Claims, or else steals; a bulk search that has stolen goes on stealing. */
export const fallback618: Fallback = (machine, zone, order, type, noFragment, search) => {
  if (!search.isStealing) {
    const pfn = claim(machine, zone, order, type, noFragment)
    if (pfn >= 0) return pfn
  }
  if (noFragment) return -1
  const pfn = steal(machine, zone, order, type)
  search.isStealing = pfn >= 0
  return pfn
}

function claim(machine: Machine, zone: Zone, order: Order, type: number, noFragment: boolean): Pfn {
  const { state, maxOrder } = machine
  const lowest = noFragment ? Math.max(order, zone.pageblockOrder) : order
  for (let found = maxOrder; found >= lowest && mayClaim(zone, found, type); found--) {
    const from = findFallback(state, zone, found, type)
    if (from < 0) continue
    const block = placedBlock(state, zone, found, from)
    const pfn = tryToClaim(machine, zone, block, found, order, type)
    if (pfn < 0) continue
    tellFallback(machine, zone, pfn, order, found, type, from, 'claim')
    return pfn
  }
  return -1
}

function steal(machine: Machine, zone: Zone, order: Order, type: number): Pfn {
  const { state, maxOrder } = machine
  for (let found = order; found <= maxOrder; found++) {
    const from = findFallback(state, zone, found, type)
    if (from < 0) continue
    const pfn = stealBlock(machine, zone, placedBlock(state, zone, found, from), found, order, from)
    tellFallback(machine, zone, pfn, order, found, type, from, 'steal')
    return pfn
  }
  return -1
}

/** try_to_claim_block; −1: too little of the pageblock is free or alike. */
function tryToClaim(
  machine: Machine,
  zone: Zone,
  block: Pfn,
  found: Order,
  order: Order,
  type: number,
): Pfn {
  if (found >= zone.pageblockOrder) return claimWhole(machine, zone, block, found, order, type)
  return isClaimable(machine, zone, block, type)
    ? claimPageblock(machine, zone, block, order, type)
    : -1
}
