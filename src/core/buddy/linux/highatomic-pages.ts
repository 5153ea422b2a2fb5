// How many pages a zone keeps in HighAtomic pageblocks, and how many it may (struct zone:
// nr_reserved_highatomic; the limit as in reserve_highatomic_pageblock, mm/page_alloc.c, 6.18).

import type { Pages } from '../../units.ts'
import { HIGHATOMIC } from '../migratetype.ts'
import { pageblockPages, pageblocksByType } from '../pageblock.ts'
import type { State } from '../state.ts'
import { ZONE_WORDS, type Zone } from '../zone.ts'

/** Most pages that a zone keeps so: a hundredth in whole pageblocks, or none where that is less than one. */
export function highatomicLimit(zone: Zone): Pages {
  const hundredth = Math.floor(zone.pages / 100)
  const pageblock = pageblockPages(zone)
  return hundredth < pageblock ? 0 : Math.ceil(hundredth / pageblock) * pageblock
}

export function highatomicPages(state: State, zone: Zone): Pages {
  return state.words[zone.counters + ZONE_WORDS.highatomic] as number
}

export function setHighatomicPages(state: State, zone: Zone, pages: Pages): void {
  state.set(zone.counters + ZONE_WORDS.highatomic, pages)
}

/** At the start: as many as its pageblocks say. */
export function initHighatomic(state: State, zone: Zone): void {
  const pageblocks = pageblocksByType(state, zone)[HIGHATOMIC] ?? 0
  setHighatomicPages(state, zone, pageblocks * pageblockPages(zone))
}
