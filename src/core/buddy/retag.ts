// A pageblock takes another migratetype. Follows set_pageblock_migratetype and change_pageblock_range
// (mm/page_alloc.c); its free blocks stay where they are until somebody moves them.

import type { Order, Pfn } from '../units.ts'
import type { Machine } from './machine.ts'
import { typeName } from './migratetype.ts'
import { addPageblock, pageblockPages, pageblockStart, pageblockType } from './pageblock.ts'
import { emit } from './trace.ts'
import type { Zone } from './zone.ts'

/** Gives the pageblock around a page another type. */
export function retagPageblock(machine: Machine, zone: Zone, pfn: Pfn, type: number): void {
  const { state, trace } = machine
  const from = pageblockType(state, zone, pfn)
  if (from === type) return
  state.setByte(zone.pageblockTypes + (pfn >> zone.pageblockOrder), type)
  addPageblock(state, zone, from, -1)
  addPageblock(state, zone, type, 1)
  if (trace)
    emit(trace, state, {
      kind: 'retag',
      zone: zone.index,
      pfn: pageblockStart(zone, pfn),
      order: zone.pageblockOrder,
      from: typeName(from),
      to: typeName(type),
    })
}

/** Gives every pageblock that a block covers another type (change_pageblock_range). */
export function retagRange(
  machine: Machine,
  zone: Zone,
  pfn: Pfn,
  order: Order,
  type: number,
): void {
  const size = pageblockPages(zone)
  for (let at = pfn; at < pfn + 2 ** order; at += size) retagPageblock(machine, zone, at, type)
}
