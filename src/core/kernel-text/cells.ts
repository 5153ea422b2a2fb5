// The figures of a row: free blocks by order, right-aligned decimals (mm/vmstat.c: frag_show_print,
// pagetypeinfo_showfree_print with its `>100000`), or an index with three digits after the point
// (extfrag_show_print prints −0.062 as `0.-62`: the sign stands with the remainder). What a paste
// leaves behind the figures (comment ends, quotes, table bars, `<-- here`) is cut off; a row with
// anything among them cannot be trusted.

import type { CappedCount, Count } from '../memory/memory.ts'

export interface Cells {
  readonly kind: 'count' | 'index' | 'none'
  /** Counts, or thousandths where `kind` is index. */
  readonly values: readonly Count[]
  /** The sender left the rest out (`...`). */
  readonly isCut: boolean
  /** What printed the row cut it there (`"...`), maybe within the last figure. */
  readonly isTorn: boolean
  /** Why the figures cannot be trusted; null: they can. */
  readonly fault: string | null
}

const COUNT = /^\d{1,16}$/
const CAPPED = /^>\d{1,9}$/
/** More than 2^53, which no machine has of anything. */
const TOO_LARGE = /^\d{16,}$/
const INDEX = /^-?\d{1,4}\.(?:\d{3}|-\d{2,3})$/
/** A figure with what ends a quotation, a table cell, a soft line break. */
const ENDED = /^([>\d.-]+)(["'`\\,;)}\]|<*=].*)$/
/** What may follow the figures on their line. */
const REMARK = /^(?:["'`\\,;)}\]|<*=#(↤←[{/]|--|kB$)/

/** No address has more bits. */
const MOST_ORDERS = 64
/** A line so long is no row; only its beginning is looked at. */
const LONGEST_ROW = 4096

/** Nothing but counts, which most rows are. */
const PLAIN = /^\s*(?:\d{1,15}\s+)*\d{1,15}\s*$/

export function readCells(text: string): Cells {
  if (text.length < LONGEST_ROW && PLAIN.test(text)) {
    const values = text.trim().split(/\s+/).map(Number)
    if (values.length <= MOST_ORDERS)
      return { kind: 'count', values, isCut: false, isTorn: false, fault: null }
  }
  return readMixed(text)
}

function readMixed(text: string): Cells {
  const values: Count[] = []
  let kind: Cells['kind'] = 'none'
  let fault: string | null = null
  let isCut = false
  let rest: readonly string[] = []
  const tokens = text.slice(0, LONGEST_ROW).split(/[\s|│┃]+/)
  for (const [i, token] of tokens.entries()) {
    if (token === '') continue
    const ended = ENDED.exec(token)
    const figure = ended ? (ended[1] as string) : token
    const cell = readCell(figure)
    if (cell === null || (kind !== 'none' && cell.kind !== kind)) {
      rest = tokens.slice(i)
      break
    }
    kind = cell.kind
    values.push(cell.value)
    if (ended) {
      rest = [ended[2] as string, ...tokens.slice(i + 1)]
      break
    }
  }
  const [first = ''] = rest
  const isTorn = /^["']\.\.\./.test(first)
  if (values.length > MOST_ORDERS) fault = `${values.length} counts, more than any kernel has`
  else if (isTorn || /^[.…]{2,}|^…|^·{2,}/.test(first)) isCut = true
  else if (values.length > 0) fault = faultOf(first, rest)
  else if (TOO_LARGE.test(first)) {
    kind = 'count'
    fault = tooLarge(first)
  } else if (first !== '' && /\d/.test(first[0] as string)) fault = `"${clip(first)}" is no count`
  return { kind, values, isCut, isTorn, fault }
}

function readCell(token: string): { kind: 'count' | 'index'; value: Count } | null {
  if (COUNT.test(token)) {
    const value = Number(token)
    return Number.isSafeInteger(value) ? { kind: 'count', value } : null
  }
  if (CAPPED.test(token)) return { kind: 'count', value: token as CappedCount }
  if (!INDEX.test(token)) return null
  return { kind: 'index', value: thousandths(token) }
}

/** `0.-62` is −62: the kernel prints quotient and remainder, and the remainder has the sign. */
function thousandths(token: string): number {
  const [whole = '0', part = '0'] = token.split('.')
  if (part.startsWith('-')) return Number(whole) * 1000 + Number(part)
  const size = Math.abs(Number(whole)) * 1000 + Number(part)
  return token.startsWith('-') ? 0 - size : size
}

function faultOf(first: string, rest: readonly string[]): string | null {
  if (first === '' || (REMARK.test(first) && !/^,\d/.test(first))) return null
  if (TOO_LARGE.test(first)) return tooLarge(first)
  const isDamaged = /\d/.test(first) || rest.some((token) => readCell(token) !== null)
  return isDamaged ? `"${clip(first)}" stands among the counts` : null
}

function tooLarge(count: string): string {
  return `"${clip(count)}" is more blocks than any machine has`
}

/** The beginning of what is told as it stands. */
export function clip(text: string): string {
  return text.length > 24 ? `${text.slice(0, 24)}…` : text
}

/** Columns of a cell as the kernel prints it: six, right-aligned, and a blank. */
const CELL_COLUMNS = 7

/**
 * Whether the last figure is torn: null where the columns are not the kernel's, so that it cannot
 * be told. Cells are right-aligned, so one that ends too early goes on elsewhere, or was cut.
 */
export function isTornEnd(text: string): boolean | null {
  if (!/\d$/.test(text)) return null
  const cells = text.slice(0, LONGEST_ROW).match(/\s{0,40}[>\d]+/g) ?? []
  const last = cells.pop()
  const isKept = cells.length > 1 && cells.every((cell) => cell.length === CELL_COLUMNS)
  if (last === undefined || !isKept) return null
  return last.length < CELL_COLUMNS
}
