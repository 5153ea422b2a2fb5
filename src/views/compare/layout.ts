// Two frames of one machine over the same addresses: how much of each cell is held on either side,
// and where that differs.

import type { ZoneConfig } from '../../core/buddy/config.ts'
import {
  BLOCK_FREE,
  BLOCK_IN_USE,
  BLOCK_ON_PCP,
  type Frame,
  zoneCounts,
} from '../../core/buddy/frame.ts'
import { zoneRange } from '../../core/buddy/frame-blocks.ts'
import { MOVABLE, RECLAIMABLE, UNMOVABLE } from '../../core/buddy/migratetype.ts'
import { type Order, type Pages, pagesIn } from '../../core/units.ts'

/** Most cells of a zone: more would be narrower than a finger's mark. */
const CELLS = 192

/** What held pages are for, from the bottom of a cell up: indices into KINDS. */
export const KINDS = ['unmovable', 'reclaimable', 'movable', 'in use'] as const

export interface ComparedCell {
  /** Share of its pages that is held, by kind, on either side. */
  readonly ours: readonly number[]
  readonly other: readonly number[]
  /** A tenth of the cell or more is held on one side alone. */
  readonly differs: boolean
}

export interface ComparedZone {
  readonly cellPages: Pages
  readonly cells: readonly ComparedCell[]
}

/** A power of two of pages a cell, so that blocks and cells share their borders. */
export function cellPagesOf(pages: Pages): Pages {
  let cell = 1
  while (pages / cell > CELLS) cell *= 2
  return cell
}

export function compareZone(
  ours: Frame,
  other: Frame,
  index: number,
  { startPfn, pages }: ZoneConfig,
): ComparedZone {
  const cellPages = cellPagesOf(pages)
  const count = Math.ceil(pages / cellPages)
  const a = heldShares(ours, index, startPfn, pages, cellPages)
  const b = heldShares(other, index, startPfn, pages, cellPages)
  const cells = Array.from({ length: count }, (_, i) => {
    const [own, others] = [sharesOf(a, i), sharesOf(b, i)]
    return { ours: own, other: others, differs: Math.abs(sum(own) - sum(others)) >= 0.1 }
  })
  return { cellPages, cells }
}

function heldShares(
  frame: Frame,
  zone: number,
  startPfn: number,
  pages: Pages,
  cellPages: Pages,
): Float64Array {
  const held = new Float64Array(Math.ceil(pages / cellPages) * KINDS.length)
  const [first, end] = zoneRange(frame, zone)
  for (let i = first; i < end; i++) {
    const state = frame.blockState[i]
    if (state === BLOCK_FREE || state === BLOCK_ON_PCP) continue
    const from = (frame.blockPfn[i] ?? 0) - startPfn
    const to = from + pagesIn(frame.blockOrder[i] ?? 0)
    const kind = kindOf(state ?? BLOCK_IN_USE, frame.blockType[i] ?? UNMOVABLE)
    for (let at = from; at < to; ) {
      const cell = Math.floor(at / cellPages)
      const next = Math.min((cell + 1) * cellPages, to)
      const slot = cell * KINDS.length + kind
      held[slot] = (held[slot] ?? 0) + next - at
      at = next
    }
  }
  return held.map((count, slot) => {
    const cell = Math.floor(slot / KINDS.length)
    return count / Math.min(cellPages, pages - cell * cellPages)
  })
}

function kindOf(state: number, type: number): number {
  if (state === BLOCK_IN_USE) return 3
  return type === MOVABLE ? 2 : type === RECLAIMABLE ? 1 : 0
}

function sharesOf(held: Float64Array, cell: number): number[] {
  return [...held.subarray(cell * KINDS.length, (cell + 1) * KINDS.length)]
}

function sum(shares: readonly number[]): number {
  return shares.reduce((a, b) => a + b, 0)
}

export interface ComparedOrder {
  readonly order: Order
  /** Free blocks over all zones. */
  readonly ours: number
  readonly other: number
}

/** Free blocks by order, all zones together, the largest order first. */
export function compareOrders(
  ours: Frame,
  other: Frame,
  zones: number,
  maxOrder: Order,
): ComparedOrder[] {
  const [a, b] = [countsOf(ours, zones, maxOrder), countsOf(other, zones, maxOrder)]
  return a.map((count, order) => ({ order, ours: count, other: b[order] ?? 0 })).reverse()
}

function countsOf(frame: Frame, zones: number, maxOrder: Order): number[] {
  const counts = new Array<number>(maxOrder + 1).fill(0)
  for (let zone = 0; zone < zones; zone++)
    zoneCounts(frame, zone, maxOrder).forEach((count, order) => {
      counts[order] = (counts[order] ?? 0) + count
    })
  return counts
}

/** Largest order with a free block; −1: nothing is free. */
export function largestOf(orders: readonly ComparedOrder[], side: 'ours' | 'other'): number {
  return orders.find((row) => row[side] > 0)?.order ?? -1
}
