// Whether kswapd is content with a node: it goes by the node, and one zone above the high mark is enough among those
// that a request may use (mm/vmscan.c: pgdat_balanced, as of 4.8; before that every zone had to be).

import { isBefore } from '../kernel-text/kernel-release.ts'
import { freeBesideMarks } from './free-beside-marks.ts'
import { kernelOf } from './known-kernel.ts'
import type { Scene, ZoneMarks } from './scene.ts'
import { zoneRank } from './zone-class.ts'

/** A higher zone of the node that is enough for requests which may use it as well. */
export function contentZone(scene: Scene, { node, zone }: ZoneMarks): ZoneMarks | undefined {
  const release = scene.report && kernelOf(scene.report)
  if (release && isBefore(release, 4, 8)) return undefined
  return scene.marks.find(
    (one) =>
      one.node === node && zoneRank(one.zone) > zoneRank(zone) && isAboveHigh(scene, one, true),
  )
}

/** `withReserve`: for every request, lowmem_reserve counted. */
export function isAboveHigh(scene: Scene, one: ZoneMarks, withReserve = false): boolean {
  const { high, reserve } = one.marks
  const counted = freeBesideMarks(scene, one)?.counted ?? null
  if (counted === null || high === null) return false
  return counted > high + (withReserve ? Math.max(0, ...reserve) : 0)
}
