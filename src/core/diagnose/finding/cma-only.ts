// Large blocks that are all CMA: set aside for drivers that need contiguous memory and lent to movable requests
// alone, so that they can be emptied again (mm/page_alloc.c: gfp_to_alloc_flags_cma, __rmqueue).

import type { Case } from '../case.ts'
import type { Finding } from '../diagnosis.ts'
import { onlyOfType } from '../only-of-type.ts'
import { countOf, pagesAndSize, sizeAndOrder, zoneName } from '../words.ts'

export function cmaOnly({ scene }: Case): Finding[] {
  return onlyOfType(scene, 'CMA').map(({ zone, from, blocks, pages, lines }) => ({
    id: 'cma-only',
    tone: 'warn',
    fact: `All ${countOf(blocks, 'free block')} of ${sizeAndOrder(from, scene)} and above in ${zoneName(zone, scene)} are CMA.`,
    why: `Only movable requests may use them. That is ${pagesAndSize(pages, scene)} that the kernel's own requests, network buffers and slabs among them, cannot have, however large the blocks.`,
    arithmetic: lines,
    node: zone.node,
    zone: zone.zone,
  }))
}
