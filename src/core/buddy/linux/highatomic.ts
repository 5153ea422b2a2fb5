// HighAtomic pageblocks: kept for requests of several pages that cannot wait. Taken in when such a
// request was served, given back when others run short. Follows reserve_highatomic_pageblock and
// unreserve_highatomic_pageblock (mm/page_alloc.c, 6.18).

import type { Order, Pfn } from '../../units.ts'
import { addToFreeList, deleteFromFreeList, placedBlock } from '../free-area.ts'
import type { Machine } from '../machine.ts'
import { HIGHATOMIC, isMergeable } from '../migratetype.ts'
import { isWholePageblock, pageblockPages, pageblockType } from '../pageblock.ts'
import type { Request } from '../request.ts'
import { retagPageblock, retagRange } from '../retag.ts'
import { emit } from '../trace.ts'
import type { Zone } from '../zone.ts'
import { highatomicLimit, highatomicPages, setHighatomicPages } from './highatomic-pages.ts'
import { moveFreePages } from './move-freepages.ts'

/** Keeps the pageblock around a block that was just given, if the limit and its type allow. */
export function reserveHighatomic(machine: Machine, zone: Zone, pfn: Pfn, order: Order): void {
  if (zone.types === 1) return
  const limit = highatomicLimit(zone)
  const reserved = highatomicPages(machine.state, zone)
  if (limit === 0 || reserved >= limit) return
  if (!isMergeable(pageblockType(machine.state, zone, pfn))) return
  if (order < zone.pageblockOrder) {
    if (!isWholePageblock(zone, pfn)) return
    moveFreePages(machine, zone, pfn, HIGHATOMIC)
    retagPageblock(machine, zone, pfn, HIGHATOMIC)
  } else retagRange(machine, zone, pfn, order, HIGHATOMIC)
  setHighatomicPages(machine.state, zone, reserved + Math.max(2 ** order, pageblockPages(zone)))
  tell(machine, zone, 'reserve-highatomic', pfn)
}

/**
 * Gives one pageblock back, to the requester's type; keeps the last one of each zone unless `force`.
 * True where one was given back.
 */
export function unreserveHighatomic(machine: Machine, request: Request, force: boolean): boolean {
  const { state, maxOrder } = machine
  for (const zone of request.zonelist) {
    if (zone.types === 1) continue
    const reserved = highatomicPages(machine.state, zone)
    const pageblock = pageblockPages(zone)
    if (!force && reserved <= pageblock) continue
    for (let order = 0; order <= maxOrder; order++) {
      const pfn = placedBlock(state, zone, order, HIGHATOMIC)
      if (pfn < 0) continue
      setHighatomicPages(
        machine.state,
        zone,
        reserved - Math.min(Math.max(pageblock, 2 ** order), reserved),
      )
      if (order < zone.pageblockOrder) {
        if (moveFreePages(machine, zone, pfn, request.type) === 0) continue
        retagPageblock(machine, zone, pfn, request.type)
      } else {
        deleteFromFreeList(state, zone, pfn)
        addToFreeList(state, zone, pfn, order, request.type, true)
        retagRange(machine, zone, pfn, order, request.type)
      }
      tell(machine, zone, 'unreserve-highatomic', pfn)
      return true
    }
  }
  return false
}

function tell(
  machine: Machine,
  zone: Zone,
  kind: 'reserve-highatomic' | 'unreserve-highatomic',
  pfn: Pfn,
): void {
  if (!machine.trace) return
  const reserved = highatomicPages(machine.state, zone)
  emit(machine.trace, machine.state, {
    kind,
    zone: zone.index,
    pfn,
    order: zone.pageblockOrder,
    reserved,
    limit: highatomicLimit(zone),
  })
}
