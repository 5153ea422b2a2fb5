// Counts and bytes by order: what stands for lists that are too long for chips.

import type { MachineConfig } from '../../core/buddy/config.ts'
import { formatBytes, formatCount, type Order, type Pages, shortBytes } from '../../core/units.ts'
import type { FreeList } from './layout.ts'

export interface CountRow {
  readonly order: Order
  readonly size: string
  readonly count: string
  /** Share of the bar of the order that has most bytes. */
  readonly share: number
  /** Of that share, type by type; one where lists are not grouped. */
  readonly types: readonly number[]
  readonly title: string
}

/** Counts and bytes by order, the largest first. */
export function countRows(
  lists: readonly FreeList[],
  { maxOrder, pageSize }: Pick<MachineConfig, 'maxOrder' | 'pageSize'>,
): CountRow[] {
  const pagesOf = (list: FreeList): Pages => list.count * 2 ** list.order
  const most = Math.max(
    1,
    ...Array.from({ length: maxOrder + 1 }, (_, order) =>
      lists.filter((list) => list.order === order).reduce((sum, list) => sum + pagesOf(list), 0),
    ),
  )
  return Array.from({ length: maxOrder + 1 }, (_, i): CountRow => {
    const order = maxOrder - i
    const ofOrder = lists.filter((list) => list.order === order)
    const pages = ofOrder.reduce((sum, list) => sum + pagesOf(list), 0)
    return {
      order,
      size: shortBytes(2 ** order * pageSize),
      count: formatCount(ofOrder.reduce((sum, list) => sum + list.count, 0)),
      share: pages / most,
      types: ofOrder.map((list) => (pages > 0 ? pagesOf(list) / pages : 0)),
      title: formatBytes(pages * pageSize),
    }
  })
}
