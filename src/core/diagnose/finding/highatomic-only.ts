// Large blocks that are all HighAtomic: pageblocks set aside, up to about 1 % of a zone, after an urgent
// request of higher order was served from them (mm/page_alloc.c: reserve_highatomic_pageblock, 4.4 and later).

import type { Case } from '../case.ts'
import type { Finding } from '../diagnosis.ts'
import { onlyOfType } from '../only-of-type.ts'
import { countOf, pagesAndSize, sizeAndOrder, zoneName } from '../words.ts'

export function highatomicOnly({ scene }: Case): Finding[] {
  return onlyOfType(scene, 'HighAtomic').map(({ zone, from, blocks, pages, lines }) => ({
    id: 'highatomic-only',
    tone: 'warn',
    fact: `All ${countOf(blocks, 'free block')} of ${sizeAndOrder(from, scene)} and above in ${zoneName(zone, scene)} are set aside for atomic requests (HighAtomic).`,
    why: `Ordinary requests may not use these ${pagesAndSize(pages, scene)}. The kernel gives such pageblocks back when direct reclaim did not help, at most one stays.`,
    arithmetic: lines,
    node: zone.node,
    zone: zone.zone,
  }))
}
