// Where the map of a large zone draws: its rows, its cells, and the addresses around them. Only large
// zones need it, so that it comes with them.

import { formatBytes, formatCount, type Pages } from '../../core/units.ts'
import { type AddressAxis, addressAxis, type PageSpan } from '../../ui/address-axis.ts'
import { columnsIn, type HeatLabel, LEAST_CELL, type MapGeometry } from './layout.ts'

/** Rows of a map; in the lowest of maps each has 3 px. */
const MOST_ROWS = 64
/** Height of a map: with room to spare, without, and one of several. */
export const MAP_HEIGHTS = { tall: 256, low: 192, oneOfMany: 96 }

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
