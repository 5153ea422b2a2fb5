// The pageblocks of a zone as cells in address order, row by row. A cell fills from below with what is
// held in it: first what is of the pageblock's own type, on it what is foreign, type by type. Where
// there are more pageblocks than cells, a cell stands for several and has the type of most of them.

import type { ZoneConfig } from '../../core/buddy/config.ts'
import type { BuddyEvent } from '../../core/buddy/event.ts'
import { BLOCK_HELD, BLOCK_IN_USE, type Frame } from '../../core/buddy/frame.ts'
import { zoneRange } from '../../core/buddy/frame-blocks.ts'
import { formatCount, MIGRATETYPES, type Order, type Pages, type Pfn } from '../../core/units.ts'

/** Held pages of one kind: index into MIGRATETYPES; −1: in use by nobody by name. */
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

const MOST_CELLS = 512
const IN_USE = -1

export function bandOf(
  frame: Frame,
  zone: number,
  config: Pick<ZoneConfig, 'startPfn' | 'pages'>,
  pageblockOrder: Order,
): Band {
  const { linux } = frame
  const from = linux?.zonePageblocks[zone] ?? 0
  const count = (linux?.zonePageblocks[zone + 1] ?? 0) - from
  const perCell = 2 ** Math.max(0, Math.ceil(Math.log2(count / MOST_CELLS)))
  const pagesPerCell = perCell * 2 ** pageblockOrder
  const start = Math.floor(config.startPfn / 2 ** pageblockOrder) * 2 ** pageblockOrder
  const tallies = tallyHeld(frame, zone, start, pagesPerCell, Math.ceil(count / perCell))
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

/** Held pages of each cell by kind. */
function tallyHeld(frame: Frame, zone: number, start: Pfn, pagesPerCell: Pages, cells: number) {
  const tallies = Array.from({ length: cells }, () => new Map<number, Pages>())
  const [first, end] = zoneRange(frame, zone)
  for (let index = first; index < end; index++) {
    const state = frame.blockState[index]
    if (state !== BLOCK_HELD && state !== BLOCK_IN_USE) continue
    const kind = state === BLOCK_HELD ? (frame.blockType[index] as number) : IN_USE
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

/** In use first, then the cell's own type, then the foreign ones. */
function layersOf(tally: ReadonlyMap<number, Pages>, own: number, pages: Pages): Layer[] {
  const rank = (kind: number) => (kind === IN_USE ? -2 : kind === own ? -1 : kind)
  return [...tally]
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([kind, held]) => ({ kind, share: held / pages }))
}

function tellCell(
  pfn: Pfn,
  type: number,
  tally: ReadonlyMap<number, Pages>,
  pages: Pages,
  perCell: number,
): string {
  const held = [...tally.values()].reduce((sum, part) => sum + part, 0)
  const foreign = [...tally]
    .filter(([kind]) => kind !== type && kind !== IN_USE)
    .map(([kind, part]) => `${formatCount(part)} ${MIGRATETYPES[kind]}`)
  const what = perCell > 1 ? `${perCell} pageblocks from pfn ${pfn}, most` : `Pageblock ${pfn}`
  const mixed = foreign.length > 0 ? `, of them ${foreign.join(' and ')}` : ''
  return `${what}, ${MIGRATETYPES[type]}: ${formatCount(held)} of ${formatCount(pages)} pages held${mixed}`
}

export interface Grid {
  readonly columns: number
  readonly rows: number
  readonly pitch: number
  readonly cellHeight: number
  readonly rowPitch: number
  readonly height: number
}

const USUAL_CELL = 24
const NARROW_CELL = 20
const NARROW = 560
const LEAST_CELL = 12
const WIDEST_CELL = 128

/** As few rows as cells of a readable width let there be; rows of a power of two of cells. */
export function gridOf(cells: number, width: number): Grid {
  const columnsAt = (least: number) => 2 ** Math.floor(Math.log2(Math.max(1, width / least)))
  const least = width < NARROW ? NARROW_CELL : USUAL_CELL
  const usual = columnsAt(least)
  const columns =
    cells * least <= width ? Math.max(cells, 1) : cells > 4 * usual ? columnsAt(LEAST_CELL) : usual
  const rows = Math.ceil(Math.max(cells, 1) / columns)
  const cellHeight = rows === 1 ? 60 : rows === 2 ? 46 : rows <= 4 ? 34 : 22
  const rowPitch = cellHeight + (rows > 4 ? 4 : 8)
  return {
    columns,
    rows,
    pitch: Math.min(width / columns, WIDEST_CELL),
    cellHeight,
    rowPitch,
    height: rows * rowPitch,
  }
}

export function cellAt(grid: Grid, index: number): { readonly x: number; readonly y: number } {
  const row = Math.floor(index / grid.columns)
  return { x: (index % grid.columns) * grid.pitch, y: row * grid.rowPitch }
}

/** Index of the cell that holds a page; −1: none. */
export function cellOf({ cells, pagesPerCell }: Band, pfn: Pfn): number {
  const [first] = cells
  const index = first ? Math.floor((pfn - first.pfn) / pagesPerCell) : -1
  return index < cells.length ? index : -1
}

/** Runs of neighbouring cells that the changes touch, row by row. */
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
    else runs.push({ ...cellAt(grid, cell), width: grid.pitch, height: grid.cellHeight })
    before = cell
  }
  return runs
}

