// Taking over a pageblock: what lies in it is counted, and its free blocks move to another type's
// lists, each to the tail. Follows prep_move_freepages_block and __move_freepages_block
// (mm/page_alloc.c). Movable are the pages that the simulator knows to be allocated movable.

import type { Pages, Pfn } from '../../units.ts'
import { addToFreeList, deleteFromFreeList } from '../free-area.ts'
import type { Machine } from '../machine.ts'
import { MOBILITIES, MOVABLE, migratetypeOf, typeName } from '../migratetype.ts'
import { isWholePageblock, pageblockPages, pageblockStart } from '../pageblock.ts'
import { emit } from '../trace.ts'
import { FREE, HELD, ORDER_BITS, type Zone } from '../zone.ts'

export interface PageblockSurvey {
  readonly free: Pages
  readonly movable: Pages
}

/** What lies in the pageblock around a page; null where it sticks out of the zone. */
export function surveyPageblock(
  { state, mobility }: Machine,
  zone: Zone,
  pfn: Pfn,
): PageblockSurvey | null {
  if (!isWholePageblock(zone, pfn)) return null
  const start = pageblockStart(zone, pfn)
  const end = start + pageblockPages(zone)
  let free = 0
  let movable = 0
  for (let at = start; at < end; ) {
    const status = state.bytes[zone.status + at] as number
    const pages = 2 ** (status & ORDER_BITS)
    if ((status & FREE) !== 0) free += pages
    else if ((status & HELD) !== 0) {
      const handle = state.words[zone.owner + at] as number
      const held = MOBILITIES[mobility[handle] as number] ?? 'unmovable'
      if (handle > 0 && migratetypeOf(held) === MOVABLE) movable += pages
    }
    at += pages
  }
  return { free, movable }
}

/**
 * Moves all free blocks of the pageblock around a page to the tails of another type's lists, lowest
 * first. Returns their pages; 0 for a pageblock that sticks out of the zone, which is left alone.
 */
export function moveFreePages(machine: Machine, zone: Zone, pfn: Pfn, to: number): Pages {
  const { state, trace } = machine
  const start = pageblockStart(zone, pfn)
  if (!isWholePageblock(zone, pfn)) return 0
  const end = start + pageblockPages(zone)
  let pages = 0
  let blocks = 0
  for (let at = start; at < end; ) {
    const status = state.bytes[zone.status + at] as number
    const order = status & ORDER_BITS
    if ((status & FREE) !== 0) {
      deleteFromFreeList(state, zone, at)
      addToFreeList(state, zone, at, order, to, true)
      pages += 2 ** order
      blocks++
    }
    at += 2 ** order
  }
  if (trace && blocks > 0)
    emit(trace, state, {
      kind: 'move-freepages',
      zone: zone.index,
      pfn: start,
      order: zone.pageblockOrder,
      blocks,
      pages,
      to: typeName(to),
    })
  return pages
}
