// The pageblocks of a zone as cells in address order, row by row. A cell fills from below with what is
// held in it: first what is of the pageblock's own type, on it what is foreign, type by type. Where
// there are more pageblocks than cells, a cell stands for several and has the type of most of them.

import type { ZoneConfig } from '../../core/buddy/config.ts'
import { BLOCK_HELD, BLOCK_IN_USE, BLOCK_ON_PCP, type Frame } from '../../core/buddy/frame.ts'
import { zoneRange } from '../../core/buddy/frame-blocks.ts'
import { formatCount, MIGRATETYPES, type Order, type Pages, type Pfn } from '../../core/units.ts'
import type { Change, Move } from './changes.ts'

/** Pages of one kind: index into MIGRATETYPES; IN_USE: by nobody by name; ON_PCP: free, on per-CPU lists. */
export interface Layer {
  readonly kind: number
  readonly share: number
}

export interface BlockCell {
  /** Where the first pageblock of the cell begins; it may begin before the zone. */
  readonly pfn: Pfn
  readonly type: number
  /** From the bottom up. */
  readonly layers: readonly Layer[]
  /** In words. */
  readonly text: string
}

export interface Band {
  readonly cells: readonly BlockCell[]
  /** Pageblocks of a cell. */
  readonly perCell: number
  readonly pagesPerCell: Pages
}

/** More rows than these are folded: a cell then stands for several pageblocks. */
const MOST_ROWS = 8
export const IN_USE = -1
export const ON_PCP = -2

export function bandOf(
  frame: Frame,
  zone: number,
  config: Pick<ZoneConfig, 'startPfn' | 'pages'>,
  pageblockOrder: Order,
  width: number,
): Band {
  const { linux } = frame
  const from = linux?.zonePageblocks[zone] ?? 0
  const count = (linux?.zonePageblocks[zone + 1] ?? 0) - from
  const most = MOST_ROWS * columnsAt(LEAST_CELL, width)
  const perCell = 2 ** Math.max(0, Math.ceil(Math.log2(count / most)))
  const pagesPerCell = perCell * 2 ** pageblockOrder
  const start = Math.floor(config.startPfn / 2 ** pageblockOrder) * 2 ** pageblockOrder
  const tallies = tallyPages(frame, zone, start, pagesPerCell, Math.ceil(count / perCell))
  const cells = tallies.map((tally, i): BlockCell => {
    const pfn = start + i * pagesPerCell
    const first = from + i * perCell
    const types = linux?.pageblockType.subarray(first, Math.min(first + perCell, from + count))
    const type = mostOf(types ?? new Uint8Array())
    const inside = { from: Math.max(pfn, config.startPfn), to: pfn + pagesPerCell }
    const pages = Math.min(inside.to, config.startPfn + config.pages) - inside.from
    const layers = layersOf(tally, type, pages)
    return { pfn, type, layers, text: tellCell(pfn, type, tally, pages, perCell) }
  })
  return { cells, perCell, pagesPerCell }
}

/** Pages of each cell by kind, those on the free lists left out. */
function tallyPages(frame: Frame, zone: number, start: Pfn, pagesPerCell: Pages, cells: number) {
  const tallies = Array.from({ length: cells }, () => new Map<number, Pages>())
  const [first, end] = zoneRange(frame, zone)
  for (let index = first; index < end; index++) {
    const state = frame.blockState[index]
    if (state !== BLOCK_HELD && state !== BLOCK_IN_USE && state !== BLOCK_ON_PCP) continue
    const kind =
      state === BLOCK_HELD
        ? (frame.blockType[index] as number)
        : state === BLOCK_ON_PCP
          ? ON_PCP
          : IN_USE
    let at = frame.blockPfn[index] as number
    const to = at + 2 ** (frame.blockOrder[index] as number)
    while (at < to) {
      const cell = Math.floor((at - start) / pagesPerCell)
      const next = Math.min(to, start + (cell + 1) * pagesPerCell)
      const tally = tallies[cell]
      if (!tally) break
      tally.set(kind, (tally.get(kind) ?? 0) + next - at)
      at = next
    }
  }
  return tallies
}

/** The type that most have, the lower one where two are as many. */
function mostOf(types: Uint8Array): number {
  const counts = MIGRATETYPES.map((_, type) => types.filter((other) => other === type).length)
  return counts.indexOf(Math.max(...counts))
}

/** In use first, then the cell's own type, the foreign ones, what is on per-CPU lists. */
function layersOf(tally: ReadonlyMap<number, Pages>, own: number, pages: Pages): Layer[] {
  const rank = (kind: number) =>
    kind === IN_USE ? -2 : kind === own ? -1 : kind === ON_PCP ? MIGRATETYPES.length : kind
  return [...tally]
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([kind, part]) => ({ kind, share: part / pages }))
}

