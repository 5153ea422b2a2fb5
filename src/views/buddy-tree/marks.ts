// The blocks of a frame as marks of the split tree: bars, the brackets of split blocks, and the
// columns of the strip that stands for orders too small to draw.

import type { Frame } from '../../core/buddy/frame.ts'
import {
  blockIndexAt,
  type FrameBlock,
  readBlock,
  zoneRange,
} from '../../core/buddy/frame-blocks.ts'
import type { Order, Pfn } from '../../core/units.ts'
import { isHollow } from '../../store/block-state.ts'
import { clampX, type PageSpan, xOf } from '../../ui/address-axis.ts'
import { rowOf, type TreeGeometry, type TreeStrip } from './layout.ts'

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface TreeBlock extends FrameBlock, Box {
  /** The same for the same block at every step. */
  readonly key: string
  /** Drawn only as a part of the strip. */
  readonly isInStrip: boolean
}

export interface TreeBracket {
  readonly key: string
  readonly left: number
  readonly right: number
  /** The line across. */
  readonly y: number
  /** x and end of the stem down to each half. */
  readonly stems: readonly { readonly x: number; readonly end: number }[]
  /** No bracket stands above it. */
  readonly isRoot: boolean
}

export interface StripColumn {
  readonly x: number
  readonly width: number
  /** Share of its pages that are not free. */
  readonly share: number
}

export interface TreeMarks {
  readonly blocks: readonly TreeBlock[]
  readonly brackets: readonly TreeBracket[]
  readonly columns: readonly StripColumn[]
}

export function blockKey(zone: number, pfn: Pfn, order: Order): string {
  return `${zone}:${pfn}:${order}`
}

/** Space on either side of a bar of that width. */
export function barGap(width: number, isCompact: boolean): number {
  if (width > 20) return isCompact ? 1 : 2.5
  return width > 8 ? 1 : 0.25
}

/** Where a block stands, in its row or in the strip, gaps included. */
export function slotOf(geometry: TreeGeometry, pfn: Pfn, order: Order): Box {
  const { axis, strip } = geometry
  const row = rowOf(geometry, order)
  // What lies outside is kept near, so that no coordinate outgrows what a renderer can hold.
  const x = Math.max(xOf(axis, pfn), axis.left - 100)
  const right = Math.min(xOf(axis, pfn + 2 ** order), axis.right + 100)
  const { y, height } = row ?? strip ?? { y: 0, height: 0 }
  return { x: Math.min(x, axis.right + 99), y, width: Math.max(right - x, 1), height }
}

/** The part of a slot that can be seen. */
export function visiblePart({ axis }: TreeGeometry, box: Box): Box {
  const x = clampX(axis, box.x)
  return { ...box, x, width: Math.max(0, clampX(axis, box.x + box.width) - x) }
}

/** A column of the strip while it is added up. */
interface Tally {
  pages: number
  free: number
}

/**
 * Places the blocks of one zone that reach into `span`. Blocks of the strip are listed only where
 * `named`: each one is then an element of its own, though nothing of it is drawn.
 */
export function treeMarks(
  frame: Frame,
  zone: number,
  geometry: TreeGeometry,
  span: PageSpan,
  named: boolean,
): TreeMarks {
  const { strip } = geometry
  const blocks: TreeBlock[] = []
  const brackets: TreeBracket[] = []
  const tallies = new Map<number, Tally>()
  const [first, end] = zoneRange(frame, zone)
  const largest = geometry.rows[0]?.order ?? 0
  const smallestBar = strip ? strip.order + 1 : 0
  // Brackets are found at their first block, so the first blocks of those in sight are visited too.
  const from = Math.floor(span.startPfn / 2 ** largest) * 2 ** largest
  for (let index = Math.max(first, blockIndexAt(frame, zone, from)); index < end; index++) {
    const pfn = frame.blockPfn[index] as number
    const order = frame.blockOrder[index] as number
    if (pfn >= span.endPfn) break
    if (pfn % 2 === 0) addBrackets(brackets, frame, geometry, zone, pfn, order)
    if (pfn + 2 ** order <= span.startPfn) continue
    if (strip && order < smallestBar)
      addToStrip(tallies, strip, pfn, order, isHollow(frame.blockState[index] as number))
    if (named || order >= smallestBar)
      blocks.push(placeBlock(readBlock(frame, zone, index), geometry, order < smallestBar))
  }
  return { blocks, brackets, columns: columnsOf(tallies, geometry) }
}

