// A boost raises all marks of a zone for a while: the kernel does so each time a request had to take a block
// of another migratetype smaller than a pageblock, which is how zones get mixed (mm/page_alloc.c:
// boost_watermark, 5.0 and later). Printed since 5.17; before, the marks give it away.

import { formatCount, type Pages, pagesIn } from '../../units.ts'
import type { Case } from '../case.ts'
import type { Finding } from '../diagnosis.ts'
import { type MarkedZone, markedZones } from '../min-free.ts'
import { capitalise, pagesAndSize, zoneName } from '../words.ts'

export function watermarkBoost({ scene }: Case): Finding[] {
  const pageblock = pagesIn(scene.pageblock.order)
  return markedZones(scene)
    .filter(({ boost }) => boost > 0)
    .map((one) => ({
      id: 'watermark-boost',
      tone: 'warn',
      fact: `${capitalise(zoneName(one, scene))} was mixed lately: its marks are boosted by ${one.isBoostHidden ? 'about ' : ''}${pagesAndSize(one.boost, scene)}.`,
      why: `A request found no block of its migratetype and took one out of a pageblock of another. kswapd now reclaims as much as the boost and wakes kcompactd, so that it need not happen again.${one.isBoostHidden ? ' This kernel does not print the boost (5.0 to 5.16).' : ''}`,
      arithmetic: [sumLine(one), ...limitLine(one, pageblock)],
      node: one.node,
      zone: one.zone,
    }))
}

function sumLine({ min, low, boost, isBoostHidden }: MarkedZone): string {
  const printed = formatCount(min + boost)
  if (!isBoostHidden || low === null)
    return `min ${printed} = ${formatCount(min)} + boost ${formatCount(boost)}`
  const step = low - min
  return `low − min = ${formatCount(step)}, a quarter of the min mark without boost: ${formatCount(min)} to ${formatCount(min + 3)}; printed is ${printed}, so the boost is ${formatCount(boost)} or up to 3 less`
}

/** vm.watermark_boost_factor is 15000 unless it was set. */
function limitLine({ high, isBoostHidden }: MarkedZone, pageblock: Pages): string[] {
  if (high === null) return []
  const ends = isBoostHidden ? [high, high + 3] : [high]
  const to = (values: readonly Pages[]) => values.map(formatCount).join(' to ')
  const share = ends.map((pages) => Math.floor((pages * 15000) / 10000))
  return [
    `at most the larger of a pageblock, ${formatCount(pageblock)}, and by default 150 % of high, ${to(ends)} · 1.5 = ${to(share)} pages`,
  ]
}
