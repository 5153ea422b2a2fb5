// Two moments beside one another: how many blocks of each order a zone has gained or lost from A to B.

import type { ZoneMemory } from '../../core/memory/memory.ts'
import { type Bytes, pagesIn } from '../../core/units.ts'

export interface ZoneDifference {
  readonly node: number
  readonly zone: string
  /** Blocks in B less those in A, by order. */
  readonly blocks: readonly number[]
  readonly bytes: Bytes
  /** It is in one of them alone. */
  readonly isOnlyIn: 'A' | 'B' | null
}

export function differencesOf(
  before: readonly ZoneMemory[],
  after: readonly ZoneMemory[],
  pageSize: number,
): ZoneDifference[] {
  const isSame = (a: ZoneMemory) => (b: ZoneMemory) => a.node === b.node && a.zone === b.zone
  const gone = before.filter((zone) => !after.some(isSame(zone)))
  return [...after, ...gone].map((zone) => {
    const a = before.find(isSame(zone))
    const b = after.find(isSame(zone))
    const orders = Math.max(a?.counts.length ?? 0, b?.counts.length ?? 0)
    const blocks = Array.from(
      { length: orders },
      (_, order) => (b?.counts[order] ?? 0) - (a?.counts[order] ?? 0),
    )
    const pages = blocks.reduce((sum, count, order) => sum + count * pagesIn(order), 0)
    const { node, zone: name } = zone
    const isOnlyIn = !a ? 'B' : !b ? 'A' : null
    return { node, zone: name, blocks, bytes: pages * pageSize, isOnlyIn }
  })
}
