// A zone that gives order 3 and has no block as large as a pageblock: no transparent huge page and no hugetlb page
// without compaction (mm/huge_memory.c, mm/hugetlb.c). Where nothing of order 3 is left either,
// fragmented-zone tells it.

import { formatIndex } from '../../metrics/format-index.ts'
import { formatCount, type Order, pagesIn } from '../../units.ts'
import type { Case } from '../case.ts'
import type { Finding, ZoneVerdict } from '../diagnosis.ts'
import { isUsedUp } from '../holders.ts'
import { capitalise, sizeAndOrder, sizeOf, zoneName } from '../words.ts'
import { COSTLY_ORDER } from '../zone-verdict.ts'

/** vm.extfrag_threshold unless it was set. */
const THRESHOLD = 500

export function nothingForHugePages(of: Case): Finding[] {
  const { scene, verdicts } = of
  // A report of one page, or of a kill by hand (order −1), is about memory: what size it comes in is beside it.
  if (scene.report && ((scene.report.order ?? 1) <= 0 || isUsedUp(of))) return []
  const huge = scene.pageblock.order
  return verdicts.flatMap((verdict) => {
    const { node, zone, freePages, largestOrder, orders, isCut } = verdict
    if (isCut) return []
    const first = orders.find(({ times }) => times === 0)
    const at = orders[huge]
    if (!first || !at || at.times > 0 || first.order <= COSTLY_ORDER) return []
    if (freePages < pagesIn(huge)) return []
    return [
      {
        id: 'nothing-for-huge-pages',
        tone: 'warn',
        fact: `${capitalise(zoneName(verdict, scene))} has nothing at ${ordersFrom(first.order, orders.length - 1)}: no ${sizeOf(pagesIn(huge), scene)} ${scene.pageblock.name} without compaction.`,
        why: `${sizeOf(freePages, scene)} is free (${formatCount(freePages)} pages), in blocks of up to ${sizeAndOrder(largestOrder, scene)}. ${compaction(at.fragmentationIndex)}`,
        arithmetic: arithmetic(verdict, huge),
        node,
        zone,
      },
    ]
  })
}

/** `order 10`, `orders 9 and 10`, `orders 7 to 10`. */
function ordersFrom(first: Order, last: Order): string {
  if (first === last) return `order ${first}`
  return `orders ${first} ${last - first === 1 ? 'and' : 'to'} ${last}`
}

/** What a request of that order makes the kernel do (mm/compaction.c: compaction_suitable). */
function compaction(index: number): string {
  if (index > THRESHOLD)
    return `Its fragmentation index ${formatIndex(index)} is above 0.500, the usual extfrag_threshold: the kernel holds fragmentation to blame and tries to compact.`
  return `Its fragmentation index ${formatIndex(index)} is not above 0.500, the usual extfrag_threshold: the kernel holds lack of memory to blame and reclaims before it compacts.`
}

function arithmetic({ counts, freePages, orders }: ZoneVerdict, huge: Order): string[] {
  const blocks = counts.reduce((sum, count) => sum + count, 0)
  const index = orders[huge]?.fragmentationIndex ?? 0
  const scaled = Math.floor((freePages * 1000) / pagesIn(huge))
  return [
    `free blocks of order ${huge} and above: 0`,
    `fragmentation index(${huge}) = 1000 − (1000 + ${formatCount(freePages)} · 1000 / ${pagesIn(huge)}) / ${formatCount(blocks)} = 1000 − ${formatCount(1000 + scaled)} / ${formatCount(blocks)} = ${formatCount(index)} thousandths`,
  ]
}
