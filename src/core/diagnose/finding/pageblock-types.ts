// How a zone's pageblocks are shared out among migratetypes. Compaction empties Movable ones; in an
// Unmovable or Reclaimable one a single page that cannot move is enough to keep a huge page from being made
// (mm/page_alloc.c: get_pageblock_migratetype).

import { formatCount, pagesIn } from '../../units.ts'
import type { Case } from '../case.ts'
import type { Finding } from '../diagnosis.ts'
import { capitalise, shareOf, sizeOf, zoneName } from '../words.ts'

/** Thousandths of the pageblocks that hold what cannot move. */
const MANY = 300

export function pageblockTypes({ scene }: Case): Finding[] {
  const perBlock = scene.pagetypeinfo?.pagesPerBlock ?? pagesIn(scene.pageblock.order)
  return (scene.pagetypeinfo?.blocks ?? []).flatMap(({ node, zone, counts }) => {
    const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
    const kernel = (counts['Unmovable'] ?? 0) + (counts['Reclaimable'] ?? 0)
    if (all === 0) return []
    const share = Math.floor((kernel * 1000) / all)
    const isMany = share >= MANY
    return [
      {
        id: 'pageblock-types',
        tone: isMany ? 'warn' : 'info',
        fact: `${capitalise(zoneName({ node, zone }, scene))}: ${formatCount(kernel)} of ${formatCount(all)} pageblocks (${shareOf(share)}) hold the kernel's own memory.`,
        why: isMany
          ? `Compaction cannot empty those; huge pages have to come out of the other ${formatCount(all - kernel)}.`
          : `Compaction can make huge pages out of the other ${formatCount(all - kernel)}, as far as their pages can move.`,
        arithmetic: [
          Object.entries(counts)
            .map(([type, count]) => `${type} ${formatCount(count)}`)
            .join(', '),
          `a pageblock is ${formatCount(perBlock)} pages, ${sizeOf(perBlock, scene)}`,
        ],
        node,
        zone,
      },
    ]
  })
}
