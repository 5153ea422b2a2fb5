// Taking memory back: `cache` and `reclaimable` memory goes, least recently allocated first, whole
// names at a time. Stands for shrink_node (mm/vmscan.c), which takes single pages off LRU lists and
// out of slab caches: there is no second chance here, no dirty page and no swap.

import { type Pages, ZONE_NAMES } from '../../units.ts'
import { free } from '../free.ts'
import { blocksOf, heldAt, heldPages, type Machine, zoneAt } from '../machine.ts'
import { MOBILITIES } from '../migratetype.ts'
import { emit } from '../trace.ts'
import type { Zone } from '../zone.ts'

/** Pages of one round at least (SWAP_CLUSTER_MAX). */
export const RECLAIM_ROUND: Pages = 32

/** Frees whole names whose memory lies in an eligible zone, until at least `goal` pages are won. */
export function reclaim(
  machine: Machine,
  goal: Pages,
  isEligible: (zone: Zone, handle: number) => boolean,
): Pages {
  let won = 0
  while (won < goal) {
    const handle = oldestReclaimable(machine, isEligible)
    if (handle === 0) return won
    won += takeBack(machine, handle, 'reclaim')
  }
  return won
}

/** Frees all that a handle holds, told as what the machine did. Returns its pages. */
export function takeBack(machine: Machine, handle: number, kind: 'reclaim' | 'oom-kill'): Pages {
  const pages = heldPages(machine, handle)
  const zone = zoneAt(machine, heldAt(machine, handle)).index
  if (machine.trace)
    emit(machine.trace, machine.state, {
      kind,
      zone,
      handle,
      pages,
      blocks: blocksOf(machine, handle),
    })
  free(machine, handle)
  return pages
}

/** Pages that reclaim could take from a zone (zone_reclaimable_pages, and slab besides). */
export function reclaimablePages(machine: Machine, zone: Zone): Pages {
  let pages = 0
  forEachReclaimable(machine, (handle, at) => {
    if (at === zone) pages += heldPages(machine, handle)
    return false
  })
  return pages
}

/** Whether requests of a class, the rank of the highest zone that they may use, may use this one. */
export function isWithin(highest: number, zone: Zone): boolean {
  return ZONE_NAMES.indexOf(zone.name) <= highest
}

/** The handle that was given its memory first; 0: nobody has any to take. */
function oldestReclaimable(
  machine: Machine,
  isEligible: (zone: Zone, handle: number) => boolean,
): number {
  let found = 0
  forEachReclaimable(machine, (handle, zone) => {
    if (isEligible(zone, handle)) found = handle
    return found > 0
  })
  return found
}

/** Visits live cache and reclaimable memory, oldest first, until `visit` says that it is enough. */
function forEachReclaimable(
  machine: Machine,
  visit: (handle: number, zone: Zone) => boolean,
): void {
  const { state, mobility, oldest } = machine
  const latest = state.words[machine.latest] as number
  let isFirst = true
  for (let handle = state.words[oldest] as number; handle <= latest; handle++) {
    const held = MOBILITIES[mobility[handle] as number]
    const pfn = heldAt(machine, handle)
    if (pfn < 0 || (held !== 'cache' && held !== 'reclaimable')) continue
    // Handles are given in ascending order, so that those before the first never hold again.
    if (isFirst) state.set(oldest, handle)
    isFirst = false
    if (visit(handle, zoneAt(machine, pfn))) return
  }
  // The latest may be about to be given some.
  if (isFirst) state.set(oldest, latest)
}
