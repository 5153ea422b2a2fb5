// Free memory against the zone's marks (mm/page_alloc.c: zone_watermark_ok; mm/vmscan.c: balance_pgdat): at
// low kswapd wakes, at min requests must reclaim themselves, and only urgent ones go below.

import { isBefore } from '../../kernel-text/kernel-release.ts'
import { formatCount, type Pages } from '../../units.ts'
import type { Case } from '../case.ts'
import type { Finding, Marks } from '../diagnosis.ts'
import { freeBesideMarks } from '../free-beside-marks.ts'
import { kernelOf } from '../request.ts'
import type { Scene, ZoneMarks } from '../scene.ts'
import { capitalise, pagesAndSize, zoneName } from '../words.ts'
import { zoneRank } from '../zone-class.ts'

export function watermarkBlocks({ scene }: Case): Finding[] {
  return scene.marks.flatMap((one) => {
    const { node, zone, marks } = one
    const free = freeBesideMarks(scene, one)
    const { min, low } = marks
    if (free === null || min === null) return []
    const isBelowMin = free <= min
    if (!isBelowMin && (low === null || free > low)) return []
    const name = capitalise(zoneName({ node, zone }, scene))
    return [
      {
        id: 'watermark-blocks',
        tone: isBelowMin ? 'bad' : 'warn',
        fact: isBelowMin
          ? `${name} is at or below its min mark: ${pagesAndSize(free, scene)} free.`
          : `${name} is below its low mark: ${pagesAndSize(free, scene)} free.`,
        why: isBelowMin
          ? 'Whatever its lists hold, an ordinary request gets nothing from it before it has reclaimed some itself; only urgent requests may go below.'
          : `${kswapdWhy(scene, one)}; requests are still served, down to the min mark.`,
        arithmetic: marksLines(free, marks),
        node,
        zone,
      },
    ]
  })
}

/**
 * kswapd goes by the node: it is content with one zone above the high mark among those that a request may use
 * (pgdat_balanced, as of 4.8).
 */
function kswapdWhy(scene: Scene, { node, zone }: ZoneMarks): string {
  const release = scene.report && kernelOf(scene.report)
  const content = scene.marks.find((one) => {
    const free = freeBesideMarks(scene, one)
    const { high, reserve } = one.marks
    const isAbove = one.node === node && zoneRank(one.zone) > zoneRank(zone)
    return isAbove && free !== null && high !== null && free > high + Math.max(0, ...reserve)
  })
  if (!content || (release && isBefore(release, 4, 8)))
    return 'kswapd is awake and reclaims until the high mark is passed'
  return `kswapd is not woken for it by requests that may use ${zoneName(content, scene)} as well, which is above its high mark`
}

function marksLines(free: Pages, { boost, min, low, high }: Marks): string[] {
  const told = [
    ['free', free],
    ['min', min],
    ['low', low],
    ['high', high],
  ] as const
  const line = told.flatMap(([name, pages]) =>
    pages === null ? [] : [`${name} ${formatCount(pages)}`],
  )
  const raised = boost ? [`the marks hold a boost of ${formatCount(boost)} pages`] : []
  return [`in pages: ${line.join(', ')}`, ...raised]
}
