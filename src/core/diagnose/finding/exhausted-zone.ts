// A zone with so little free that no huge page could be made of it, however it were put together. Below the
// min mark is another finding; this one needs the free lists alone.

import { formatCount, pagesIn } from '../../units.ts'
import type { Case } from '../case.ts'
import type { Finding } from '../diagnosis.ts'
import { hasNoMemory } from '../free-beside-marks.ts'
import { capitalise, orderAndSize, pagesAndSize, zoneName } from '../words.ts'
import { COSTLY_ORDER } from '../zone-verdict.ts'

export function exhaustedZone({ scene, verdicts }: Case): Finding[] {
  const huge = scene.pageblock.order
  if (huge <= 0) return []
  return verdicts
    .filter(
      ({ freePages, counts, isCut, exactFrom, marks }) =>
        !hasNoMemory(marks) &&
        !isCut &&
        exactFrom === 0 &&
        freePages < pagesIn(huge) &&
        counts.length > huge,
    )
    .map(({ node, zone, freePages, orders, tone }) => ({
      id: 'exhausted-zone',
      tone: tone === 'bad' ? 'bad' : 'info',
      fact: `${capitalise(zoneName({ node, zone }, scene))} has ${freePages === 0 ? 'nothing' : `only ${pagesAndSize(freePages, scene)}`} free.`,
      why: `That is less than one block of ${orderAndSize(huge, scene)}: no compaction can make one, memory has to be freed or reclaimed first.`,
      arithmetic: [
        `free ${formatCount(freePages)} pages < 2^${huge} = ${formatCount(pagesIn(huge))}`,
        ...(orders[COSTLY_ORDER]
          ? [`order ${COSTLY_ORDER} could be had ${formatCount(orders[COSTLY_ORDER].times)} times`]
          : []),
      ],
      node,
      zone,
    }))
}