function tellCell(
  pfn: Pfn,
  type: number,
  tally: ReadonlyMap<number, Pages>,
  pages: Pages,
  perCell: number,
): string {
  const perCpu = tally.get(ON_PCP) ?? 0
  const held = [...tally.values()].reduce((sum, part) => sum + part, -perCpu)
  const foreign = [...tally]
    .filter(([kind]) => kind !== type && kind >= 0)
    .map(([kind, part]) => `${formatCount(part)} ${MIGRATETYPES[kind]}`)
  const what = perCell > 1 ? `${perCell} pageblocks from pfn ${pfn}, most` : `Pageblock ${pfn}`
  const mixed = foreign.length > 0 ? `, of them ${foreign.join(' and ')}` : ''
  return `${what}, ${MIGRATETYPES[type]}: ${formatCount(held)} of ${formatCount(pages)} pages held${mixed}${perCpu > 0 ? `; ${formatCount(perCpu)} on per-CPU lists` : ''}`
}

export interface Grid {
  readonly columns: number
  readonly rows: number
  readonly pitch: number
  /** Above each cell is room for its letter. */
  readonly letterHeight: number
  readonly cellHeight: number
  /** A cell in so many has its first page below it; 0: none has. */
  readonly pfnEvery: number
  readonly rowPitch: number
  readonly height: number
}

const USUAL_CELL = 24
const NARROW_CELL = 20
const NARROW = 560
const LEAST_CELL = 12
const WIDEST_CELL = 128

/** Cells of a row of a power of two, none narrower than `least`. */
function columnsAt(least: number, width: number): number {
  return 2 ** Math.floor(Math.log2(Math.max(1, width / least)))
}

/** As few rows as cells of a readable width let there be; rows of a power of two of cells. */
export function gridOf(cells: number, width: number): Grid {
  const least = width < NARROW ? NARROW_CELL : USUAL_CELL
  const usual = columnsAt(least, width)
  const columns =
    cells * least <= width
      ? Math.max(cells, 1)
      : cells > 4 * usual
        ? columnsAt(LEAST_CELL, width)
        : usual
  const rows = Math.ceil(Math.max(cells, 1) / columns)
  const cellHeight = rows === 1 ? 42 : rows === 2 ? 34 : rows <= 4 ? 24 : 14
  const pfnHeight = rows <= 2 ? PFN_HEIGHT : 0
  const letterHeight = rows <= 4 ? LETTER_HEIGHT : LETTER_HEIGHT - 2
  const rowPitch = letterHeight + cellHeight + pfnHeight + (rows > 4 ? 3 : 4)
  const pitch = Math.min(width / columns, WIDEST_CELL)
  const pfnEvery = pfnHeight === 0 ? 0 : pitch * 4 >= PFN_WIDTH ? 4 : 8
  return {
    columns,
    rows,
    pitch,
    letterHeight,
    cellHeight,
    pfnEvery,
    rowPitch,
    height: rows * rowPitch,
  }
}

const LETTER_HEIGHT = 16
const PFN_HEIGHT = 14
/** Room of a pfn of eight digits. */
const PFN_WIDTH = 72

/** The upper left corner of a cell, below its letter. */
export function cellAt(grid: Grid, index: number): { readonly x: number; readonly y: number } {
  const row = Math.floor(index / grid.columns)
  return { x: (index % grid.columns) * grid.pitch, y: row * grid.rowPitch + grid.letterHeight }
}

/** Index of the cell that holds a page; −1: none. */
export function cellOf({ cells, pagesPerCell }: Band, pfn: Pfn): number {
  const [first] = cells
  const index = first ? Math.floor((pfn - first.pfn) / pagesPerCell) : -1
  return index < cells.length ? index : -1
}

/** Runs of neighbouring cells that the changes touch, row by row, with their letters. */
export function runsOf(band: Band, grid: Grid, changes: readonly Change[]) {
  const touched = new Set<number>()
  for (const { pfn, pages } of changes)
    for (let at = pfn; at < pfn + pages; at += band.pagesPerCell) {
      const cell = cellOf(band, at)
      if (cell >= 0) touched.add(cell)
    }
  const runs: { x: number; y: number; width: number; height: number }[] = []
  let before = -2
  for (const cell of [...touched].sort((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last && cell === before + 1 && cell % grid.columns > 0) last.width += grid.pitch
    else {
      const { x, y } = cellAt(grid, cell)
      const height = grid.letterHeight + grid.cellHeight
      runs.push({ x, y: y - grid.letterHeight, width: grid.pitch, height })
    }
    before = cell
  }
  return runs
}

/** The cells of a move, and the arrow between their upper parts, free of the scanners' tabs. */
export function moveLine(band: Band, grid: Grid, move: Move) {
  const ends = [cellOf(band, move.from), cellOf(band, move.to)]
  if (ends.some((cell) => cell < 0)) return null
  const cells = [...new Set(ends)].map((cell) => cellAt(grid, cell))
  const [from, to] = ends.map((cell) => {
    const { x, y } = cellAt(grid, cell)
    return { x: x + grid.pitch / 2, y: y + grid.cellHeight * 0.28 }
  })
  return from && to ? { cells, from, to } : null
}
