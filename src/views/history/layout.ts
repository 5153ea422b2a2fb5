// One row of the history over its axis: zones side by side, each as wide as its share of the pages;
// held blocks where they lie, and the free pages between them, one by one while they have room.

import type { ZoneConfig } from '../../core/buddy/config.ts'
import type { Pages, Pfn } from '../../core/units.ts'
import { endOf, type HeldBlock } from './fold.ts'

/** A zone's part of the row, in pixels. */
export interface ZoneStretch {
  readonly left: number
  readonly width: number
  readonly startPfn: Pfn
  readonly pages: Pages
}

export interface Cell {
  /** In pixels from the left edge of the row. */
  readonly x: number
  readonly width: number
  readonly pfn: Pfn
  /** null: free. */
  readonly owner: number | null
}

/** Pixels between two zones. */
const ZONE_GAP = 12
/** The narrowest that a zone becomes, however few its pages are. */
const ZONE_MIN = 48
/** Free pages are drawn one by one from this width on. */
const PAGE_MIN = 10
/** Neighbours of one owner that are narrower than this are drawn as one. */
const BLOCK_MIN = 3

export function stretchesOf(zones: readonly ZoneConfig[], width: number): ZoneStretch[] {
  const room = Math.max(0, width - ZONE_GAP * (zones.length - 1))
  const pages = zones.reduce((sum, zone) => sum + zone.pages, 0)
  const least = Math.min(ZONE_MIN, room / zones.length)
  const spare = room - least * zones.length
  let left = 0
  return zones.map((zone) => {
    const own = least + (spare * zone.pages) / pages
    const stretch = { left, width: own, startPfn: zone.startPfn, pages: zone.pages }
    left += own + ZONE_GAP
    return stretch
  })
}

export function pageWidth({ width, pages }: ZoneStretch): number {
  return width / pages
}

export function cellsOf(blocks: readonly HeldBlock[], stretches: readonly ZoneStretch[]): Cell[] {
  return stretches.flatMap((stretch, zone) =>
    zoneCells(
      blocks.filter((block) => block.zone === zone),
      stretch,
    ),
  )
}

function zoneCells(blocks: readonly HeldBlock[], stretch: ZoneStretch): Cell[] {
  const perPage = pageWidth(stretch)
  const x = (pfn: Pfn) => stretch.left + (pfn - stretch.startPfn) * perPage
  const cell = (from: Pfn, to: Pfn, owner: number | null): Cell => ({
    x: x(from),
    width: x(to) - x(from),
    pfn: from,
    owner,
  })
  const cells: Cell[] = []
  const addFree = (from: Pfn, to: Pfn) => {
    if (perPage < PAGE_MIN) {
      if (to > from) cells.push(cell(from, to, null))
      return
    }
    for (let pfn = from; pfn < to; pfn++) cells.push(cell(pfn, pfn + 1, null))
  }
  let at = stretch.startPfn
  for (let i = 0; i < blocks.length; i++) {
    const first = blocks[i] as HeldBlock
    let end = endOf(first)
    // Blocks too narrow to tell apart become one cell of their common owner.
    while ((end - first.pfn) * perPage < BLOCK_MIN) {
      const next = blocks[i + 1]
      if (next?.pfn !== end || next.owner !== first.owner) break
      end = endOf(next)
      i++
    }
    addFree(at, first.pfn)
    cells.push(cell(first.pfn, end, first.owner))
    at = end
  }
  addFree(at, stretch.startPfn + stretch.pages)
  return cells
}

export interface HeadPfn {
  readonly pfn: Pfn
  readonly x: number
  /** Which part of the text stands at `x`. */
  readonly anchor: 'start' | 'middle' | 'end'
}

/** Width of a digit over the row, and of the room between two pfns. */
const DIGIT = 8
const PFN_GAP = 10

/** pfns that stand over the row: every page while they have room, else the zones' first and last. */
export function headPfns(stretches: readonly ZoneStretch[]): HeadPfn[] {
  return stretches.flatMap((stretch): HeadPfn[] => {
    const perPage = pageWidth(stretch)
    const { left, width, startPfn, pages } = stretch
    const lastPfn = startPfn + pages - 1
    const digits = String(lastPfn).length * DIGIT
    if (perPage >= Math.max(26, digits + PFN_GAP / 2))
      return Array.from({ length: pages }, (_, i) => ({
        pfn: startPfn + i,
        x: left + (i + 0.5) * perPage,
        anchor: 'middle',
      }))
    const first: HeadPfn = { pfn: startPfn, x: left, anchor: 'start' }
    const last: HeadPfn = { pfn: lastPfn, x: left + width, anchor: 'end' }
    return pages > 1 && width >= 2 * digits + PFN_GAP ? [first, last] : [first]
  })
}
