// `>100000`: pagetypeinfo stops walking a list there, to hold the zone's lock no longer (mm/vmstat.c:
// pagetypeinfo_showfree_print, 5.4 and later). Sums over such a count are not known.

import { formatCount, pagesIn } from '../../units.ts'
import type { Case } from '../case.ts'
import type { Finding } from '../diagnosis.ts'
import { atLeast, hasCapped } from '../type-memory.ts'
import { countOf, sizeOf, zoneName } from '../words.ts'

export function cappedCounts({ scene }: Case): Finding[] {
  const capped = (scene.pagetypeinfo?.free ?? []).filter(hasCapped)
  if (capped.length === 0) return []
  const lines = capped.flatMap(({ node, zone, type, counts }) =>
    counts.flatMap((count, order) =>
      typeof count === 'number'
        ? []
        : [
            `${zoneName({ node, zone }, scene)}, ${type}, order ${order}: more than ${formatCount(atLeast(count))} blocks, ${sizeOf(atLeast(count) * pagesIn(order), scene)}`,
          ],
    ),
  )
  const isBound = scene.zones.some(({ exactFrom }) => exactFrom > 0)
  return [
    {
      id: 'capped-counts',
      tone: 'info',
      fact: `${countOf(lines.length, 'count')} in pagetypeinfo ${lines.length === 1 ? 'is' : 'are'} only a lower bound.`,
      why: `The kernel stops counting a list there.${isBound ? ' The orders above are exact, and the verdict takes these counts as the least there is: /proc/buddyinfo has the exact counts of all types together.' : ''}`,
      arithmetic: lines,
      node: null,
      zone: null,
    },
  ]
}
