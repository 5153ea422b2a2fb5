// Free memory against the zone's marks (mm/page_alloc.c: zone_watermark_ok; mm/vmscan.c: balance_pgdat): at
// low kswapd wakes, at min requests must reclaim themselves, and only urgent ones go below.

import { formatCount, type Pages } from '../../units.ts'
import type { Case } from '../case.ts'
import type { Finding, Marks } from '../diagnosis.ts'
import { freeBesideMarks } from '../free-beside-marks.ts'
import { capitalise, pagesAndSize, zoneName } from '../words.ts'

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
          : 'kswapd is awake and reclaims until the high mark is passed; requests are still served, down to the min mark.',
        arithmetic: marksLines(free, marks),
        node,
        zone,
      },
    ]
  })
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