export interface Change {
  readonly pfn: Pfn
  /** Pages that it is about. */
  readonly pages: Pages
  readonly kind: 'asked' | 'refused' | 'changed' | 'mixed'
  readonly from: string
  readonly to: string
}

/**
 * What happened to pageblocks: of the small step alone where there is one, else of the whole action.
 * A pageblock that was asked for and then changed is told once.
 */
export function changesOf(
  events: readonly BuddyEvent[],
  now: BuddyEvent | null,
  zone: number,
): Change[] {
  const told = new Map<Pfn, Change>()
  for (const event of now ? [now] : events) {
    const change = event.zone === zone ? changeOf(event) : null
    if (change && !(change.kind === 'mixed' && told.has(change.pfn))) told.set(change.pfn, change)
  }
  return [...told.values()]
}

function changeOf(event: BuddyEvent): Change | null {
  const whole = 'pfn' in event ? { pfn: event.pfn, pages: 2 ** event.order } : null
  if (!whole) return null
  switch (event.kind) {
    case 'try-claim':
      return { ...whole, kind: event.ok ? 'asked' : 'refused', from: event.from, to: event.to }
    case 'retag':
      return { ...whole, kind: 'changed', from: event.from, to: event.to }
    case 'move-freepages':
      return { ...whole, kind: 'asked', from: '', to: event.to }
    case 'fallback': {
      const pages = 2 ** event.pageblockOrder
      const pfn = Math.floor(event.pfn / pages) * pages
      const kind = event.how === 'steal' ? 'mixed' : 'changed'
      return {
        pfn,
        pages: Math.max(pages, event.how === 'claim' ? 2 ** event.found : 0),
        kind,
        from: event.from,
        to: event.type,
      }
    }
    default:
      return null
  }
}

/** The scanners' pageblocks while the action compacts; null: it does not, in this zone. */
export function scannersOf(
  events: readonly BuddyEvent[],
  zone: number,
): { readonly migrate: Pfn; readonly free: Pfn; readonly haveMet: boolean } | null {
  const last = events.findLast((event) => event.kind === 'scan' && event.zone === zone)
  if (last?.kind !== 'scan') return null
  return { migrate: last.migrate, free: last.free, haveMet: last.migrate >= last.free }
}

/** Pages that the small step moved; null: none. */
export function moveOf(now: BuddyEvent | null, zone: number) {
  if (now?.kind !== 'migrate' || now.zone !== zone) return null
  return { from: now.from, to: now.pfn, pages: 2 ** now.order }
}
