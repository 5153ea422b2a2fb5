// /proc/buddyinfo: free blocks of each zone by order (mm/vmstat.c: frag_show_print), the same since
// 2.6.24: `Node 0, zone   Normal   2904   1195 …`, one row a populated zone. Lenient: rows may be
// wrapped, followed by a remark or a margin, cut; how many orders there are is what most rows have.

import type { Count } from '../memory/memory.ts'
import { isTornEnd, readCells } from './cells.ts'
import type { Line } from './clean/line.ts'
import type { Context } from './context.ts'
import { CountRows } from './count-rows.ts'
import { onceRows } from './doubled-rows.ts'
import type { Format, Parts } from './format.ts'
import { Hosts } from './hosts.ts'
import { type Piece, pieceOf } from './pieces.ts'
import { Snapshots } from './snapshots.ts'
import type { UnreadLines } from './unread.ts'
import { wholeRows } from './whole-rows.ts'

export class Buddyinfo implements Format {
  readonly rows = new CountRows()
  /** Of rows that go on in the lines below: the counts of each line. */
  private readonly pieces = new Map<number, Piece[]>()
  /** Rows that end in `...`. */
  private readonly cut = new Set<number>()
  private breaks = 0
  /** A row had its zone's name and a count glued. */
  private hasGluedRows = false
  /** Whether the last line was of a row that can be read. */
  private isOpen = false
  /** Rows whose last number is torn. */
  private readonly torn = new Set<number>()
  /** Where the last line stands that goes on a row. */
  private moreLine = 0
  /** Nothing comes below the last row. */
  private endsText = false
  /** The last row's name is padded as the kernel does, so that the text is as it was printed. */
  private isPadded = false
  /** A digit ends the first line of the last row. */
  private touchesEnd = true
  private readonly hosts = new Hosts()

  take(line: Line, context: Context): boolean {
    const { row } = line
    if (row === null) this.hosts.see(line)
    if (row === null || row.type !== null || context.indexHeading !== null) return false
    const cells = readCells(row.rest)
    if (cells.kind !== 'count' || line.raw.startsWith('@@')) return false
    this.isOpen = false
    const fault =
      row.fault ??
      cells.fault ??
      cappedFault(cells.values) ??
      blocksFault(row.rest) ??
      (cells.isTorn ? tornFault(cells.values.length) : null) ??
      loneFault(cells.values, row.rest)
    if (fault !== null) {
      context.unread.tell(line.number, fault)
      this.hasGluedRows ||= row.fault !== null
      return true
    }
    const counts = cells.values as readonly number[]
    if (this.isHeld(line, counts, context)) return true
    const zone = this.rows.indexOf(row.node, row.zone)
    if (zone < 0) {
      context.unread.tell(line.number, 'more zones than can be told apart')
      return true
    }
    const planes = this.rows.pack(counts)
    this.add(zone, line.number, line.at, counts.length, planes, context)
    const isTorn = isTornEnd(row.rest)
    this.touchesEnd = isTorn ?? /\d=?$/.test(row.rest)
    if (isTorn) this.torn.add(this.rows.length - 1)
    this.isPadded = line.raw.includes(`zone ${row.zone.padStart(NAME_COLUMNS)}`)
    if (cells.isCut) this.close()
    return true
  }

  more(line: Line): boolean {
    if (!this.isOpen) return false
    const cells = readCells(line.text)
    if (cells.kind !== 'count' || cells.fault !== null || cappedFault(cells.values)) return false
    const row = this.rows.length - 1
    const size = this.rows.lastSize
    if (!this.rows.extend(cells.values as readonly number[])) return false
    let pieces = this.pieces.get(row)
    if (!pieces) {
      pieces = [{ count: size, touchesStart: false, touchesEnd: this.touchesEnd }]
      this.pieces.set(row, pieces)
    }
    pieces.push(pieceOf(cells.values.length, line.raw))
    this.torn.delete(row)
    this.moreLine = line.number
    if (cells.isCut) this.close()
    return true
  }

