// Where the heatmap draws. A small zone is a row of cells over the address axis, each a page or a
// run of pages; a large one is a map: rows of a round size, address going on from row to row.
//
//   row   │▨│▨│1.0│▨│▨│▨│▨│1.0│
//   map   0 GiB │▒▒▓▓░░…   256 cells of 4 MiB
//         1 GiB │░░▒▒▓▓…

import type { ZoneConfig } from '../../core/buddy/config.ts'
import type { CellRange } from '../../core/buddy/frame-cells.ts'
import { formatBytes, formatCount, type Pages, type Pfn, shortBytes } from '../../core/units.ts'
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
const LEAST_CELL = 3
/** Pages a cell up to which a zone is a row of cells. */
const MOST_PAGES_IN_ROW = 16
/** Rows of a map; in the lowest of maps each has 3 px. */
const MOST_ROWS = 64
/** Height of a map: with room to spare, without, and one of several. */
export const MAP_HEIGHTS = { tall: 256, low: 192, oneOfMany: 96 }

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
function columnsIn(width: number): number {
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

export function mapGeometry(shown: PageSpan, width: number, height: number): MapGeometry {
  const { left, right } = addressAxis(width, shown)
  const columns = columnsIn(right - left)
  const mostRows = Math.min(MOST_ROWS, Math.floor(height / LEAST_CELL))
  let cellPages = 1
  while (rowsOf(shown, columns * cellPages) > mostRows) cellPages *= 2
  const rowPages = columns * cellPages
  const rows = rowsOf(shown, rowPages)
  const startPfn = Math.floor(shown.startPfn / rowPages) * rowPages
  return {
    kind: 'map',
    range: { startPfn, endPfn: startPfn + rows * rowPages, cellPages },
    left,
    right,
    columns,
    rows,
    cellWidth: (right - left) / columns,
    rowHeight: height / rows,
    rowPages,
    height,
  }
}

function rowsOf({ startPfn, endPfn }: PageSpan, rowPages: Pages): number {
  return Math.ceil(endPfn / rowPages) - Math.floor(startPfn / rowPages)
}

/** The map's rows as an axis from top to bottom, for zoom and pan. */
export function downwards(map: MapGeometry): AddressAxis {
  const { startPfn, endPfn } = map.range
  return { startPfn, endPfn, left: 0, right: map.height, scale: map.height / (endPfn - startPfn) }
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
  const unit = shortBytes(((pfns[1] ?? 1) - (pfns[0] ?? 0)) * pageSize).slice(-1)
  return pfns.map((pfn) => {
    const at = xOf(axis, pfn)
    return {
      at,
      text: pfn === 0 ? `0${unit}` : shortBytes(pfn * pageSize),
      anchor: at < axis.left + 12 ? 'start' : at > axis.right - 12 ? 'end' : 'middle',
    }
  })
}

const ROW_LABEL_GAP = 24

/** Addresses beside the rows of a map, in the unit that tells rows apart: `at` is a y. */
export function mapRows(map: MapGeometry, pageSize: number): HeatLabel[] {
  const { rows, rowHeight } = map
  const step = 2 ** Math.max(0, Math.ceil(Math.log2(ROW_LABEL_GAP / rowHeight)))
  return Array.from({ length: Math.ceil(rows / step) }, (_, i) => ({
    at: i * step * rowHeight,
    text: rowAddress(map, i * step, pageSize),
    anchor: 'start' as const,
  }))
}

/** Address of a row: `46 GiB`. */
export function rowAddress(
  { range, rowPages }: MapGeometry,
  row: number,
  pageSize: number,
): string {
  const bytes = (range.startPfn + row * rowPages) * pageSize
  const power = Math.floor(Math.log2(rowPages * pageSize) / 10)
  return `${formatCount(bytes / 1024 ** power)} ${UNITS[power]}`
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB']

/** Quarters of a row under a map, and in the middle what a cell and a row are. */
export function mapColumns(map: MapGeometry, pageSize: number): HeatLabel[] {
  const bytes = map.rowPages * pageSize
  const width = map.right - map.left
  const cell = `a cell is ${formatBytes(map.range.cellPages * pageSize)}, a row ${formatBytes(bytes)}`
  const quarters = width > 560 ? [0, 1, 2, 3, 4] : [0, 2, 4]
  return quarters.map((quarter) => ({
    at: map.left + (width * quarter) / 4,
    text: quarter === 0 ? '0' : quarter === 2 ? cell : formatBytes((bytes * quarter) / 4),
    anchor: quarter === 0 ? 'start' : quarter === 4 ? 'end' : 'middle',
  }))
}

/** The part of a map that an extent covers, a box a row. */
export function mapBoxes(map: MapGeometry, { startPfn, endPfn }: PageSpan) {
  const { range, rowPages, rowHeight, left, right } = map
  const scale = (right - left) / rowPages
  const first = Math.max(0, Math.floor((startPfn - range.startPfn) / rowPages))
  const last = Math.min(map.rows - 1, Math.ceil((endPfn - range.startPfn) / rowPages) - 1)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => {
    const rowStart = range.startPfn + (first + i) * rowPages
    const from = Math.max(startPfn, rowStart) - rowStart
    const to = Math.min(endPfn, rowStart + rowPages) - rowStart
    return {
      x: left + from * scale,
      y: (first + i) * rowHeight,
      width: (to - from) * scale,
      height: rowHeight,
    }
  })
}