function placeBlock(block: FrameBlock, geometry: TreeGeometry, isInStrip: boolean): TreeBlock {
  const slot = slotOf(geometry, block.pfn, block.order)
  const gap = isInStrip ? 0 : barGap(slot.width, geometry.isCompact)
  return {
    ...block,
    ...slot,
    x: slot.x + gap,
    width: Math.max(slot.width - 2 * gap, 0.75),
    key: blockKey(block.zone, block.pfn, block.order),
    isInStrip,
  }
}

/** The split blocks that begin at a block: of each order above it for which it stands first. */
function addBrackets(
  brackets: TreeBracket[],
  frame: Frame,
  geometry: TreeGeometry,
  zone: number,
  pfn: Pfn,
  blockOrder: Order,
): void {
  const { axis, isCompact, rows } = geometry
  const largest = rows[0]?.order ?? 0
  const isInZone = (page: Pfn) => blockIndexAt(frame, zone, page) >= 0
  for (let order = blockOrder + 1; order <= largest; order++) {
    const pages = 2 ** order
    if (pfn % pages !== 0) return
    const row = rowOf(geometry, order)
    if (!row) continue
    if (!isInZone(pfn + pages - 1)) return
    const left = xOf(axis, pfn)
    const right = xOf(axis, pfn + pages)
    if (right < axis.left || left > axis.right) continue
    const gap = barGap(right - left, isCompact)
    const stems = [pfn, pfn + pages / 2].map((half) => ({
      x: xOf(axis, half + pages / 4),
      end: stemEnd(frame, geometry, zone, half, order - 1),
    }))
    const parent = pfn - (pfn % (2 * pages))
    brackets.push({
      key: blockKey(zone, pfn, order),
      left: left + gap,
      right: right - gap,
      y: lineOf(row),
      stems: right - left > 10 ? stems.filter(({ x }) => x > axis.left && x < axis.right) : [],
      isRoot: order === largest || !isInZone(parent) || !isInZone(parent + 2 * pages - 1),
    })
  }
}

function lineOf(row: { readonly y: number; readonly height: number }): number {
  return row.y + row.height * 0.6
}

/** A stem ends on its half: on the bar, on the bracket of a half that is split, or on the strip. */
function stemEnd(
  frame: Frame,
  geometry: TreeGeometry,
  zone: number,
  pfn: Pfn,
  order: Order,
): number {
  const row = rowOf(geometry, order)
  if (!row) return geometry.strip?.y ?? 0
  const index = blockIndexAt(frame, zone, pfn)
  return frame.blockOrder[index] === order ? row.y : lineOf(row)
}

function addToStrip(
  tallies: Map<number, Tally>,
  { columnPages }: TreeStrip,
  pfn: Pfn,
  order: Order,
  isFree: boolean,
): void {
  const column = Math.floor(pfn / columnPages)
  let tally = tallies.get(column)
  if (!tally) {
    tally = { pages: 0, free: 0 }
    tallies.set(column, tally)
  }
  tally.pages += 2 ** order
  if (isFree) tally.free += 2 ** order
}

function columnsOf(
  tallies: ReadonlyMap<number, Tally>,
  { axis, strip }: TreeGeometry,
): StripColumn[] {
  if (!strip) return []
  const width = strip.columnPages * axis.scale
  return [...tallies].map(([column, { pages, free }]) => ({
    x: xOf(axis, column * strip.columnPages),
    width,
    share: 1 - free / pages,
  }))
}
