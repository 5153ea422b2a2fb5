// Which rows of a paste are whole. All rows of a snapshot have a count for each order, so the rows
// of a text tell one another: most of them decide, the longer on a tie. A shorter row is read as it
// stands, a margin or a line number behind a row is cut off, a number torn at a line's end is put
// together, and what cannot be trusted is left out. All of it is told.

import type { CountRow, CountRows } from './count-rows.ts'
import { behind, fitted, type Piece, type Verdict } from './pieces.ts'
import type { UnreadLines } from './unread.ts'

/** What rows show beside their counts, by the number they had as they came. */
export interface RowMarks {
  /** Rows that go on in the lines below. */
  readonly pieces: ReadonlyMap<number, readonly Piece[]>
  /** Rows that end in `...`. */
  readonly cut: ReadonlySet<number>
  /** Rows whose last number is torn, as its column shows. */
  readonly torn: ReadonlySet<number>
  /** A row could not be read because its zone's name and a count were glued. */
  readonly hasGluedRows: boolean
  /** Nothing comes below the last row, which is as the kernel printed it. */
  readonly endsText: boolean
  /** The number that these marks have for a row. */
  number(row: number): number
}

/** Rows that are not as they stand: their counts; null: left out. */
export type Corrections = ReadonlyMap<number, readonly number[] | null>

/** So many digits in a short row are several counts without blanks between. */
const GLUED_COUNT = 1e10

export function wholeRows(rows: CountRows, marks: RowMarks, unread: UnreadLines): Corrections {
  const sizes = rows.rowsBySize()
  const corrections = new Map<number, readonly number[] | null>()
  const isPlain =
    sizes.at(-1) === rows.length && marks.pieces.size + marks.cut.size + marks.torn.size === 0
  if (isPlain && !marks.hasGluedRows) return corrections
  const width = widthOf(sizes, marks)
  const judge = new Judge(marks, sizes, width, hasGlued(rows, marks, width))
  for (let snapshot = 0; snapshot < rows.snapshots; snapshot++) {
    const first = rows.firstRow(snapshot)
    const all = rows.rowsOf(snapshot)
    // Two rows and more that agree, and are longer than most, are another machine's.
    const size = all[0]?.counts.length ?? 0
    const isLonger = size > judge.width && all.length > 1
    if (isLonger && all.every(({ counts }) => counts.length === size)) continue
    const isLast = snapshot === rows.snapshots - 1
    for (const [i, row] of all.entries()) {
      const isEnd = isLast && i === all.length - 1 && marks.endsText
      const { why, counts } =
        isEnd && isShort(row.counts, all, width)
          ? cutByEnd(row.counts)
          : judge.row(marks.number(first + i), row.counts)
      if (why !== null) unread.tell(row.line, why)
      if (counts !== undefined) corrections.set(first + i, counts)
    }
  }
  return corrections
}

/** Most rows decide, the longer on a tie. */
function widthOf(sizes: readonly number[], { pieces }: RowMarks): number {
  const weights = [...sizes]
  // Rows in one piece say more: what stands below another may not belong to it.
  for (const lines of pieces.values()) {
    const size = lines.reduce((sum, { count }) => sum + count, 0)
    weights[size] = (weights[size] as number) - 0.5
  }
  return weights.lastIndexOf(Math.max(0, ...weights))
}

/**
 * Whether blanks were lost: a zone's name has a count in it, or a short row a number that must be
 * several.
 */
function hasGlued(rows: CountRows, { hasGluedRows }: RowMarks, width: number): boolean {
  if (hasGluedRows) return true
  const isGluedRow = ({ counts }: CountRow) => counts.length < width && counts.some(isGlued)
  for (let snapshot = 0; snapshot < rows.snapshots; snapshot++)
    if (rows.rowsOf(snapshot).some(isGluedRow)) return true
  return false
}

function isGlued(count: number): boolean {
  return count >= GLUED_COUNT
}

/** Whether a row has fewer counts than most have, and than others of its snapshot where there are any. */
function isShort(counts: readonly number[], all: readonly CountRow[], width: number): boolean {
  const isShorter = all.length === 1 || all.some((row) => row.counts.length > counts.length)
  return isShorter && counts.length < width
}

/** What the text's end cuts off cannot be told from zeros that were never there. */
function cutByEnd(counts: readonly number[]): Verdict<number> {
  const why = `cut off by the end of the text after ${counts.length} counts: left out`
  return { counts: null, why }
}

const WHOLE: Verdict<number> = { why: null }

class Judge {
  readonly width: number
  private readonly marks: RowMarks
  private readonly sizes: readonly number[]
  private readonly hasGlued: boolean
  /** Of three rows and more no two have equally many counts. */
  private readonly isDisagreed: boolean

  constructor(marks: RowMarks, sizes: readonly number[], width: number, hasGlued: boolean) {
    this.marks = marks
    this.sizes = sizes
    this.width = width
    this.hasGlued = hasGlued
    this.isDisagreed = sizes[width] === 1 && sizes.filter((rows) => rows > 0).length > 2
  }

  row(row: number, counts: readonly number[]): Verdict<number> {
    const size = counts.length
    const pieces = this.marks.pieces.get(row) ?? []
    if (this.isDisagreed)
      return { counts: null, why: `${size} counts, and no two rows have equally many` }
    if (this.hasGlued && (this.sizes[size] === 1 || counts.some(isGlued)))
      return {
        counts: null,
        why: 'the text lost blanks between counts: this row cannot be trusted',
      }
    if (size > this.width) return fitted(counts, pieces, this.width)
    if (this.isLoneNumber(pieces, size))
      return { counts: counts.slice(0, -1), why: behind(counts.slice(-1)) }
    if (this.marks.torn.has(row) && (size < this.width || this.sizes[size] === 1))
      return { counts: counts.slice(0, -1), why: `cut off after ${size - 1} counts, in a number` }
    if (this.marks.cut.has(row)) return { why: `cut off after ${size} counts` }
    if (size === this.width) return WHOLE
    return { why: `${size} counts where the other rows have ${this.width}` }
  }

  /** A number alone on the line below belongs to the row only where other rows are as long. */
  private isLoneNumber(pieces: readonly Piece[], size: number): boolean {
    return pieces.length === 2 && pieces[1]?.count === 1 && this.sizes[size] === 1
  }
}