  /**
   * Adds a row, and begins a snapshot where this zone or what stood before it begins one. Its
   * `size` counts are in the rows' room already.
   */
  add(
    zone: number,
    line: number,
    at: string | null,
    size: number,
    planes: number,
    context: Context,
  ): void {
    const { rows } = this
    if (rows.isRepeated(zone) || this.breaks !== context.breaks) {
      this.breaks = context.breaks
      rows.beginSnapshot(zone, line, context.takeDate() ?? at)
    }
    rows.add(zone, line, size, planes)
    this.isOpen = true
    this.isPadded = true
    this.touchesEnd = false
  }

  /** Whether it is of another host than the rows before it: it waits. A row of no host ends that. */
  private isHeld(line: Line, counts: readonly number[], context: Context): boolean {
    const { hosts } = this
    const host = hosts.of(line)
    if (hosts.isWaiting && (host === null || hosts.isFull || this.breaks !== context.breaks))
      this.release(context.unread)
    if (host === null || hosts.isFirst(host)) return false
    const { node, zone, rest } = line.row as NonNullable<Line['row']>
    const isTorn = isTornEnd(rest) === true
    hosts.hold({ host, node, zone, line: line.number, at: line.at, counts, isTorn })
    return true
  }

  /** Rows of no host come. */
  endHosts(unread: UnreadLines): void {
    if (this.hosts.isWaiting) this.release(unread)
  }

  /** Reads the rows that waited: each host's begin a snapshot. */
  private release(unread: UnreadLines): void {
    const { rows } = this
    let host: string | null = null
    for (const row of this.hosts.release(unread)) {
      const zone = rows.indexOf(row.node, row.zone)
      if (zone < 0) continue
      if (row.host !== host || rows.isRepeated(zone)) rows.beginSnapshot(zone, row.line, row.at)
      host = row.host
      rows.add(zone, row.line, row.counts.length, rows.pack(row.counts))
      if (row.isTorn) this.torn.add(rows.length - 1)
      // What comes next is of no host, or of another moment.
      this.breaks = -1
    }
  }

  /** `line`: the last one of the text that is not empty, or any before it. */
  endText(line: number): void {
    // Who writes a row by hand leaves out what he likes.
    this.endsText = this.isPadded && line <= Math.max(this.rows.lastLine, this.moreLine)
  }

  end(parts: Parts, unread: UnreadLines): void {
    this.endHosts(unread)
    const { pieces, cut, torn, hasGluedRows, endsText } = this
    const once = onceRows(this.rows)
    if (once) unread.tell(once.line, 'from here on rows stand there twice: they are read once')
    const rows = once?.rows ?? this.rows
    const number = (row: number) => once?.before[row] ?? row
    const marks = { pieces, cut, torn, hasGluedRows, endsText, number }
    parts.snapshots = new Snapshots(rows, wholeRows(rows, marks, unread))
  }

  private close(): void {
    this.cut.add(this.rows.length - 1)
    this.isOpen = false
  }
}

function cappedFault(counts: readonly Count[]): string | null {
  const capped = counts.find((count) => typeof count !== 'number')
  return capped === undefined ? null : `"${capped}" is a count of pagetypeinfo, without its type`
}

/** pagetypeinfo's pageblocks have the same head, and cells of 12 columns where these have 6. */
function blocksFault(rest: string): string | null {
  if (!rest.startsWith('       ')) return null
  const cells = rest.match(/\s{0,40}\d+/g) ?? []
  const isWide = cells.length > 2 && cells.every((cell) => cell.length === 13)
  return isWide ? 'pageblocks by type, without the heading that names the types' : null
}

/** Tools that print a string's beginning cut it anywhere, in a number too. */
function tornFault(counts: number): string {
  return `cut off after ${counts} counts, maybe in a number: left out`
}

/** Columns of a zone's name. */
const NAME_COLUMNS = 8
/** A blank and six columns. */
const PADDED_COUNT = 7

/** The beginning of `0.000`, or counts without blanks between; the kernel pads a count. */
function loneFault(counts: readonly Count[], rest: string): string | null {
  const isPadded = rest.startsWith('  ') && rest.trimEnd().length >= PADDED_COUNT
  return counts.length === 1 && !isPadded ? 'one number, which may be the start of another' : null
}
