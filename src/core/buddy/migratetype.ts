// Grouping by mobility: what a page's memory is for decides on which lists its pageblock's free
// blocks stand (include/linux/mmzone.h: enum migratetype; mm/page_alloc.c: fallbacks).

import { MIGRATETYPES, type Migratetype } from '../units.ts'
import type { Mobility } from './command.ts'

/** Indices into MIGRATETYPES. */
export const UNMOVABLE = 0
export const MOVABLE = 1
export const RECLAIMABLE = 2
export const HIGHATOMIC = 3
/** Types that have per-CPU lists and may be each other's fallback (MIGRATE_PCPTYPES). */
export const PCP_TYPES = 3

/** The types whose lists are tried when the requested one's are empty, in this order. */
export const FALLBACKS: readonly (readonly number[])[] = [
  [RECLAIMABLE, MOVABLE],
  [RECLAIMABLE, UNMOVABLE],
  [UNMOVABLE, MOVABLE],
  [],
]

export const MOBILITIES: readonly Mobility[] = ['unmovable', 'movable', 'reclaimable', 'cache']

/** Migratetype of a request (include/linux/gfp.h: gfp_migratetype); page cache is movable. */
export function migratetypeOf(mobility: Mobility): number {
  if (mobility === 'movable' || mobility === 'cache') return MOVABLE
  return mobility === 'reclaimable' ? RECLAIMABLE : UNMOVABLE
}

export function typeName(type: number): Migratetype {
  return MIGRATETYPES[type] ?? 'Unmovable'
}

/** Whether free blocks of such pageblocks may merge with those of others (migratetype_is_mergeable). */
export function isMergeable(type: number): boolean {
  return type < PCP_TYPES
}
