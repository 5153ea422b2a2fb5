// Reports that say the same, told once by one of them, with the lines of the others.

import type { Report } from '../kernel-text/reading.ts'
import { countOf } from './words.ts'

/** Different ones that are told; and the lines of those that are alike. */
const MOST = 8
const MOST_LINES = 6

export interface ToldGroup<Item> {
  readonly told: Item
  readonly others: readonly Item[]
}

/** The one that leads comes first, else the last, which is nearest to now; each group is told by its last one. */
export function toldGroups<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  leads: (item: Item) => boolean,
): ToldGroup<Item>[] {
  const groups = [...alikeBy(items, keyOf).values()].reverse().map((group) => {
    const told = group.find(leads) ?? (group.at(-1) as Item)
    return { told, others: group.filter((one) => one !== told) }
  })
  const isLeading = ({ told }: ToldGroup<Item>) => leads(told)
  return [...groups.filter(isLeading), ...groups.filter((group) => !isLeading(group))].slice(
    0,
    MOST,
  )
}

/** Those of one key, in the order of the first of each. */
export function alikeBy<Item, Key>(
  items: readonly Item[],
  keyOf: (item: Item) => Key,
): ReadonlyMap<Key, Item[]> {
  const groups = new Map<Key, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}

/** `2 more reports like it: lines 1, 40.`; '': there are none. */
export function othersText(others: readonly Pick<Report, 'line'>[]): string {
  if (others.length === 0) return ''
  const lines = others.slice(0, MOST_LINES).map(({ line }) => line)
  const more = others.length - lines.length
  const rest = more > 0 ? ` and ${more} more` : ''
  const at = `${others.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}${rest}`
  return `${countOf(others.length, 'more report')} like it: ${at}.`
}
