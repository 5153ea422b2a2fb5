// A zone that has memory and cannot give even order 3, which the kernel takes for granted: above it requests may
// fail softly, up to it the kernel reclaims, compacts and at last kills to serve them (mm/page_alloc.c:
// __alloc_pages_slowpath; PAGE_ALLOC_COSTLY_ORDER).

import { formatIndex } from '../../metrics/format-index.ts'
import { formatCount, pagesIn } from '../../units.ts'
import type { Case } from '../case.ts'
import type { Finding } from '../diagnosis.ts'
import { isUsedUp } from '../holders.ts'
import { capitalise, orderAndSize, pagesAndSize, sizeAndOrder, zoneName } from '../words.ts'
import { COSTLY_ORDER } from '../zone-verdict.ts'

export function fragmentedZone(of: Case): Finding[] {
  const { scene, verdicts } = of
  // Memory that is held is not in pieces: what little is free would be whatever its size.
  if (scene.report && isUsedUp(of)) return []
  return verdicts.flatMap(({ node, zone, freePages, largestOrder, orders, ...rest }) => {
    const { counts, tone, isCut } = rest
    if (isCut) return []
    const failing = orders.find(({ times }) => times === 0)
    if (!failing || failing.order > COSTLY_ORDER || freePages < pagesIn(failing.order)) return []
    const index = failing.fragmentationIndex
    return [
      {
        id: 'fragmented-zone',
        tone: tone === 'bad' ? 'bad' : 'warn',
        fact: `${capitalise(zoneName({ node, zone }, scene))} has ${pagesAndSize(freePages, scene)} free and cannot give ${orderAndSize(failing.order, scene)}.`,
        why: `Its largest free block is ${sizeAndOrder(largestOrder, scene)}. Network buffers, kernel stacks and slabs ask for up to order ${COSTLY_ORDER}; a request that may wait is reclaimed and compacted for, and ends in an OOM kill where that does not help, while one that may not wait fails at once.`,
        arithmetic: [
          `free blocks by order: ${counts.map(formatCount).join(' ')}`,
          `fragmentation index(${failing.order}) = ${formatIndex(index)}, unusable index(${failing.order}) = ${formatIndex(failing.unusableIndex)}`,
        ],
        node,
        zone,
      },
    ]
  })
}
