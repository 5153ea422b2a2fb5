// What a comparison says in words.

import type { ActionRow } from '../../core/run/summary.ts'
import { formatBytes, pagesIn } from '../../core/units.ts'
import { type ComparedOrder, largestOf } from './layout.ts'

/** `With grouping on the largest free block is 256 KiB, with grouping off 64 KiB.` */
export function verdictText(
  orders: readonly ComparedOrder[],
  own: string,
  setting: string,
  pageSize: number,
): string {
  if (orders.every(({ ours, other }) => ours === other))
    return 'At this step both have the same free blocks.'
  const size = (order: number) => (order < 0 ? 'none' : formatBytes(pagesIn(order) * pageSize))
  const [a, b] = [largestOf(orders, 'ours'), largestOf(orders, 'other')]
  if (a !== b)
    return `With ${own} the largest free block is ${size(a)}, with ${setting} ${b < 0 ? 'there is none' : `it is ${size(b)}`}.`
  const row = orders.find(({ ours, other }) => ours !== other)
  if (!row) return ''
  const blocks = (count: number) => `${count} ${count === 1 ? 'block' : 'blocks'}`
  return `Of ${size(row.order)} there ${row.ours === 1 ? 'is' : 'are'} ${blocks(row.ours)} free with ${own}, ${blocks(row.other)} with ${setting}.`
}

/** `huge 256K: pages 0–63`, `huge 256K: fails`. */
export function outcomeText(action: ActionRow | null): string {
  if (!action) return 'the start'
  return action.margin === '' ? action.label : `${action.label}: ${action.margin}`
}
