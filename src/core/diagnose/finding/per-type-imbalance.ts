// Free memory of a zone that stands on the lists of the wrong migratetype: a kernel request (Unmovable) that finds
// nothing of its order on its own lists takes from another type's pageblock, and so mixes it
// (mm/page_alloc.c: __rmqueue_fallback; __rmqueue_claim and __rmqueue_steal since 6.15).

import type { TypeMemory } from '../../memory/memory.ts'
import { formatCount } from '../../units.ts'
import type { Case } from '../case.ts'
import type { Finding } from '../diagnosis.ts'
import type { Scene } from '../scene.ts'
import { hasCapped, largestOfType, pagesOfType, type ZoneTypes, zoneTypes } from '../type-memory.ts'
import { capitalise, enumerate, pagesAndSize, sizeAndOrder, zoneName } from '../words.ts'
import { COSTLY_ORDER } from '../zone-verdict.ts'

/** What the kernel's own requests ask for, and what they may fall back to. */
const KERNEL_TYPES = ['Unmovable', 'Reclaimable']
const FALLBACKS = ['Movable', 'Reclaimable', 'Unmovable']

export function perTypeImbalance({ scene }: Case): Finding[] {
  return zoneTypes(scene).flatMap((zone) => {
    const short = zone.types.filter(
      (one) => KERNEL_TYPES.includes(one.type) && largestOfType(one) < COSTLY_ORDER,
    )
    const rich = zone.types.filter(
      (one) => FALLBACKS.includes(one.type) && largestOfType(one) >= COSTLY_ORDER,
    )
    const unmovable = short.find(({ type }) => type === 'Unmovable')
    if (!unmovable || rich.length === 0) return []
    return [findingOf(scene, zone, unmovable, rich)]
  })
}

function findingOf(
  scene: Scene,
  zone: ZoneTypes,
  unmovable: TypeMemory,
  rich: readonly TypeMemory[],
): Finding {
  const largest = largestOfType(unmovable)
  const has =
    largest < 0
      ? 'nothing free of its own'
      : `free blocks of its own up to ${sizeAndOrder(largest, scene)} only`
  const from = enumerate(rich.map(({ type }) => type))
  return {
    id: 'per-type-imbalance',
    tone: 'warn',
    fact: `${capitalise(zoneName(zone, scene))}: Unmovable, the kernel's own memory, has ${has}.`,
    why: `A kernel request of order ${COSTLY_ORDER} takes a block from ${from} instead, and what it leaves in that pageblock can no longer be moved out of the way.`,
    arithmetic: zone.types.map((one) => typeLine(scene, one)),
    node: zone.node,
    zone: zone.zone,
  }
}

/** `Movable: 3 386 pages (13.2 MiB), up to 4 MiB (order 10)`. */
export function typeLine(scene: Scene, one: TypeMemory): string {
  const largest = largestOfType(one)
  if (largest < 0) return `${one.type}: nothing free`
  const least = hasCapped(one) ? 'at least ' : ''
  const blocks = formatCount(one.counts.filter((count) => count !== 0).length)
  return `${one.type}: ${least}${pagesAndSize(pagesOfType(one), scene)} in ${blocks} of ${one.counts.length} orders, up to ${sizeAndOrder(largest, scene)}`
}
