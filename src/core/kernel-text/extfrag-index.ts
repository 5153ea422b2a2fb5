// /sys/kernel/debug/extfrag/extfrag_index and unusable_index (mm/vmstat.c: extfrag_show_print,
// unusable_show_print): a row a zone, `Node 0, zone   Normal -1.000 … 0.996`. The two files look
// alike; a value below 0 is only in extfrag_index, else the command that printed them tells, else
// the values: an unusable index never falls from one order to the next and begins at 0.000, or is
// 1.000 throughout.

import { readCells } from './cells.ts'
import type { Line } from './clean/line.ts'
import type { Context, KernelFile } from './context.ts'
import type { Format, Parts } from './format.ts'
import type { IndexRow } from './reading.ts'
import type { UnreadLines } from './unread.ts'

interface Row extends IndexRow {
  readonly line: number
  readonly values: number[]
}

interface Table {
  readonly line: number
  readonly rows: Row[]
  readonly keys: Set<string>
  readonly breaks: number
  /** Files that the command above named, and how many tables stand under it already. */
  readonly files: readonly KernelFile[]
  readonly ordinal: number
  /** What a heading or the row itself calls it. */
  readonly said: KernelFile | null
}

const WIDEST_ROW = 128

export class ExtfragIndex implements Format {
  private readonly tables: Table[] = []
  private isOpen = false

  take(line: Line, context: Context): boolean {
    const { row } = line
    if (row === null || row.type !== null) return false
    const cells = readCells(row.rest)
    const isHeaded = context.indexHeading !== null && cells.kind === 'count'
    this.isOpen = false
    if (cells.kind !== 'index' && !isHeaded) return false
    const fault = row.fault ?? cells.fault
    if (fault !== null) {
      context.unread.tell(line.number, fault.replace('counts', 'values'))
      return true
    }
    const key = `${row.node} ${row.zone}`
    let table = this.tables.at(-1)
    // `grep . *` names the file on each line.
    const own = /\b(extfrag_index|unusable_index):/.exec(line.raw)?.[1] as KernelFile | undefined
    const said = own ?? context.indexHeading
    if (!table || table.keys.has(key) || table.breaks !== context.breaks || table.said !== said)
      table = this.begin(line, said, context)
    table.keys.add(key)
    const values = cells.values.filter((value) => typeof value === 'number')
    table.rows.push({ line: line.number, node: row.node, zone: row.zone, values })
    this.isOpen = true
    return true
  }

  more(line: Line): boolean {
    const values = this.tables.at(-1)?.rows.at(-1)?.values
    if (!this.isOpen || !values || values.length > WIDEST_ROW) return false
    const cells = readCells(line.text)
    if (cells.kind !== 'index' || cells.fault !== null) return false
    values.push(...cells.values.filter((value) => typeof value === 'number'))
    return true
  }

  end(parts: Parts, unread: UnreadLines): void {
    const tables = this.tables.map((table) => ({ table, file: fileOf(table) }))
    for (const { table } of tables) tellShortRows(table, unread)
    const of = (wanted: KernelFile) =>
      tables
        .filter(({ file }) => file === wanted)
        .map(({ table }) => ({
          line: table.line,
          zones: table.rows.map(({ node, zone, values }) => ({ node, zone, values })),
        }))
    parts.extfragIndex = of('extfrag_index')
    parts.unusableIndex = of('unusable_index')
  }

  private begin(line: Line, said: KernelFile | null, context: Context): Table {
    const before = this.tables.at(-1)
    const isUnderSame = before !== undefined && before.breaks === context.breaks
    const table = {
      line: line.number,
      rows: [],
      keys: new Set<string>(),
      breaks: context.breaks,
      files: context.files.filter((file) => file.endsWith('_index')),
      ordinal: isUnderSame ? before.ordinal + 1 : 0,
      said,
    }
    this.tables.push(table)
    return table
  }
}

function fileOf({ rows, files, ordinal, said }: Table): KernelFile {
  if (rows.some(({ values }) => values.some((value) => value < 0))) return 'extfrag_index'
  const named = said ?? files[ordinal] ?? files[0]
  if (named) return named
  const isUnusable = rows.every(
    ({ values }) =>
      (values[0] === 0 || values.every((value) => value === 1000)) &&
      values.every((value, i) => i === 0 || value >= (values[i - 1] as number)),
  )
  return isUnusable ? 'unusable_index' : 'extfrag_index'
}

function tellShortRows({ rows }: Table, unread: UnreadLines): void {
  const width = rows.reduce((most, { values }) => Math.max(most, values.length), 0)
  for (const { line, values } of rows)
    if (values.length < width)
      unread.tell(line, `${values.length} values where the other rows have ${width}`)
}
