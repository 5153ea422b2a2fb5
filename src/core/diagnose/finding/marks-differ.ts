// Low and high marks against their formulas: since 4.6 low = min + step and high = low + step with step = max(min / 4,
// managed · watermark_scale_factor / 10000); before, low = min + min / 4 and high = min + min / 2
// (mm/page_alloc.c: __setup_per_zone_wmarks). The boost is taken off first.

import { DEFAULT_SCALE } from '../../buddy/linux/min-free.ts'
import { formatCount } from '../../units.ts'
import type { Case } from '../case.ts'
import type { Finding } from '../diagnosis.ts'
import { type MarkedZone, minFreeOf, outliersOf, sharingZones, stepOf } from '../min-free.ts'
import type { Scene } from '../scene.ts'
import { zoneName, zoneNames } from '../words.ts'

interface Told extends MarkedZone {
  readonly low: number
  readonly high: number
}

export function marksDiffer({ scene }: Case): Finding[] {
  const zones = sharingZones(scene).filter(
    (zone): zone is Told => zone.low !== null && zone.high !== null && !zone.isBoostHidden,
  )
  if (zones.length === 0) return []
  // Without what the zone manages, a quarter of min alone can be judged.
  const judged = zones.filter((zone) => zone.managed !== null || isOld(zone))
  if (judged.length === 0) return []
  const other = judged.filter((zone) => !isOld(zone) && !isNew(zone, DEFAULT_SCALE))
  const lines = judged.map((zone) => lineOf(scene, zone))
  const shares = shareLines(zones)
  const isAlike = other.length === 0 && shares.length === 0
  return [
    {
      id: isAlike ? 'marks-agree' : 'marks-differ',
      tone: other.length > 0 ? 'warn' : 'info',
      fact: factOf(scene, judged, other, shares.length > 0),
      why: whyOf(other, shares.length > 0, outliersOf(scene, zones).outliers.length > 0),
      arithmetic: [...lines, ...shares],
      node: null,
      zone: null,
    },
  ]
}

function factOf(
  scene: Scene,
  zones: readonly Told[],
  other: readonly Told[],
  isUneven: boolean,
): string {
  if (other.length > 0) {
    const factors = new Set(other.map(scaleFactorOf))
    const [factor] = factors
    const all = zoneNames(other, scene)
    return factors.size === 1 && factor !== undefined && factor !== null
      ? `The marks of ${all} stand farther apart than by default: vm.watermark_scale_factor is about ${formatCount(factor)}.`
      : `The marks of ${all} are not what the formulas give.`
  }
  return isUneven
    ? 'The min marks are not in proportion to what the zones manage now.'
    : `The low and high marks of ${zoneNames(zones, scene)} are what the formulas give.`
}

function whyOf(other: readonly Told[], isUneven: boolean, isBoostLikely: boolean): string {
  if (other.length > 0)
    return 'The step from min to low to high decides how early kswapd wakes and how long it works.'
  if (isUneven && isBoostLikely)
    return 'One stands out among zones that agree: it may be boosted, which kernels 5.0 to 5.16 do not print. Else it has grown or shrunk since the marks were set (memory freed after boot, hotplug, a balloon).'
  return isUneven
    ? 'The zones have grown or shrunk since the marks were set (memory freed after boot, hotplug, a balloon), or zones are missing in the text. Differences of a page or two are usual.'
    : 'kswapd wakes at low and stops at high.'
}

function isNew(zone: Told, scaleFactor: number): boolean {
  const { min, low, high, managed } = zone
  const step = stepOf(zone, scaleFactor)
  return managed !== null && low === min + step && high === low + step
}

function isOld({ min, low, high }: Told): boolean {
  return low === min + Math.floor(min / 4) && high === min + Math.floor(min / 2)
}

/** The smallest factor that gives this step; null: none does. */
function scaleFactorOf({ min, low, high, managed }: Told): number | null {
  const step = low - min
  if (managed === null || managed === 0 || high - low !== step || step <= Math.floor(min / 4))
    return null
  const factor = Math.ceil((step * 10000) / managed)
  return Math.floor((managed * factor) / 10000) === step ? factor : null
}

function lineOf(scene: Scene, zone: Told): string {
  const { min, low, high, managed } = zone
  const printed = `min ${formatCount(min)}, low ${formatCount(low)}, high ${formatCount(high)}`
  const name = zoneName(zone, scene)
  if (managed !== null && (isNew(zone, DEFAULT_SCALE) || !isOld(zone))) {
    const step = stepOf(zone, DEFAULT_SCALE)
    const sum = `step max(${formatCount(min)} / 4, ${formatCount(managed)} · ${DEFAULT_SCALE} / 10000) = ${formatCount(step)}`
    return `${name}: ${printed}; ${sum}, so low ${formatCount(min + step)}, high ${formatCount(min + 2 * step)}`
  }
  const quarter = formatCount(min + Math.floor(min / 4))
  const half = formatCount(min + Math.floor(min / 2))
  return `${name}: ${printed}; by a quarter and a half of min (up to 4.5, or where a quarter is the larger step) low ${quarter}, high ${half}`
}

/** Where no min_free_kbytes gives these min marks. */
function shareLines(zones: readonly Told[]): string[] {
  if (zones.length < 2 || zones.some(({ managed }) => managed === null) || minFreeOf(zones))
    return []
  const total = zones.reduce((pages, { managed }) => pages + (managed ?? 0), 0)
  const sum = zones.reduce((pages, { min }) => pages + min, 0)
  return zones.map(
    ({ zone, managed, min }) =>
      `${zone}: ${formatCount(sum)} pages · ${formatCount(managed ?? 0)} / ${formatCount(total)} managed = ${formatCount(Math.floor((sum * (managed ?? 0)) / total))}, printed ${formatCount(min)}`,
  )
}
