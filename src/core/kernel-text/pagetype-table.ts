// One picture of /proc/pagetypeinfo while it is read, and what of it is whole when it has been.

import type { Count, TypeMemory } from '../memory/memory.ts'
import { type Cells, isTornEnd } from './cells.ts'
import { fitted, type Piece, pieceOf, type Verdict } from './pieces.ts'
import type { Pagetypeinfo, TypeBlocks } from './reading.ts'
import type { RowHead } from './row.ts'
import type { UnreadLines } from './unread.ts'

/** Lines of numbers below a row are not taken for ever. */
const LONGEST_ROW = 128

export class FreeRow {
  readonly line: number
  readonly node: number
  readonly zone: string
  readonly type: string
  readonly counts: Count[]
  readonly pieces: Piece[]
  /** It ends in `...`. */
  readonly isCut: boolean
  isTorn: boolean

  /** `rest`: what stands behind the row's head. */
  constructor(line: number, { node, zone, type, rest }: RowHead, cells: Cells) {
    this.line = line
    this.node = node
    this.zone = zone
    this.type = type ?? ''
    this.counts = [...cells.values]
    this.isCut = cells.isCut
    this.isTorn = isTornEnd(rest) === true
    const touchesEnd = isTornEnd(rest) ?? /\d=?$/.test(rest)
    this.pieces = [{ count: cells.values.length, touchesStart: false, touchesEnd }]
  }

  add(counts: readonly Count[], text: string): void {
    if (this.counts.length >= LONGEST_ROW) return
    this.counts.push(...counts)
    this.pieces.push(pieceOf(counts.length, text))
    this.isTorn = false
  }
}

interface BlocksRow {
  readonly line: number
  readonly node: number
  readonly zone: string
  readonly types: readonly string[]
  readonly counts: Count[]
}

export class PagetypeTable {
  readonly line: number
  pageBlockOrder: number | null = null
  pagesPerBlock: number | null = null
  /** As the heading counts them; 0: it is not there. */
  orders = 0
  readonly free: FreeRow[] = []
  readonly blocks: BlocksRow[] = []
  readonly mixedBlocks: BlocksRow[] = []
  private readonly keys = new Set<string>()
  private last: BlocksRow | null = null

  constructor(line: number) {
    this.line = line
  }

  hasFree(node: number, zone: string, type: string): boolean {
    return this.keys.has(`${node} ${zone} ${type}`)
  }

  hasBlocks(node: number, zone: string, isMixed: boolean): boolean {
    return this.keys.has(`${node} ${zone} ${isMixed ? '#mixed' : '#blocks'}`)
  }

  /** Whether pageblocks of just these types are in it, or none yet. */
  hasTypes(types: readonly string[]): boolean {
    const known = this.blocks[0]?.types ?? this.mixedBlocks[0]?.types
    return known === undefined || known.join() === types.join()
  }

  addFree(row: FreeRow): void {
    this.keys.add(`${row.node} ${row.zone} ${row.type}`)
    this.free.push(row)
  }

  lastFree(): FreeRow {
    return this.free.at(-1) as FreeRow
  }

  beginBlocks(
    line: number,
    node: number,
    zone: string,
    isMixed: boolean,
    types: readonly string[],
  ): void {
    this.keys.add(`${node} ${zone} ${isMixed ? '#mixed' : '#blocks'}`)
    this.last = { line, node, zone, types, counts: [] }
    if (isMixed) this.mixedBlocks.push(this.last)
    else this.blocks.push(this.last)
  }

  addBlocks(counts: readonly Count[]): void {
    if (this.last && this.last.counts.length < LONGEST_ROW) this.last.counts.push(...counts)
  }
}

/** What of the table is whole; the rest is told. */
export function tableOf(table: PagetypeTable, unread: UnreadLines): Pagetypeinfo {
  const width = table.orders || widthOf(table.free)
  return {
    line: table.line,
    pageBlockOrder: table.pageBlockOrder,
    pagesPerBlock: table.pagesPerBlock,
    free: table.free.flatMap((row) => freeOf(row, width, unread)),
    blocks: table.blocks.flatMap((row) => blocksOf(row, unread)),
    mixedBlocks: table.mixedBlocks.flatMap((row) => blocksOf(row, unread)),
  }
}

/** Most rows decide, the longer on a tie. */
function widthOf(rows: readonly FreeRow[]): number {
  const sizes = new Map<number, number>()
  for (const { counts } of rows) sizes.set(counts.length, (sizes.get(counts.length) ?? 0) + 1)
  const most = Math.max(0, ...sizes.values())
  return Math.max(0, ...[...sizes].filter(([, of]) => of === most).map(([size]) => size))
}

function freeOf(row: FreeRow, width: number, unread: UnreadLines): TypeMemory[] {
  const { node, zone, type } = row
  const { why, counts = row.counts } = judge(row, width)
  if (why !== null) unread.tell(row.line, why)
  return counts === null || counts.length === 0 ? [] : [{ node, zone, type, counts }]
}

function judge({ counts, pieces, isCut, isTorn }: FreeRow, width: number): Verdict<Count> {
  const size = counts.length
  if (size > width) return fitted(counts, pieces, width)
  if (isTorn && size < width)
    return { counts: counts.slice(0, -1), why: `cut off after ${size - 1} counts, in a number` }
  if (isCut) return { why: `cut off after ${size} counts` }
  return { why: size < width ? `${size} counts where there are ${width} orders` : null }
}

function blocksOf(row: BlocksRow, unread: UnreadLines): TypeBlocks[] {
  const { node, zone, types, counts } = row
  if (counts.length !== types.length)
    unread.tell(row.line, `${counts.length} numbers under the names of ${types.length} types`)
  if (counts.length > types.length + 2) return []
  const entries = types.slice(0, counts.length).map((type, i) => [type, counts[i]])
  if (entries.some(([, count]) => typeof count !== 'number')) return []
  return [{ node, zone, counts: Object.fromEntries(entries) }]
}
