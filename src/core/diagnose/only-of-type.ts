// Zones whose large free blocks are all of one type, by the letters of a report (`13*4096kB (C)`) or by
// pagetypeinfo. Orders from which on there is no other type, as low as possible.

import type { TypeMemory } from '../memory/memory.ts'
import { formatCount, type Order, type Pages, pagesIn } from '../units.ts'
import type { Scene, ZoneScene } from './scene.ts'

const LETTERS: Readonly<Record<string, string>> = { CMA: 'C', HighAtomic: 'H', Isolate: 'I' }

export interface OnlyOfType {
  readonly zone: ZoneScene
  /** From this order on. */
  readonly from: Order
  readonly blocks: number
  readonly pages: Pages
  readonly lines: readonly string[]
}

export function onlyOfType(scene: Scene, type: 'CMA' | 'HighAtomic' | 'Isolate'): OnlyOfType[] {
  return scene.zones.flatMap((zone) => {
    const own = zone.counts.map((count, order) => isOnly(zone, order, count, type))
    const lastOther = own.lastIndexOf(false)
    const from = own.indexOf(true, lastOther + 1)
    if (from < 0) return []
    let blocks = 0
    let pages = 0
    const lines: string[] = []
    for (let order = from; order < zone.counts.length; order++) {
      const count = zone.counts[order] ?? 0
      if (count === 0) continue
      blocks += count
      pages += count * pagesIn(order)
      lines.push(`order ${order}: ${formatCount(count)} free, ${type} alone`)
    }
    return [{ zone, from, blocks, pages, lines }]
  })
}

/** null: nothing of the order is free, or its types are not told. */
function isOnly(
  { letters, types }: ZoneScene,
  order: Order,
  count: number,
  type: string,
): boolean | null {
  if (count === 0) return null
  const told = letters[order] ?? ''
  if (told !== '') return told === LETTERS[type]
  if (types.length === 0) return false
  const has = (one: TypeMemory) => (one.counts[order] ?? 0) !== 0
  return types.some(has) && types.every((one) => has(one) === (one.type === type))
}
