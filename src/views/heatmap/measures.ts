// What the cells show, measure by measure: the values of a range of cells, and a cell in words.

import type { Frame } from '../../core/buddy/frame.ts'
import { blockAt, blockName } from '../../core/buddy/frame-blocks.ts'
import {
  CELL_FREE,
  CELL_IN_USE,
  CELL_SEVERAL,
  type CellRange,
  NOTHING_FREE,
  orderCells,
  ownerCells,
  typeCells,
  unusableCells,
} from '../../core/buddy/frame-cells.ts'
import { formatIndex } from '../../core/metrics/format-index.ts'
import { formatBytes, MIGRATETYPES, type Order } from '../../core/units.ts'
import type { Measure } from '../../store/view.ts'
import type { PageSpan } from '../../ui/address-axis.ts'

export type CellValues = Float32Array | Int32Array

/** The values of a range: shares, orders, name ids or migratetypes, and the marks of frame-cells.ts. */
export function cellValues(
  frame: Frame,
  range: CellRange,
  measure: Measure,
  order: Order,
): CellValues {
  switch (measure) {
    case 'unusable':
      return unusableCells(frame, range, order)
    case 'order':
      return orderCells(frame, range)
    case 'owner':
      return ownerCells(frame, range)
    case 'type':
      return typeCells(frame, range)
  }
}

/** The share of a cell as the kernel would print it. */
export function formatShare(share: number): string {
  return formatIndex(Math.floor(share * 1000))
}

/** A value in words. */
export function tellValue(
  value: number,
  measure: Measure,
  order: Order,
  names: ReadonlyMap<number, string>,
): string {
  if (measure === 'unusable')
    return value === NOTHING_FREE
      ? 'held, no part of the measure'
      : `unusable for order ${order}: ${formatShare(value)}`
  if (measure === 'order') return `order ${value}`
  if (value === CELL_FREE) return 'free'
  if (value === CELL_IN_USE) return 'in use'
  if (value === CELL_SEVERAL) return `several ${measure}s`
  return measure === 'owner' ? (names.get(value) ?? 'held') : (MIGRATETYPES[value] ?? '')
}

export interface CellFacts {
  readonly value: string
  readonly place: string
  /** The block that covers all of it; empty: several do. */
  readonly block: string
}

/** A cell in words, for a tooltip and for the keyboard's cursor. */
export function cellFacts(
  frame: Frame,
  zone: number,
  span: PageSpan,
  measure: Measure,
  order: Order,
  names: ReadonlyMap<number, string>,
  pageSize: number,
): CellFacts {
  const pages = span.endPfn - span.startPfn
  const range = { zone, ...span, cellPages: pages }
  const [value = NOTHING_FREE] = cellValues(frame, range, measure, order)
  const covering = blockAt(frame, zone, span.startPfn)
  const isWhole = covering && covering.pfn + 2 ** covering.order >= span.endPfn
  return {
    value: tellValue(value, measure, order, names),
    place:
      pages === 1
        ? `pfn ${span.startPfn}`
        : `pfn ${span.startPfn}–${span.endPfn - 1}, ${formatBytes(pages * pageSize)}`,
    block: isWhole ? blockName(covering, names) : '',
  }
}
