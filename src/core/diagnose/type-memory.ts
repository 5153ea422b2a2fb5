// Free memory of a zone by migratetype, from /proc/pagetypeinfo. A count that the kernel stopped at
// (`>100000`) is taken as that many at least.

import type { Count, TypeMemory } from '../memory/memory.ts'
import { type Order, type Pages, pagesIn } from '../units.ts'
import type { Scene } from './scene.ts'

export interface ZoneTypes {
  readonly node: number
  readonly zone: string
  readonly types: readonly TypeMemory[]
}

export function zoneTypes({ pagetypeinfo }: Scene): ZoneTypes[] {
  const zones = new Map<string, { node: number; zone: string; types: TypeMemory[] }>()
  for (const one of pagetypeinfo?.free ?? []) {
    const key = `${one.node} ${one.zone}`
    const zone = zones.get(key) ?? { node: one.node, zone: one.zone, types: [] }
    zones.set(key, zone)
    zone.types.push(one)
  }
  return [...zones.values()]
}

export function atLeast(count: Count): number {
  return typeof count === 'number' ? count : Number(count.slice(1))
}

export function pagesOfType({ counts }: TypeMemory): Pages {
  return counts.reduce<number>((pages, count, order) => pages + atLeast(count) * pagesIn(order), 0)
}

/** −1: the type has nothing free. */
export function largestOfType({ counts }: TypeMemory): Order {
  return counts.findLastIndex((count) => atLeast(count) > 0)
}

export function hasCapped({ counts }: TypeMemory): boolean {
  return counts.some((count) => typeof count !== 'number')
}
