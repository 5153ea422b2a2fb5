// What a comparison says in words.

import type { ActionRow } from '../../core/run/summary.ts'
import { formatBytes, formatCount, pagesIn } from '../../core/units.ts'
import { type ComparedOrder, largestOf } from './layout.ts'

/** The names of both sides: `grouping on`, `grouping off`. */
type Sides = readonly [own: string, setting: string]

/** `With grouping on the largest free block is 256 KiB, with grouping off 64 KiB.` */
export function verdictText(
  orders: readonly ComparedOrder[],
  [own, setting]: Sides,
  pageSize: number,
  isSamePlace: boolean,
): string {
  if (orders.every(({ ours, other }) => ours === other))
    return isSamePlace
      ? 'At this step both have the same free blocks.'
      : 'At this step both have as many free blocks of each order, at other addresses.'
  const size = (order: number) => (order < 0 ? 'none' : formatBytes(pagesIn(order) * pageSize))
  const [a, b] = [largestOf(orders, 'ours'), largestOf(orders, 'other')]
  if (a !== b)
    return `With ${own} the largest free block is ${size(a)}, with ${setting} ${b < 0 ? 'there is none' : `it is ${size(b)}`}.`
  const row = orders.find(({ ours, other }) => ours !== other)
  if (!row) return ''
  const blocks = (count: number) => `${formatCount(count)} ${count === 1 ? 'block' : 'blocks'}`
  return `Of ${size(row.order)} there ${row.ours === 1 ? 'is' : 'are'} ${blocks(row.ours)} free with ${own}, ${blocks(row.other)} with ${setting}.`
}

/**
 * `With grouping on 8 of 32 pageblocks hold unmovable memory, with grouping off 25.` Empty: none does, and
 * there is nothing to tell.
 */
export function groupingText(
  counts: readonly [number, number],
  all: number,
  [own, setting]: Sides,
) {
  const [ours, other] = counts
  if (ours === 0 && other === 0) return ''
  return `With ${own} ${formatCount(ours)} of ${formatCount(all)} pageblocks ${ours === 1 ? 'holds' : 'hold'} unmovable memory, with ${setting} ${formatCount(other)}.`
}

/** `huge 256K: pages 0–63`, `huge 256K: fails`. */
export function outcomeText(action: ActionRow | null): string {
  if (!action) return 'the start'
  return action.margin === '' ? action.label : `${action.label}: ${action.margin}`
}
