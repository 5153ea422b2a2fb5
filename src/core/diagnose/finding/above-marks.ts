// Zones whose free memory is above the low mark: what the lists hold may be given, but for what lowmem_reserve
// keeps, and kswapd sleeps where that holds for all zones of the node (mm/page_alloc.c: get_page_from_freelist
// tries with the low mark first; mm/vmscan.c: kswapd has one thread a node).

import { formatCount } from '../../units.ts'
import { KEPT } from '../answer.ts'
import type { Case } from '../case.ts'
import type { Finding, ZoneVerdict } from '../diagnosis.ts'
import { freeBesideMarks } from '../free-beside-marks.ts'
import type { Scene } from '../scene.ts'
import { capitalise, pagesAndSize, zoneName, zoneNames } from '../words.ts'

export function aboveMarks({ scene, verdicts }: Case): Finding[] {
  const above = scene.marks.flatMap((one) => {
    const free = freeBesideMarks(scene, one)
    const { low } = one.marks
    return free !== null && low !== null && free > low ? [{ ...one, free, low }] : []
  })
  const [only] = above
  if (!only) return []
  const fact =
    above.length === 1
      ? `${capitalise(zoneName(only, scene))} has ${pagesAndSize(only.free, scene)} free, ${timesTheMark(only.free, only.low)} its low mark.`
      : `${capitalise(zoneNames(above, scene))} are above their low marks.`
  return [
    {
      id: 'above-marks',
      tone: 'good',
      fact,
      why: whyOf(scene, verdicts, above),
      arithmetic: above.map(
        (one) =>
          `${zoneName(one, scene)}: free ${formatCount(one.free)} pages > low ${formatCount(one.low)}`,
      ),
      node: above.length === 1 ? only.node : null,
      zone: above.length === 1 ? only.zone : null,
    },
  ]
}

interface Place {
  readonly node: number
  readonly zone: string
}

/** Of the zones some may be kept for others all the same, and their node's kswapd awake for another zone. */
function whyOf(scene: Scene, verdicts: readonly ZoneVerdict[], above: readonly Place[]): string {
  const isKept = ({ node, zone }: Place) =>
    verdicts.some(
      (one) => one.node === node && one.zone === zone && one.orders[0]?.refusal === KEPT,
    )
  const kept = above.filter(isKept)
  const given =
    kept.length === 0
      ? 'The marks let requests have what the free lists hold'
      : kept.length === above.length
        ? 'The marks would let requests have it, but lowmem_reserve keeps all of it for those that can use no other zone'
        : `The marks let requests have what the free lists hold, but for ${zoneNames(kept, scene)}: lowmem_reserve keeps all of that for those that can use no other zone`
  const nodes = new Set(above.map(({ node }) => node))
  const below = scene.marks.filter((one) => {
    const free = nodes.has(one.node) ? freeBesideMarks(scene, one) : null
    return free !== null && one.marks.low !== null && free <= one.marks.low
  })
  if (below.length === 0)
    return `${given}${kept.length === 0 ? ', and' : '. On their account'} kswapd has nothing to do.`
  return `${given}. kswapd works for a node as a whole, and ${zoneNames(below, scene)} ${below.length === 1 ? 'is not above its low mark' : 'are not above their low marks'}.`
}

/** `28.9 times`. */
function timesTheMark(free: number, low: number): string {
  if (low === 0) return 'above'
  return `${formatCount(Math.floor(free / low))} times`
}
