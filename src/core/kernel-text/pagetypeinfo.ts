// /proc/pagetypeinfo: free blocks by migratetype and order, then pageblocks by type, once a node
// with its headings (mm/vmstat.c: pagetypeinfo_showfree_print, pagetypeinfo_showblockcount_print,
// and with page_owner=on pagetypeinfo_showmixedcount_print). Types and orders are those of the
// headings; `>100000` is where the kernel stopped counting (5.4 and later). Lenient: any heading
// may be missing, wrapped or said again for each node; rows may lack `Node 0,`, be wrapped, cut, or
// have a line number behind them.

import type { Count } from '../memory/memory.ts'
import { readCells } from './cells.ts'
import type { Line } from './clean/line.ts'
import type { Context } from './context.ts'
import type { Format, Parts } from './format.ts'
import { FreeRow, PagetypeTable, tableOf } from './pagetype-table.ts'
import type { UnreadLines } from './unread.ts'

const ORDER_HEAD = /Page block order:\s*(\d{1,3})\b/
const PAGES_HEAD = /Pages per block:\s*(\d{1,9})\b/
const FREE_HEAD = /Free pages count per migrate type at order\b([\s\d]*)/
const BLOCKS_HEAD =
  /Number of (blocks type|mixed blocks)((?:\s+[A-Z<][\w<>]*)*)\s*(?:\\n)?[\s"',;|*/\\]*$/
const NAMES = /^[A-Z<]\S*(?:\s+[A-Z<]\S*)*$/

type Open = 'none' | 'free-head' | 'free' | 'blocks-head' | 'blocks'

export class PagetypeinfoReader implements Format {
  private readonly tables: PagetypeTable[] = []
  /** Headings since the last row; the row decides whether they begin a table. */
  private pageBlockOrder: number | null = null
  private pagesPerBlock: number | null = null
  private orders = 0
  private types: string[] = []
  private isMixed = false
  /** An empty line came after rows of pageblocks: what follows may be another file's rows. */
  private isApart = false
  private open: Open = 'none'
  private headLine = 0

  take(line: Line, context: Context): boolean {
    if (line.row) return this.takeRow(line, context)
    return line.raw.includes('block') || line.raw.includes('migrate') ? this.takeHead(line) : false
  }

  more(line: Line): boolean {
    const { text } = line
    if (this.open === 'blocks-head' && NAMES.test(text)) {
      this.types.push(...text.split(/\s+/))
      return true
    }
    const cells = readCells(text)
    if (cells.kind !== 'count' || cells.fault !== null) return false
    if (this.open === 'free-head') this.orders += cells.values.length
    else if (this.open === 'free') this.table().lastFree().add(cells.values, line.raw)
    else if (this.open === 'blocks') this.table().addBlocks(cells.values)
    else return false
    return true
  }

  blank(): void {
    this.isApart ||= this.open === 'blocks'
    this.open = 'none'
  }

  end(parts: Parts, unread: UnreadLines): void {
    if (this.headLine > 0 && this.tables.length === 0) this.newTable(this.headLine)
    parts.pagetypeinfo = this.tables.map((table) => tableOf(table, unread))
  }

  private takeHead(line: Line): boolean {
    const order = ORDER_HEAD.exec(line.raw)
    const pages = PAGES_HEAD.exec(line.raw)
    const free = FREE_HEAD.exec(line.raw)
    const blocks = BLOCKS_HEAD.exec(line.raw)
    if (order) this.pageBlockOrder = Number(order[1])
    if (pages) this.pagesPerBlock = Number(pages[1])
    if (free) this.orders = (free[1] as string).trim().split(/\s+/).filter(Boolean).length
    if (blocks) {
      this.types = (blocks[2] as string).trim().split(/\s+/).filter(Boolean)
      this.isMixed = blocks[1] === 'mixed blocks'
      this.isApart = false
    } else if (order || pages || free) this.types = []
    if (!(order || pages || free || blocks)) return false
    this.open = blocks ? 'blocks-head' : free ? 'free-head' : 'none'
    this.headLine = line.number
    return true
  }

  private takeRow(line: Line, context: Context): boolean {
    const row = line.row as NonNullable<Line['row']>
    const isFree = row.type !== null
    if (!isFree && this.types.length === 0) return false
    const cells = readCells(row.rest)
    if (line.raw.startsWith('@@')) return isFree
    const size = cells.values.length
    const isOther = this.isApart ? size !== this.types.length : size > this.types.length
    if (!isFree && (cells.kind !== 'count' || isOther)) {
      // Rows of the next file follow without an empty line.
      this.types = []
      return false
    }
    // The counts may all stand on the lines below.
    const isEmpty = cells.kind === 'none' && row.rest.trim() === ''
    const fault =
      row.fault ??
      cells.fault ??
      (cells.kind === 'count' || isEmpty ? null : 'no counts in the row')
    this.open = 'none'
    if (fault !== null) {
      context.unread.tell(line.number, fault)
      return true
    }
    const { node, zone, type } = row
    if (isFree) {
      const table = this.tableFor(line.number, (one) => one.hasFree(node, zone, type as string))
      const free = new FreeRow(line.number, row, cells)
      table.addFree(free)
      this.open = cells.isCut ? 'none' : 'free'
    } else this.takeBlocks(line, cells.values)
    return true
  }

  private takeBlocks(line: Line, counts: readonly Count[]): void {
    const { node, zone } = line.row as NonNullable<Line['row']>
    const isMixed = this.isMixed
    const types = this.types
    const table = this.tableFor(
      line.number,
      (one) => one.hasBlocks(node, zone, isMixed) || !one.hasTypes(types),
    )
    table.beginBlocks(line.number, node, zone, isMixed, types)
    table.addBlocks(counts)
    this.open = 'blocks'
  }

  /** The table under way, or a new one where this row or the headings before it are of another. */
  private tableFor(line: number, isOther: (table: PagetypeTable) => boolean): PagetypeTable {
    const last = this.tables.at(-1)
    const isSame =
      last !== undefined &&
      !isOther(last) &&
      (this.pageBlockOrder ?? last.pageBlockOrder) ===
        (last.pageBlockOrder ?? this.pageBlockOrder) &&
      (this.orders === 0 || last.orders === 0 || this.orders === last.orders)
    const table = isSame ? last : this.newTable(this.headLine || line)
    table.pageBlockOrder ??= this.pageBlockOrder
    table.pagesPerBlock ??= this.pagesPerBlock
    table.orders ||= this.orders
    this.pageBlockOrder = null
    this.pagesPerBlock = null
    this.orders = 0
    this.headLine = 0
    return table
  }

  private newTable(line: number): PagetypeTable {
    const table = new PagetypeTable(line)
    table.pageBlockOrder = this.pageBlockOrder
    table.pagesPerBlock = this.pagesPerBlock
    this.tables.push(table)
    return table
  }

  private table(): PagetypeTable {
    return this.tables.at(-1) as PagetypeTable
  }
}
