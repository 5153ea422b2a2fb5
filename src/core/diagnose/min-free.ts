// The marks from their formulas (mm/page_alloc.c: __setup_per_zone_wmarks): min is the zone's share of
// vm.min_free_kbytes, rounded down; low and high stand a step apart above it. Read backwards, the printed marks
// tell what min_free_kbytes must be.

import { DEFAULT_SCALE, markStep } from '../buddy/linux/min-free.ts'
import { isBefore } from '../kernel-text/kernel-release.ts'
import type { Pages } from '../units.ts'
import type { Marks } from './diagnosis.ts'
import { kernelOf } from './known-kernel.ts'
import type { Scene, ZoneMarks } from './scene.ts'
import { zoneRank } from './zone-class.ts'

export interface MarkedZone {
  readonly node: number
  readonly zone: string
  /** Without the boost. */
  readonly min: Pages
  readonly low: Pages | null
  readonly high: Pages | null
  readonly managed: Pages | null
  /** As printed, or as it must be. */
  readonly boost: Pages
  /** Not printed, and told from the marks: then `min` is 4 steps, and 3 pages more at most. */
  readonly isBoostHidden: boolean
}

export function markedZones({ marks }: Scene): MarkedZone[] {
  return marks.flatMap(({ node, zone, marks: one }: ZoneMarks) => {
    const { min, low, high, managed, present } = one
    if (min === null || (managed ?? present ?? 1) === 0) return []
    const isShare = sharesMinFree({ zone, min, managed })
    const hidden = one.boost === null && isShare ? hiddenBoost(one) : 0
    const boost = one.boost ?? hidden
    return [
      {
        node,
        zone,
        min: min - boost,
        low: low === null ? null : low - boost,
        high: high === null ? null : high - boost,
        managed,
        boost,
        isBoostHidden: hidden > 0,
      },
    ]
  })
}

/**
 * Kernels 5.0 to 5.16 add the boost to all marks and do not print it: then the marks stand closer together
 * than a quarter of min. 0: they do not.
 */
function hiddenBoost({ min, low, high, managed }: Marks): Pages {
  if (min === null || low === null || high === null || managed === null) return 0
  const step = low - min
  if (high - low !== step || step <= Math.floor((managed * DEFAULT_SCALE) / 10000)) return 0
  return Math.floor(min / 4) > step ? min - 4 * step : 0
}

/**
 * Whether the text leaves zones out (reports since 6.1 show those that the request may use): the highest one
 * of a node that it shows keeps memory back for a zone above, or the nodes do not begin with 0.
 */
export function missesZones({ marks }: Scene): boolean {
  const nodes = [...new Set(marks.map(({ node }) => node))]
  if (nodes.length > 0 && Math.min(...nodes) > 0) return true
  return nodes.some((node) => {
    const own = marks.filter((one) => one.node === node)
    const top = own.reduce((a, b) => (zoneRank(b.zone) > zoneRank(a.zone) ? b : a))
    return top.marks.reserve.some((pages) => pages > 0)
  })
}

/** The zones whose min marks are shares of min_free_kbytes. */
export function sharingZones(scene: Scene): MarkedZone[] {
  return markedZones(scene).filter(sharesMinFree)
}

/** Not HighMem, and Movable only before 6.6: those have a mark that their size alone gives. */
function sharesMinFree({
  zone,
  min,
  managed,
}: Pick<MarkedZone, 'zone' | 'min' | 'managed'>): boolean {
  if (zone !== 'HighMem' && zone !== 'Movable') return zone !== 'Device'
  if (zone === 'HighMem' || managed === null) return false
  return min !== Math.min(128, Math.max(32, Math.floor(managed / 1024)))
}

export interface MinFree {
  /** vm.min_free_kbytes in pages, at least and at most. */
  readonly from: Pages
  readonly to: Pages
}

export interface Outlier {
  readonly zone: MarkedZone
  /** Pages of its min mark above its share of what the others tell. */
  readonly excess: Pages
}

/**
 * Zones whose min mark is above its share while most others agree: a boost looks so where it is not printed and
 * the step between the marks hides it (5.0 to 5.16, step by watermark_scale_factor). `rest`: the others.
 */
export function outliersOf(
  scene: Scene,
  zones: readonly MarkedZone[],
): { rest: readonly MarkedZone[]; outliers: readonly Outlier[] } {
  const none = { rest: zones, outliers: [] }
  const isPrinted = scene.marks.some(({ marks }) => marks.boost !== null)
  const release = scene.report && kernelOf(scene.report)
  if (isPrinted || zones.some(({ managed }) => managed === null) || minFreeOf(zones)) return none
  if (release && (isBefore(release, 5, 0) || !isBefore(release, 5, 17))) return none
  const total = zones.reduce((sum, { managed }) => sum + (managed ?? 0), 0)
  const ranges = zones.map((zone) => shareRange(zone, BigInt(total)))
  const most = ranges.reduce((least, { to }) => (to < least ? to : least), ranges[0]?.to ?? 0n)
  const rest = zones.filter((_, i) => (ranges[i]?.from ?? 0n) <= most)
  const outliers = zones
    .filter((zone) => !rest.includes(zone))
    .map((zone) => {
      const share = Math.floor((Number(most) * (zone.managed ?? 0)) / total)
      return { zone, excess: zone.min - share }
    })
  return outliers.length > 0 && outliers.length < rest.length ? { rest, outliers } : none
}

/** What pages_min would give the zone its min mark: at least and at most. */
function shareRange({ min, managed, isBoostHidden }: MarkedZone, total: bigint) {
  const own = BigInt(managed ?? 0)
  if (own === 0n) return { from: 0n, to: 0n }
  return {
    from: ceilDivide(BigInt(min) * total, own),
    to: ceilDivide(BigInt(min + (isBoostHidden ? 4 : 1)) * total, own) - 1n,
  }
}

/**
 * From min = ⌊pages_min · managed / Σ managed⌋ of every zone; null: no value gives just these marks. All of
 * `zones` must tell what they manage.
 */
export function minFreeOf(
  zones: readonly MarkedZone[],
  /** Those that share it, where `zones` are not all of them. */
  all: readonly MarkedZone[] = zones,
): MinFree | null {
  const total = all.reduce((sum, { managed }) => sum + BigInt(managed ?? 0), 0n)
  let from = 0n
  let to: bigint | null = null
  for (const zone of zones) {
    if ((zone.managed ?? 0) === 0) return null
    const range = shareRange(zone, total)
    if (range.from > from) from = range.from
    if (to === null || range.to < to) to = range.to
  }
  if (to === null || from > to) return null
  return { from: Number(from), to: Number(to) }
}

function ceilDivide(a: bigint, b: bigint): bigint {
  return (a + b - 1n) / b
}

/** Steps between the marks, by the formula of 4.6 and later. */
export function stepOf({ min, managed }: MarkedZone, scaleFactor: number): Pages {
  return markStep(min, managed ?? 0, scaleFactor)
}
