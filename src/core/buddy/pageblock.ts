// Pageblocks: 2^pageblock-order pages, aligned, that share one migratetype. Follows
// get_pfnblock_migratetype
// (mm/page_alloc.c). The first and the last of a zone may stick out of it.

import type { Pages, Pfn } from '../units.ts'
import type { State } from './state.ts'
import { UNGROUPED, ZONE_WORDS, type Zone } from './zone.ts'

/** Type of the pageblock that a page lies in; UNGROUPED where nothing is grouped. */
export function pageblockType(state: State, zone: Zone, pfn: Pfn): number {
  if (zone.types === 1) return UNGROUPED
  return state.bytes[zone.pageblockTypes + (pfn >> zone.pageblockOrder)] as number
}

/** How many pageblocks of each type a zone has, those that stick out of it among them. */
export function pageblocksByType(state: State, zone: Zone): number[] {
  const at = zone.counters + ZONE_WORDS.pageblocks
  return Array.from({ length: zone.types }, (_, type) => state.words[at + type] as number)
}

/** Counts them at the start; from there on `retagPageblock` keeps count. */
export function countPageblocks(state: State, zone: Zone): void {
  if (zone.types === 1) return
  const size = pageblockPages(zone)
  for (let pfn = pageblockStart(zone, zone.start); pfn < zone.end; pfn += size)
    addPageblock(state, zone, pageblockType(state, zone, pfn), 1)
}

/** Keeps count of the pageblocks of a type. */
export function addPageblock(state: State, zone: Zone, type: number, count: number): void {
  const at = zone.counters + ZONE_WORDS.pageblocks + type
  state.set(at, (state.words[at] as number) + count)
}

export function pageblockPages(zone: Zone): Pages {
  return 2 ** zone.pageblockOrder
}

export function pageblockStart(zone: Zone, pfn: Pfn): Pfn {
  return (pfn >> zone.pageblockOrder) << zone.pageblockOrder
}

/** Whether the pageblock around a page lies in the zone from end to end. */
export function isWholePageblock(zone: Zone, pfn: Pfn): boolean {
  const start = pageblockStart(zone, pfn)
  return start >= zone.start && start + pageblockPages(zone) <= zone.end
}
