// Zones whose free memory is above the low mark: what the lists hold may be given, but for what lowmem_reserve
// keeps, and kswapd sleeps where that holds for all zones of the node (mm/page_alloc.c: get_page_from_freelist
// tries with the low mark first; mm/vmscan.c: kswapd has one thread a node, and once awake goes on until high).

import { formatCount, type Pages } from '../../units.ts'
import type { Case } from '../case.ts'
import type { Finding } from '../diagnosis.ts'
import { type FreePages, freeBesideMarks } from '../free-beside-marks.ts'
import { contentZone, isAboveHigh } from '../kswapd.ts'
import type { Scene, ZoneMarks } from '../scene.ts'
import { capitalise, pagesAndSize, zoneName, zoneNames } from '../words.ts'
import { classIndex, reserveRows, zoneRank } from '../zone-class.ts'

interface Above extends ZoneMarks, FreePages {
  readonly low: Pages
}

export function aboveMarks({ scene }: Case): Finding[] {
  const above = scene.marks.flatMap((one): Above[] => {
    const pages = freeBesideMarks(scene, one)
    const { low } = one.marks
    return pages && low !== null && pages.counted > low ? [{ ...one, ...pages, low }] : []
  })
  const [only] = above
  if (!only) return []
  const fact =
    above.length === 1
      ? `${capitalise(zoneName(only, scene))} has ${pagesAndSize(only.counted, scene)} free${only.counted < only.free ? ' for ordinary requests' : ''}, ${timesTheMark(only)} its low mark.`
      : `${capitalise(zoneNames(above, scene))} are above their low marks.`
  const goesOn = betweenMarks(scene, above)
  const kept = keptOf(scene, above)
  return [
    {
      id: 'above-marks',
      // What a report shows so failed all the same.
      tone: goesOn.length > 0 && scene.report !== null ? 'info' : 'good',
      fact,
      why: `${givenWhy(scene, above, kept)}${kswapdWhy(scene, above, goesOn) ?? `${kept.length === 0 ? ', and' : '. On their account'} kswapd has nothing to do.`}`,
      arithmetic: above.map(sumOf(scene)),
      node: above.length === 1 ? only.node : null,
      zone: above.length === 1 ? only.zone : null,
    },
  ]
}

function sumOf(scene: Scene): (one: Above) => string {
  return (one) => {
    const { free, counted, low } = one
    const of = counted < free ? `, of ${formatCount(free)} free` : ''
    return `${zoneName(one, scene)}: ${counted < free ? 'counted' : 'free'} ${formatCount(counted)} pages > low ${formatCount(low)}${of}`
  }
}

/**
 * Not above min and what is kept from a request that may use zone Normal as well. Without HighMem that is the most
 * that is kept from any: what stands in the columns above only repeats it, or adds zone Movable.
 */
function keptOf(scene: Scene, above: readonly Above[]): readonly Above[] {
  const hasHighMem = scene.marks.some(({ zone }) => zone === 'HighMem')
  const index = hasHighMem ? classIndex(reserveRows(scene.marks), 'Normal') : null
  return above.filter(({ zone, counted, marks: { min, reserve } }) => {
    const own = (index === null ? Math.max(0, ...reserve) : reserve[index]) ?? 0
    return zoneRank(zone) < zoneRank('Normal') && own > 0 && counted <= (min ?? 0) + own
  })
}

/** Of the zones some may be kept from ordinary requests all the same. */
function givenWhy(scene: Scene, above: readonly Above[], kept: readonly Above[]): string {
  if (kept.length === 0) return 'The marks let requests have what the free lists hold'
  const whose = 'for those that can use no other zone'
  return kept.length === above.length
    ? `The marks would let requests have it, but lowmem_reserve keeps all of it ${whose}`
    : `The marks let requests have what the free lists hold, but for ${zoneNames(kept, scene)}: lowmem_reserve keeps all of that ${whose}`
}

/** Not above the high mark, with no zone of the node that kswapd would be content with. */
function betweenMarks(scene: Scene, above: readonly Above[]): readonly Above[] {
  return above.filter(
    (one) =>
      one.marks.high !== null && !isAboveHigh(scene, one) && contentZone(scene, one) === undefined,
  )
}

/** null: it sleeps. */
function kswapdWhy(scene: Scene, above: readonly Above[], goesOn: readonly Above[]): string | null {
  const nodes = new Set(above.map(({ node }) => node))
  const below = scene.marks.filter((one) => {
    const pages = nodes.has(one.node) ? freeBesideMarks(scene, one) : null
    return pages !== null && one.marks.low !== null && pages.counted <= one.marks.low
  })
  if (below.length > 0)
    return `. kswapd works for a node as a whole, and ${zoneNames(below, scene)} ${below.length === 1 ? 'is not above its low mark' : 'are not above their low marks'}.`
  if (goesOn.length === 0) return null
  return `. kswapd is not woken, but once awake it goes on until the high mark, which ${zoneNames(goesOn, scene)} ${goesOn.length === 1 ? 'is' : 'are'} not above.`
}

/** `28 times`, `1.9 times`, rounded down. */
function timesTheMark({ counted, low }: Above): string {
  if (low === 0) return 'above'
  const times = counted / low
  if (times < 1.1) return 'just above'
  return `${times < 10 ? Math.floor(times * 10) / 10 : formatCount(Math.floor(times))} times`
}
