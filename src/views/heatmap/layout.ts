// Where the heatmap draws. A small zone is a row of cells over the address axis, each a page or a
// run of pages; a large one is a map: rows of a round size, address going on from row to row.
//
//   row   │▨│▨│1.0│▨│▨│▨│▨│1.0│
//   map   0 GiB │▒▒▓▓░░…   256 cells of 4 MiB
//         1 GiB │░░▒▒▓▓…

import type { ZoneConfig } from '../../core/buddy/config.ts'
import type { CellRange } from '../../core/buddy/frame-cells.ts'
import { type Pages, type Pfn, shortBytes } from '../../core/units.ts'
import {
  type AddressAxis,
  addressAxis,
  clampX,
  isNarrow,
  type PageSpan,
  ticks,
  xOf,
} from '../../ui/address-axis.ts'

/** No cell is narrower, in pixels; a grid of cells rounds to whole ones. */
export const LEAST_CELL = 3
/** Pages a cell up to which a zone is a row of cells. */
const MOST_PAGES_IN_ROW = 16
type Zone = Pick<ZoneConfig, 'startPfn' | 'pages'>

export interface HeatCell {
  readonly startPfn: Pfn
  readonly endPfn: Pfn
  readonly x: number
  readonly width: number
}

export interface RowGeometry {
  readonly kind: 'row'
  readonly axis: AddressAxis
  readonly range: Omit<CellRange, 'zone'>
  readonly cells: readonly HeatCell[]
  /** Upper edge and height of the cells. */
  readonly top: number
  readonly cellHeight: number
  readonly height: number
  readonly isNarrow: boolean
}

export interface MapGeometry {
  readonly kind: 'map'
  readonly range: Omit<CellRange, 'zone'>
  readonly left: number
  readonly right: number
  readonly columns: number
  readonly rows: number
  readonly cellWidth: number
  readonly rowHeight: number
  /** Pages of a row. */
  readonly rowPages: Pages
  /** Of the cells. */
  readonly height: number
}

export type HeatGeometry = RowGeometry | MapGeometry

/** Cells side by side in a picture of that width, a power of two. */
export function columnsIn(width: number): number {
  return 2 ** Math.floor(Math.log2(width / (LEAST_CELL - 0.05)))
}

/** Whether a zone is a map; that does not change as it is zoomed. */
export function isMap(zone: Zone, width: number): boolean {
  const { left, right } = addressAxis(width, { startPfn: 0, endPfn: 1 })
  return zone.pages / columnsIn(right - left) > MOST_PAGES_IN_ROW
}

export function rowGeometry(shown: PageSpan, width: number): RowGeometry {
  const axis = addressAxis(width, shown)
  const narrow = isNarrow(width)
  const cellPages = 2 ** Math.max(0, Math.ceil(Math.log2(LEAST_CELL / axis.scale)))
  const startPfn = Math.floor(shown.startPfn / cellPages) * cellPages
  const range = { startPfn, endPfn: Math.ceil(shown.endPfn), cellPages }
  const count = Math.ceil((range.endPfn - startPfn) / cellPages)
  const cells = Array.from({ length: count }, (_, i): HeatCell => {
    const from = startPfn + i * cellPages
    const to = Math.min(from + cellPages, range.endPfn)
    const x = clampX(axis, xOf(axis, from))
    const width = clampX(axis, xOf(axis, to)) - x
    const gap = width > 20 ? 2.5 : width > 8 ? 1 : 0
    return { startPfn: from, endPfn: to, x: x + gap, width: width - 2 * gap }
  })
  return {
    kind: 'row',
    axis,
    range,
    cells,
    top: narrow ? 22 : 0,
    cellHeight: 28,
    height: narrow ? 58 : 68,
    isNarrow: narrow,
  }
}

/** Index of the cell at a point; −1: none. */
export function hitHeat(geometry: HeatGeometry, x: number, y: number): number {
  if (geometry.kind === 'row')
    return y < geometry.top || y > geometry.top + geometry.cellHeight
      ? -1
      : geometry.cells.findIndex((cell) => x >= cell.x && x < cell.x + cell.width)
  const column = Math.floor((x - geometry.left) / geometry.cellWidth)
  const row = Math.floor(y / geometry.rowHeight)
  const isInside = column >= 0 && column < geometry.columns && row >= 0 && row < geometry.rows
  return isInside ? row * geometry.columns + column : -1
}

/** The pages of a cell. */
export function cellSpan({ range }: HeatGeometry, cell: number): PageSpan {
  const startPfn = range.startPfn + cell * range.cellPages
  return { startPfn, endPfn: Math.min(startPfn + range.cellPages, range.endPfn) }
}

/** Where a cell is drawn. */
export function cellBox(geometry: HeatGeometry, cell: number) {
  if (geometry.kind === 'row') {
    const { x = 0, width = 0 } = geometry.cells[cell] ?? {}
    return { x, y: geometry.top, width, height: geometry.cellHeight }
  }
  const { left, columns, cellWidth, rowHeight } = geometry
  return {
    x: left + (cell % columns) * cellWidth,
    y: Math.floor(cell / columns) * rowHeight,
    width: cellWidth,
    height: rowHeight,
  }
}

export interface HeatLabel {
  readonly at: number
  readonly text: string
  readonly anchor: 'start' | 'middle' | 'end'
}

const RULER_GAP = 64

/** Addresses under a row of cells. */
export function rowRuler(
  { axis }: RowGeometry,
  largestPages: Pages,
  pageSize: number,
): HeatLabel[] {
  const pfns = ticks(axis, Math.max(RULER_GAP, Math.min(largestPages * axis.scale, 200)))
  const step = ((pfns[1] ?? 1) - (pfns[0] ?? 0)) * pageSize
  const unit = shortBytes(step).slice(-1)
  const rounded = pfns.map((pfn) => shortBytes(pfn * pageSize))
  const hasTwins = new Set(rounded).size < rounded.length
  const power = Math.floor(Math.log2(step) / 10)
  return pfns.map((pfn, i) => {
    const at = xOf(axis, pfn)
    const exact = `${(pfn * pageSize) / 1024 ** power}${unit}`
    return {
      at,
      text: pfn === 0 || hasTwins ? exact : (rounded[i] as string),
      anchor: at < axis.left + 12 ? 'start' : at > axis.right - 12 ? 'end' : 'middle',
    }
  })
}
