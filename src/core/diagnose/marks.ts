// A zone's watermarks in pages, from /proc/zoneinfo (pages already) or from Mem-Info (kB), in one shape. Of the
// HighAtomic reserve the marks leave out what is free, up to 6.11 all of it (mm/page_alloc.c:
// __zone_watermark_unusable_free).

import { isBefore, type Version } from '../kernel-text/kernel-release.ts'
import type { Report, ZoneinfoZone, ZoneWatermarks } from '../kernel-text/reading.ts'
import type { Bytes, Pages } from '../units.ts'
import type { Marks } from './diagnosis.ts'
import { kernelOf } from './known-kernel.ts'
import type { ZoneMarks } from './scene.ts'

export function marksOf(zone: ZoneinfoZone): Marks {
  const { line, free, boost, min, low, high, spanned, present, managed, protection } = zone
  return {
    from: 'zoneinfo',
    line,
    free,
    boost,
    min,
    low,
    high,
    spanned,
    present,
    managed,
    // Its `cma` line counts all pages of CMA areas, not the free ones.
    freeCma: zone.freeCma ?? (zone.cma === 0 ? 0 : null),
    reservedHighatomic: null,
    freeHighatomic: null,
    uncountedHighatomic: 0,
    reserve: protection,
  }
}

export function reportMarks(report: Report, pageSize: Bytes): ZoneMarks[] {
  const kernel = kernelOf(report)
  return report.watermarks.map((zone) => ({
    node: zone.node,
    zone: zone.zone,
    marks: memInfoMarks(zone, pageSize, kernel),
  }))
}

function memInfoMarks(zone: ZoneWatermarks, pageSize: Bytes, kernel: Version | null): Marks {
  const pages = (kB: number | null): Pages | null =>
    kB === null ? null : Math.floor((kB * 1024) / pageSize)
  const reservedHighatomic = pages(zone.reservedHighatomic)
  const freeHighatomic = pages(zone.freeHighatomic)
  const isAllLeftOut = kernel !== null && isBefore(kernel, 6, 12)
  return {
    from: 'Mem-Info',
    line: zone.line,
    free: pages(zone.free),
    boost: pages(zone.boost),
    min: pages(zone.min),
    low: pages(zone.low),
    high: pages(zone.high),
    spanned: null,
    present: pages(zone.present),
    managed: pages(zone.managed),
    freeCma: pages(zone.freeCma),
    reservedHighatomic,
    freeHighatomic,
    uncountedHighatomic: freeHighatomic ?? (isAllLeftOut ? (reservedHighatomic ?? 0) : 0),
    reserve: zone.lowmemReserve,
  }
}
