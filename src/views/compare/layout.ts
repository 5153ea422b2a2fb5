// Two frames of one machine over the same addresses: how much of each cell is held on either side,
// and where that differs.

import type { ZoneConfig } from '../../core/buddy/config.ts'
import {
  BLOCK_FREE,
  BLOCK_HELD,
  BLOCK_IN_USE,
  BLOCK_ON_PCP,
  type Frame,
  zoneCounts,
} from '../../core/buddy/frame.ts'
import { zoneRange } from '../../core/buddy/frame-blocks.ts'
import { MOVABLE, RECLAIMABLE, UNMOVABLE } from '../../core/buddy/migratetype.ts'
import { type Order, type Pages, type Pfn, pagesIn } from '../../core/units.ts'
import { ownerSlot, styleOfSlot } from '../../ui/owner-style.ts'

/** Most cells of a zone: more would be narrower than a finger's mark. */
const CELLS = 192

/** What held pages are for, from the bottom of a cell up. */
export const KINDS = ['unmovable', 'reclaimable', 'movable', 'in use'] as const

/** Whether the held pages of a cell are told apart by what they are for, or by who holds them. */
export type By = 'kind' | 'owner'

/** By kind an index into KINDS; by owner one of the 64 pairs of colour and pattern, or IN_USE. */
export type Key = number
/** Held by nobody by name. */
export const IN_USE: Key = 64
const KEYS = { kind: KINDS.length, owner: IN_USE + 1 } as const

export interface Layer {
  readonly key: Key
  /** Of the cell's pages. */
  readonly share: number
}

export interface ComparedCell {
  /** Held pages on either side, from the bottom up. */
  readonly ours: readonly Layer[]
  readonly other: readonly Layer[]
  /** A tenth of the cell or more is held on one side alone, or by or for another. */
  readonly differs: boolean
}

/** Where neither side groups pages by type, types say nothing of where a page lies. */
export function comparedBy(a: { grouping: boolean }, b: { grouping: boolean }): By {
  return a.grouping || b.grouping ? 'kind' : 'owner'
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
  by: By,
): ComparedZone {
  const cellPages = cellPagesOf(pages)
  const a = heldLayers(ours, index, startPfn, pages, cellPages, by)
  const b = heldLayers(other, index, startPfn, pages, cellPages, by)
  const cells = a.map((own, i) => {
    const others = b[i] ?? []
    return { ours: own, other: others, differs: differenceOf(own, others) >= LEAST_DIFFERENCE }
  })
  return { cellPages, cells }
}

const LEAST_DIFFERENCE = 0.1

/** The share of a cell that is not held alike: free counts as a holder of its own. */
function differenceOf(ours: readonly Layer[], other: readonly Layer[]): number {
  const gaps = new Map<Key, number>()
  for (const { key, share } of ours) gaps.set(key, share)
  for (const { key, share } of other) gaps.set(key, (gaps.get(key) ?? 0) - share)
  const more = [...gaps.values()].reduce((sum, gap) => sum + Math.max(0, gap), 0)
  const less = [...gaps.values()].reduce((sum, gap) => sum + Math.max(0, -gap), 0)
  return Math.max(more, less)
}

function heldLayers(
  frame: Frame,
  zone: number,
  startPfn: Pfn,
  pages: Pages,
  cellPages: Pages,
  by: By,
): Layer[][] {
  const keys = KEYS[by]
  const cells = Math.ceil(pages / cellPages)
  const held = new Float64Array(cells * keys)
  forEachHeld(frame, zone, (pfn, count, block) => {
    const from = pfn - startPfn
    const to = from + count
    const key = keyOf(frame, block, by)
    for (let at = from; at < to; ) {
      const cell = Math.floor(at / cellPages)
      const next = Math.min((cell + 1) * cellPages, to)
      const slot = cell * keys + key
      held[slot] = (held[slot] ?? 0) + next - at
      at = next
    }
  })
  return Array.from({ length: cells }, (_, cell) => {
    const all = Math.min(cellPages, pages - cell * cellPages)
    const own = held.subarray(cell * keys, (cell + 1) * keys)
    return Array.from(own, (part, key) => ({ key, share: part / all })).filter(
      ({ share }) => share > 0,
    )
  })
}

/** Visits the blocks of a zone that are on no free list. */
function forEachHeld(
  frame: Frame,
  zone: number,
  visit: (pfn: Pfn, pages: Pages, block: number) => void,
): void {
  const [first, end] = zoneRange(frame, zone)
  for (let block = first; block < end; block++) {
    const state = frame.blockState[block]
    if (state !== BLOCK_FREE && state !== BLOCK_ON_PCP)
      visit(frame.blockPfn[block] ?? 0, pagesIn(frame.blockOrder[block] ?? 0), block)
  }
}

function keyOf(frame: Frame, block: number, by: By): Key {
  const isInUse = frame.blockState[block] === BLOCK_IN_USE
  if (by === 'owner') {
    const owner = frame.blockOwner[block] ?? -1
    return isInUse || owner < 0 ? IN_USE : ownerSlot(owner)
  }
  if (isInUse) return KINDS.indexOf('in use')
  const type = frame.blockType[block]
  return KINDS.indexOf(
    type === MOVABLE ? 'movable' : type === RECLAIMABLE ? 'reclaimable' : 'unmovable',
  )
}

/** A colour for each layer by owner, neighbours of one colour as one. */
export function colouredLayers(layers: readonly Layer[]): Layer[] {
  const drawn: { key: Key; share: number }[] = []
  for (const { key, share } of layers) {
    const colour = key === IN_USE ? IN_USE : styleOfSlot(key).color
    const last = drawn.at(-1)
    if (last?.key === colour) last.share += share
    else drawn.push({ key: colour, share })
  }
  return drawn
}

/** Whether the very same blocks are free, not only as many. */
export function areAtSameAddresses(ours: Frame, other: Frame): boolean {
  let at = 0
  const nextFree = () => {
    while (at < other.blockState.length && other.blockState[at] !== BLOCK_FREE) at++
    return at++
  }
  for (const [i, state] of ours.blockState.entries()) {
    if (state !== BLOCK_FREE) continue
    const same = nextFree()
    if (ours.blockPfn[i] !== other.blockPfn[same] || ours.blockOrder[i] !== other.blockOrder[same])
      return false
  }
  return nextFree() >= other.blockState.length
}

/** How many pageblocks hold unmovable memory: each of them is lost for large movable blocks. */
export function unmovablePageblocks(
  frame: Frame,
  zones: readonly ZoneConfig[],
  pageblockOrder: Order,
): number {
  const size = pagesIn(pageblockOrder)
  let count = 0
  for (const zone of zones.keys()) {
    // Blocks come in the order of their addresses.
    let told = -1
    forEachHeld(frame, zone, (pfn, pages, block) => {
      if (frame.blockState[block] !== BLOCK_HELD || frame.blockType[block] !== UNMOVABLE) return
      const last = Math.floor((pfn + pages - 1) / size)
      count += last - Math.max(told, Math.floor(pfn / size) - 1)
      told = last
    })
  }
  return count
}

/** All pageblocks of the zones; one that two zones share counts for both. */
export function countPageblocks(zones: readonly ZoneConfig[], pageblockOrder: Order): number {
  const size = pagesIn(pageblockOrder)
  return zones.reduce(
    (sum, { startPfn, pages }) =>
      sum + Math.ceil((startPfn + pages) / size) - Math.floor(startPfn / size),
    0,
  )
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
