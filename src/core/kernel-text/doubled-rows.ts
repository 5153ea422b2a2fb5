// Rows of a text that has each line twice in a row, as a console does that two ways lead to: read
// once. A row that says what the row before it says may as well be the next moment of a zone in
// which nothing happened, so lines count as doubled only where several rows in a row are, each of
// another zone than the one before, and each exactly twice.

import { CountRows } from './count-rows.ts'

export interface OnceRows {
  readonly rows: CountRows
  /** By the number of a row: the number it had before. */
  readonly before: Uint32Array
  /** Where the first doubled row stands. */
  readonly line: number
}

interface Row {
  readonly number: number
  readonly line: number
  readonly key: string
  readonly zone: string
}

/** The rows without those that are doubled; null: none are. */
export function onceRows(rows: CountRows): OnceRows | null {
  // Most texts never have a zone twice in a row, or have but one.
  if (rows.pairs === 0) return null
  const doubled = new Doubled(rows.length)
  for (const row of allRows(rows)) doubled.see(row)
  doubled.close()
  return doubled.count > 0 ? without(rows, doubled) : null
}

class Doubled {
  /** By row: 1 where it repeats the one before. */
  readonly skipped: Uint8Array
  /** Rows that do, and where the first of them has its line. */
  count = 0
  line = 0
  private open: Row | null = null
  /** The stretch under way: its first row, how many pairs follow one another, the last one's zone. */
  private first: Row | null = null
  private pairs = 0
  private zone = ''
  /** A zone stood there twice over: it is no stretch of doubled lines. */
  private isSpoilt = false

  constructor(rows: number) {
    this.skipped = new Uint8Array(rows)
  }

  see(row: Row): void {
    const { open } = this
    if (open === null) this.open = row
    else if (row.key === open.key && row.line <= open.line + 1) this.pair(open)
    else {
      this.close()
      this.open = row
    }
  }

  close(): void {
    const { first, pairs } = this
    if (first && pairs > 1 && !this.isSpoilt) {
      if (this.count === 0) this.line = first.line
      for (let pair = 0; pair < pairs; pair++) this.skipped[first.number + 2 * pair + 1] = 1
      this.count += pairs
    }
    this.pairs = 0
    this.first = null
    this.isSpoilt = false
    this.open = null
  }

  /** `row` and the one behind it say the same. */
  private pair(row: Row): void {
    this.isSpoilt ||= this.first !== null && row.zone === this.zone
    this.first ??= row
    this.zone = row.zone
    this.pairs++
    this.open = null
  }
}

function* allRows(rows: CountRows): Generator<Row> {
  for (let snapshot = 0; snapshot < rows.snapshots; snapshot++) {
    let number = rows.firstRow(snapshot)
    for (const { node, zone, line, counts } of rows.rowsOf(snapshot)) {
      const name = `${node} ${zone}`
      yield { number: number++, line, key: `${name} ${counts.join(' ')}`, zone: name }
    }
  }
}

function without(rows: CountRows, { skipped, count, line }: Doubled): OnceRows {
  const once = new CountRows()
  const before = new Uint32Array(rows.length - count)
  for (let snapshot = 0; snapshot < rows.snapshots; snapshot++) {
    let number = rows.firstRow(snapshot)
    // Each pair begins a snapshot with its second row; the time is that row's.
    const next = rows.timeOf(snapshot + 1)
    for (const [i, row] of rows.rowsOf(snapshot).entries()) {
      if (skipped[number] === 0) {
        const zone = once.indexOf(row.node, row.zone)
        const planes = once.pack(row.counts)
        if (i === 0) once.beginSnapshot(zone, row.line, rows.timeOf(snapshot))
        else if (once.isRepeated(zone)) once.beginSnapshot(zone, row.line, next)
        before[once.length] = number
        once.add(zone, row.line, row.counts.length, planes)
      }
      number++
    }
  }
  return { rows: once, before, line }
}
