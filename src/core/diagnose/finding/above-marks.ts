// Zones whose free memory is above the low mark: kswapd sleeps, and what the lists hold may be given
// (mm/page_alloc.c: get_page_from_freelist tries with the low mark first).

import { formatCount } from '../../units.ts'
import type { Case } from '../case.ts'
import type { Finding } from '../diagnosis.ts'
import { freeBesideMarks } from '../free-beside-marks.ts'
import { capitalise, pagesAndSize, zoneName, zoneNames } from '../words.ts'

export function aboveMarks({ scene }: Case): Finding[] {
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
      why: 'The marks let requests have what the free lists hold, and kswapd has nothing to do.',
      arithmetic: above.map(
        (one) =>
          `${zoneName(one, scene)}: free ${formatCount(one.free)} pages > low ${formatCount(one.low)}`,
      ),
      node: above.length === 1 ? only.node : null,
      zone: above.length === 1 ? only.zone : null,
    },
  ]
}

/** `28.9 times`. */
function timesTheMark(free: number, low: number): string {
  if (low === 0) return 'above'
  return `${formatCount(Math.floor(free / low))} times`
}
