// vm.min_free_kbytes out of the zones' min marks, which are its shares (mm/page_alloc.c:
// __setup_per_zone_wmarks), and beside it what the kernel would choose (calculate_min_free_kbytes).

import { defaultMinFreeKB, hugePagesMinFree } from '../../buddy/linux/min-free.ts'
import { formatCount, pagesIn } from '../../units.ts'
import type { Case } from '../case.ts'
import type { Finding } from '../diagnosis.ts'
import {
  type MarkedZone,
  type MinFree,
  minFreeOf,
  missesZones,
  type Outlier,
  outliersOf,
  sharingZones,
} from '../min-free.ts'
import type { Scene } from '../scene.ts'
import { capitalise, countOf, pagesAndSize, zoneNames } from '../words.ts'

export function minFreeArithmetic({ scene }: Case): Finding[] {
  const zones = sharingZones(scene)
  if (zones.length === 0) return []
  const sum = zones.reduce((pages, { min }) => pages + min, 0)
  const isTold = zones.every(({ managed }) => managed !== null)
  const { rest, outliers } = outliersOf(scene, zones)
  const exact = isTold ? minFreeOf(rest, zones) : null
  const kB = (pages: number) => (pages * scene.pageSize.bytes) / 1024
  const lost = zones.reduce((pages, { isBoostHidden }) => pages + (isBoostHidden ? 4 : 1), -1)
  const range = exact ?? { from: sum, to: sum + lost }
  const isPartial = missesZones(scene)
  const is = isPartial ? 'is more than' : exact ? 'is' : 'is about'
  const value = isPartial ? `${formatCount(kB(sum))} kB` : kilobytes(range, scene)
  return [
    {
      id: 'min-free-arithmetic',
      tone: 'info',
      fact: `vm.min_free_kbytes ${is} ${value}, by the min marks of ${zoneNames(rest, scene)}.`,
      why: [
        whyOf(isPartial, exact !== null),
        outlierWhy(scene, outliers),
        hugeWhy(scene, zones, range, isPartial),
      ]
        .filter(Boolean)
        .join(' '),
      arithmetic: [
        `sum of the min marks${zones.some(({ boost }) => boost > 0) ? ' without the boost' : ''}: ${zones.map(({ min }) => formatCount(min)).join(' + ')} = ${countOf(sum, 'page')} = ${formatCount(kB(sum))} kB`,
        ...(exact && !isPartial ? shareLines(zones, rest, exact) : []),
        ...(isPartial ? [] : defaultLines(zones, kB, pagesIn(scene.pageblock.order))),
      ],
      node: null,
      zone: null,
    },
  ]
}

function whyOf(isPartial: boolean, isExact: boolean): string {
  if (isPartial)
    return 'The min marks add up to it, and the text leaves zones out: their shares are missing in the sum.'
  return isExact
    ? 'Each min mark is the share of min_free_kbytes that the zone has of the memory below HighMem, rounded down.'
    : 'The min marks of the zones below HighMem add up to it, but for what each loses by rounding down to whole pages.'
}

/** Where the range holds just what khugepaged would have set. */
function hugeWhy(
  { pageblock }: Scene,
  zones: readonly MarkedZone[],
  { from, to }: MinFree,
  isPartial: boolean,
): string {
  const lowmem = lowmemOf(zones)
  if (isPartial || lowmem === null) return ''
  const huge = hugePagesMinFree(zones.length, pagesIn(pageblock.order), lowmem)
  return huge >= from && huge <= to ? 'It is what transparent huge pages raise it to.' : ''
}

/** Pages above the high marks; null: not told. */
function lowmemOf(zones: readonly MarkedZone[]): number | null {
  if (zones.some(({ managed, high }) => managed === null || high === null)) return null
  return zones.reduce((pages, { managed, high }) => pages + (managed ?? 0) - (high ?? 0), 0)
}

/** A page is left over where min_free_kbytes is no whole number of them. */
function kilobytes({ from, to }: MinFree, { pageSize }: Scene): string {
  const page = pageSize.bytes / 1024
  return `${formatCount(from * page)} to ${formatCount((to + 1) * page - 1)} kB`
}

function shareLines(
  zones: readonly MarkedZone[],
  rest: readonly MarkedZone[],
  { from }: MinFree,
): string[] {
  const total = zones.reduce((pages, { managed }) => pages + (managed ?? 0), 0)
  return zones.map((one) => {
    const { zone, managed, min } = one
    const share = Math.floor((from * (managed ?? 0)) / total)
    const printed = rest.includes(one) ? '' : `, printed ${formatCount(min)}`
    return `${zone}: ${formatCount(from)} pages · ${formatCount(managed ?? 0)} / ${formatCount(total)} managed = ${formatCount(share)}${printed}`
  })
}

/** What a min mark that does not fit may be. */
function outlierWhy(scene: Scene, outliers: readonly Outlier[]): string {
  if (outliers.length === 0) return ''
  const names = zoneNames(
    outliers.map(({ zone }) => zone),
    scene,
  )
  const most = Math.max(...outliers.map(({ excess }) => excess))
  return `${capitalise(names)} stands up to ${pagesAndSize(most, scene)} above the share: a watermark boost may be it, which kernels 5.0 to 5.16 add to the marks and do not print.`
}

function defaultLines(
  zones: readonly MarkedZone[],
  kB: (pages: number) => number,
  pageblock: number,
): string[] {
  const lowmem = lowmemOf(zones)
  if (lowmem === null) return []
  const huge = hugePagesMinFree(zones.length, pageblock, lowmem)
  const isCapped = huge < pageblock * zones.length * 11
  const sum = isCapped
    ? `a twentieth of ${formatCount(lowmem)} pages`
    : `${formatCount(pageblock)} pages a pageblock · ${countOf(zones.length, 'zone')} · 11`
  return [
    `the kernel's own choice at boot: √(16 · ${formatCount(kB(lowmem))} kB above the high marks) = about ${formatCount(defaultMinFreeKB(kB(lowmem)))} kB`,
    `raised where transparent huge pages are on: ${sum} = ${formatCount(kB(huge))} kB`,
  ]
}
