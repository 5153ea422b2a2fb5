// Pageblocks that hold pages of another type than their own, counted by kernels booted with page_owner=on
// (mm/page_owner.c: pagetypeinfo_showmixedcount_print).

import { formatCount } from '../../units.ts'
import type { Case } from '../case.ts'
import type { Finding } from '../diagnosis.ts'
import { capitalise, shareOf, zoneName } from '../words.ts'

export function mixedBlocks({ scene }: Case): Finding[] {
  const { pagetypeinfo } = scene
  return (pagetypeinfo?.mixedBlocks ?? []).flatMap(({ node, zone, counts }) => {
    const mixed = Object.values(counts).reduce((sum, count) => sum + count, 0)
    const blocks = pagetypeinfo?.blocks.find((one) => one.node === node && one.zone === zone)
    const all = blocks ? Object.values(blocks.counts).reduce((sum, count) => sum + count, 0) : 0
    if (mixed === 0) return []
    const movable = counts['Movable'] ?? 0
    const of = all > 0 ? ` of ${formatCount(all)}` : ''
    const share = all > 0 ? ` (${shareOf(Math.floor((mixed * 1000) / all))})` : ''
    return [
      {
        id: 'mixed-blocks',
        tone: movable > 0 ? 'warn' : 'info',
        fact: `${capitalise(zoneName({ node, zone }, scene))}: ${formatCount(mixed)}${of} pageblocks${share} are mixed: they hold pages of another type than their own.`,
        why: `${formatCount(movable)} of them are Movable ones with kernel pages in them, which compaction cannot empty.`,
        arithmetic: [
          Object.entries(counts)
            .map(([type, count]) => `${type} ${formatCount(count)}`)
            .join(', '),
        ],
        node,
        zone,
      },
    ]
  })
}
