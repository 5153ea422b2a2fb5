// How much memory the kernel keeps back, and the marks that follow from it: pure sums over sizes in
// pages. Checked against zoneinfo of real kernels (marks.test.ts).

import type { Bytes, Pages, ZoneName } from '../../units.ts'

/** ⌊√(16 · lowmem kB)⌋, kept between 128 kB and 256 MiB (calculate_min_free_kbytes, 5.8 and later). */
export function defaultMinFreeKB(lowmemKB: number): number {
  return Math.min(262144, Math.max(128, Math.floor(Math.sqrt(16 * lowmemKB))))
}

/**
 * What transparent huge pages raise it to (mm/khugepaged.c: set_recommended_min_free_kbytes): 2 + 9 pageblocks a
 * zone, at most a twentieth of the memory above the high marks. In pages.
 */
export function hugePagesMinFree(zones: number, pageblock: Pages, lowmem: Pages): Pages {
  return Math.min(pageblock * zones * (2 + 9), Math.floor(lowmem / 20))
}

/** Smallest machine on which transparent huge pages are on by default (mm/huge_memory.c: hugepage_init). */
const HUGE_PAGES_FROM: Bytes = 512 * 2 ** 20

/** vm.watermark_scale_factor unless it was set. */
export const DEFAULT_SCALE = 10

/** Pages between two marks of a zone (__setup_per_zone_wmarks, 4.6 and later). */
export function markStep(share: Pages, managed: Pages, scaleFactor: number): Pages {
  return Math.max(Math.floor(share / 4), Math.floor((managed * scaleFactor) / 10000))
}

export interface SizedZone {
  readonly zone: ZoneName
  /** Managed pages. */
  readonly pages: Pages
}

/** Watermarks of a zone in pages. */
export interface ZoneMarks {
  readonly min: Pages
  readonly low: Pages
  readonly high: Pages
}

/** vm.min_free_kbytes as the kernel sets it at boot, in pages: the root of the memory, or what huge pages want. */
export function bootMinFree(zones: readonly SizedZone[], pageSize: Bytes, pageblock: Pages): Pages {
  const shared = zones.filter(({ zone }) => sharesMinFree(zone))
  const lowmem = shared.reduce((sum, { pages }) => sum + pages, 0)
  const total = zones.reduce((sum, { pages }) => sum + pages, 0)
  const root = Math.floor((defaultMinFreeKB((lowmem * pageSize) / 1024) * 1024) / pageSize)
  if (total * pageSize < HUGE_PAGES_FROM) return root
  // What is above the marks that the root gave (nr_free_buffer_pages).
  const kept = zoneMarks(shared, root).reduce((sum, { high }) => sum + high, 0)
  return Math.max(root, hugePagesMinFree(shared.length, pageblock, lowmem - kept))
}

/** Marks of every zone, from vm.min_free_kbytes in pages (__setup_per_zone_wmarks, 6.6 and later). */
export function zoneMarks(zones: readonly SizedZone[], minFree: Pages): ZoneMarks[] {
  const lowmem = zones.reduce((sum, { zone, pages }) => sum + (sharesMinFree(zone) ? pages : 0), 0)
  return zones.map(({ zone, pages }) => {
    const share = lowmem === 0 ? 0 : Number((BigInt(minFree) * BigInt(pages)) / BigInt(lowmem))
    const min = sharesMinFree(zone) ? share : Math.min(128, Math.max(32, Math.floor(pages / 1024)))
    const step = markStep(share, pages, DEFAULT_SCALE)
    return { min, low: min + step, high: min + 2 * step }
  })
}

/** Zones whose min mark is a share of min_free_kbytes; the others' follows from their size alone. */
function sharesMinFree(zone: ZoneName): boolean {
  return zone !== 'HighMem' && zone !== 'Movable'
}
