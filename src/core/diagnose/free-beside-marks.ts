// Free pages of a zone to hold against its marks; null: not told, or the zone has no memory (its marks are printed
// all the same: Movable has 32 pages since 6.6). Pages in CMA areas and in the HighAtomic reserve are free and count
// for few: kswapd goes by the rest, and so does the mark of an ordinary request (mm/page_alloc.c:
// __zone_watermark_unusable_free, without ALLOC_CMA and ALLOC_RESERVES; mm/vmscan.c: pgdat_balanced).

import type { Pages } from '../units.ts'
import type { Marks } from './diagnosis.ts'
import { pagesOf } from './orders.ts'
import type { Scene, ZoneMarks } from './scene.ts'
import { enumerate } from './words.ts'

export interface FreePages {
  readonly free: Pages
  readonly cma: Pages
  /** Set aside for atomic requests; 0 too where it is not printed. */
  readonly highatomic: Pages
  /** What counts for an ordinary request. */
  readonly counted: Pages
}

/** A zone that the page allocator got nothing of, as Device, or one that is listed and empty. */
export function hasNoMemory(marks: Pick<Marks, 'managed' | 'present'> | null): boolean {
  return marks !== null && (marks.managed ?? marks.present) === 0
}

export function freeBesideMarks(scene: Scene, { node, zone, marks }: ZoneMarks): FreePages | null {
  const free = freeOf(scene, node, zone) ?? marks.free
  // Nothing free and nothing told of its size: as likely empty as used up.
  if (free === null || (marks.managed ?? marks.present ?? free) === 0) return null
  const cma = marks.freeCma ?? 0
  const highatomic = marks.uncountedHighatomic
  return { free, cma, highatomic, counted: Math.max(0, free - cma - highatomic) }
}

/** `CMA`, `CMA and the HighAtomic reserve`: what is free and does not count; '': nothing. */
export function uncountedName({ cma, highatomic }: Pick<FreePages, 'cma' | 'highatomic'>): string {
  return enumerate([
    ...(cma > 0 ? ['CMA'] : []),
    ...(highatomic > 0 ? ['the HighAtomic reserve'] : []),
  ])
}

/** Of the shown snapshot where there is one: marks hardly change, free pages do. */
function freeOf(scene: Scene, node: number, zone: string): Pages | null {
  if (scene.source !== 'buddyinfo' && scene.source !== 'prometheus') return null
  const shown = scene.zones.find((one) => one.node === node && one.zone === zone)
  return shown ? pagesOf(shown.counts) : null
}
