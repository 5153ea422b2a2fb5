// A run of pages cut into cells of equal size: what a heatmap of one zone shows. A block larger than
// a cell fills several, smaller blocks share one:
//
//   pages     0 1 2 3 4 5 6 7      AA.. DEEE   a cell is 4 pages
//   unusable for order 1           │ 0 │ none free │
//   majority of owners             │ A │ E │

import type { Order, Pages, Pfn } from '../units.ts'
import { BLOCK_FREE, BLOCK_HELD, BLOCK_ON_PCP, type Frame } from './frame.ts'
import { zoneRange } from './frame-blocks.ts'

export interface CellRange {
  readonly zone: number
  /** First page of the first cell. */
  readonly startPfn: Pfn
  /** Past the last page shown; the last cell may be cut off there. */
  readonly endPfn: Pfn
  readonly cellPages: Pages
}

/** No page of the cell is free: held cells are no part of the measure. */
export const NOTHING_FREE = -1
/** Values of `owners` that are no name id. */
export const CELL_FREE = -1
export const CELL_IN_USE = -2
/** No block lies in the cell. */
export const CELL_EMPTY = -3
/** Most of the cell is held, and nobody holds most of that. */
export const CELL_SEVERAL = -4

export function countCells({ startPfn, endPfn, cellPages }: CellRange): number {
  return Math.max(0, Math.ceil((endPfn - startPfn) / cellPages))
}

/**
 * Per cell the share of its free pages, 0 to 1, that lie in free blocks smaller than `order`;
 * NOTHING_FREE where none of its pages is free.
 */
export function unusableCells(frame: Frame, range: CellRange, order: Order): Float32Array {
  const free = new Float32Array(countCells(range))
  const unusable = new Float32Array(free.length)
  forEachOverlap(frame, range, (cell, pages, index) => {
    if (frame.blockState[index] !== BLOCK_FREE) return
    free[cell] = (free[cell] as number) + pages
    if ((frame.blockOrder[index] as number) < order)
      unusable[cell] = (unusable[cell] as number) + pages
  })
  return unusable.map((pages, cell) => (free[cell] ? pages / (free[cell] as number) : NOTHING_FREE))
}

/** Per cell the order of the blocks that cover most of it. */
export function orderCells(frame: Frame, range: CellRange): Int32Array {
  return majorities(frame, range, (index) => frame.blockOrder[index] as number)
}

/**
 * Per cell CELL_FREE where more than half of it is free; else who holds most of what is held: a name
 * id, CELL_IN_USE or CELL_SEVERAL.
 */
export function ownerCells(frame: Frame, range: CellRange): Int32Array {
  return holders(frame, range, (index) => {
    if (isFree(frame, index)) return CELL_FREE
    if (frame.blockState[index] === BLOCK_HELD) return frame.blockOwner[index] as number
    return CELL_IN_USE
  })
}

/** Per cell the migratetype of most of it (index into MIGRATETYPES); as ownerCells where there is none. */
export function typeCells(frame: Frame, range: CellRange): Int32Array {
  const isGrouped = frame.types > 1
  const most = isGrouped ? majorities : holders
  return most(frame, range, (index) => {
    const isHeld = frame.blockState[index] === BLOCK_HELD
    if (isHeld || (isGrouped && isFree(frame, index))) return frame.blockType[index] as number
    return isFree(frame, index) ? CELL_FREE : CELL_IN_USE
  })
}

/** Nobody's: on a free list, or on a per-CPU list. */
function isFree({ blockState }: Frame, index: number): boolean {
  return blockState[index] === BLOCK_FREE || blockState[index] === BLOCK_ON_PCP
}

/** The value with more pages than all others together, by Boyer and Moore's vote; else one of the large; `except` has no vote. */
function majorities(
  frame: Frame,
  range: CellRange,
  kindOf: (index: number) => number,
  except = CELL_EMPTY,
): Int32Array {
  const values = new Int32Array(countCells(range)).fill(CELL_EMPTY)
  const votes = new Float64Array(values.length)
  forEachOverlap(frame, range, (cell, pages, index) => {
    const kind = kindOf(index)
    if (kind === except) return
    const lead = votes[cell] as number
    if (values[cell] === kind) votes[cell] = lead + pages
    else if (lead >= pages) votes[cell] = lead - pages
    else {
      values[cell] = kind
      votes[cell] = pages - lead
    }
  })
  return values
}

/** Free where most pages are; else the kind that has more held pages than all others together, if one has. */
function holders(frame: Frame, range: CellRange, kindOf: (index: number) => number): Int32Array {
  const free = new Float64Array(countCells(range))
  const held = new Float64Array(free.length)
  const leading = majorities(frame, range, kindOf, CELL_FREE)
  const own = new Float64Array(free.length)
  forEachOverlap(frame, range, (cell, pages, index) => {
    const kind = kindOf(index)
    const counts = kind === CELL_FREE ? free : held
    counts[cell] = (counts[cell] as number) + pages
    if (kind === leading[cell]) own[cell] = (own[cell] as number) + pages
  })
  return leading.map((kind, cell) => {
    const pages = held[cell] as number
    if ((free[cell] as number) > pages) return CELL_FREE
    return kind === CELL_EMPTY || 2 * (own[cell] as number) > pages ? kind : CELL_SEVERAL
  })
}

/** Calls `visit` for every cell that a block touches, with the pages that they share. */
function forEachOverlap(
  frame: Frame,
  { zone, startPfn, endPfn, cellPages }: CellRange,
  visit: (cell: number, pages: Pages, index: number) => void,
): void {
  const { blockPfn, blockOrder } = frame
  const [first, end] = zoneRange(frame, zone)
  for (let index = firstReaching(frame, first, end, startPfn); index < end; index++) {
    const from = Math.max(blockPfn[index] as number, startPfn)
    if (from >= endPfn) return
    const to = Math.min((blockPfn[index] as number) + 2 ** (blockOrder[index] as number), endPfn)
    for (let at = from; at < to; ) {
      const cell = Math.floor((at - startPfn) / cellPages)
      const next = Math.min(startPfn + (cell + 1) * cellPages, to)
      visit(cell, next - at, index)
      at = next
    }
  }
}

/** The first block that reaches past `pfn`. */
function firstReaching(frame: Frame, first: number, end: number, pfn: Pfn): number {
  let low = first
  let high = end
  while (low < high) {
    const middle = (low + high) >> 1
    const past = (frame.blockPfn[middle] as number) + 2 ** (frame.blockOrder[middle] as number)
    if (past <= pfn) low = middle + 1
    else high = middle
  }
  return low
}
