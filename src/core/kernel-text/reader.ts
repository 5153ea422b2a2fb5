// Reads whatever kernels print about free memory out of any text around it: bytes or text in chunks
// of any size, so that a file of hundreds of megabytes needs no more memory than what is found in
// it.
//
//   chunks → windows of whole lines ┬→ plain rows and events: straight into their columns
//                                   └→ other lines: folds, mail and markup undone, what stands around
//                                      taken off (clean/), then offered to the formats (formats.ts)

import { ASSUMED_PAGE_SIZE } from '../memory/memory.ts'
import { FoldedLine, Folds } from './clean/folds.ts'
import { type Line, lineOf } from './clean/line.ts'
import { lokiLines } from './clean/loki.ts'
import { linesIn } from './clean/markup.ts'
import {
  decodeQuotedPrintable,
  endsSoftly,
  joinSoftly,
  looksQuotedPrintable,
} from './clean/quoted-printable.ts'
import { decodeUtf8, encodeUtf8 } from './clean/utf8.ts'
import { type WindowReader, Windows } from './clean/windows.ts'
import { Context } from './context.ts'
import { EventColumns } from './event-columns.ts'
import { ForeignText, NAMED_LINES } from './foreign.ts'
import type { Format, Parts } from './format.ts'
import { createFormats } from './formats.ts'
import { foundIn } from './found.ts'
import { PageSizeTold } from './page-size.ts'
import { PlainEvents } from './plain-events.ts'
import { PlainRows } from './plain-rows.ts'
import type { Reading } from './reading.ts'
import { isNamedOddly } from './row.ts'
import { UnreadLines } from './unread.ts'

const LF = 10
const CR = 13
const LETTER_N = 0x4e
/** Characters of a line that formats look at; JSON may be longer. */
const LONGEST_TEXT = 1 << 14
/** Characters that a line put together from soft breaks may have. */
const LONGEST_JOINED = 1 << 20
/** Longer lines are no dates, nor empty but for what stands around them. */
const LONGEST_DATE = 70
const SIGNAL =
  /Node|zone|kB|tive_(?:anon|file):|tive:\d|evictable:|pages (?:of )?R|(?:Free|Total) swap|Killed process|panic_on_oom|deadlocked|mm_page|mm_\w*$|migrate|info|_index|alloc|oom|omm:|emory|Mem-|reserve|slab|pid|order|mode:|limit of|SysRq|dump_|page.?size|^\s*[[{]|\b(?:min|low|high|managed|present|spanned|free|boost|cma|protection)\b|DMA|Normal|HighMem|Movable/i
const KERNEL_WORD = /Node\s+\d+, zone|lowmem_reserve|\d\*\d+kB|page allocation failure|invoked oom/

export class Reader implements WindowReader {
  private readonly unread = new UnreadLines()
  private readonly context = new Context(this.unread)
  private readonly pageSize = new PageSizeTold()
  private readonly formats = createFormats(this.pageSize)
  private readonly foreign = new ForeignText()
  private readonly rows = new PlainRows(this.formats.buddyinfo, this.context)
  private readonly events: PlainEvents
  private readonly windows = new Windows(this)
  private lineNumber = 0
  /** The last line that is not empty, of those that are not plain. */
  private lastText = 0
  private isStarted = false
  /** The format that took the last line. */
  private open: Format | null = null
  /** A line that goes on in the next, by a soft break. */
  private soft: { text: string; number: number } | null = null
  private readonly folds = new Folds()
  /** A line that may go on in the next, by its length. */
  private folded: FoldedLine | null = null
  private isQuotedPrintable: boolean | null = null

  constructor() {
    const { extfragEvents, pageEvents } = this.formats
    this.events = new PlainEvents(extfragEvents, pageEvents, this.context)
  }

  push(chunk: string | Uint8Array): void {
    const bytes = typeof chunk === 'string' ? encodeUtf8(chunk) : chunk
    if (bytes.length === 0) return
    if (!this.isStarted) this.foreign.seeStart(String.fromCharCode(...bytes.subarray(0, 8)))
    this.isStarted = true
    this.windows.push(bytes)
  }

  end(): Reading {
    this.windows.end()
    if (this.soft) this.text(this.soft.text, this.soft.number)
    this.endFolded()
    this.formats.buddyinfo.endText(this.lastText)
    const parts = emptyParts()
    for (const format of this.formats.all) format.end(parts, this.unread)
    parts.pageSize = this.pageSize.end()
    parts.found = foundIn(parts)
    parts.foreign = this.foreign.end()
    if (parts.found.length === 0)
      for (const { line, what } of parts.foreign) this.unread.tell(line, `this looks like ${what}`)
    parts.unread = this.unread.end()
    return parts
  }

  window(bytes: Uint8Array, from: number, to: number, isTorn: boolean): void {
    this.isQuotedPrintable = null
    this.folds.see(bytes, from, to)
    for (let at = from; at < to; ) {
      at = this.plain(bytes, at, to, to)
      if (at >= to) break
      const feed = bytes.indexOf(LF, at)
      const end = feed < 0 || feed > to ? to : feed
      this.isQuotedPrintable ??= looksQuotedPrintable(bytes, from, to)
      this.physical(bytes, at, end, isTorn && end === to)
      at = end + 1
    }
    if (isTorn)
      this.unread.tell(this.lineNumber, 'a line of more than 32 MiB: it was not read to its end')
  }

  plain(bytes: Uint8Array, from: number, to: number, end: number): number {
    if (this.soft !== null || this.folded !== null || this.context.indexHeading !== null)
      return from
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    let at = from
    while (at < to) {
      const before = at
      if (bytes[at] === LETTER_N) {
        at = this.rows.read(bytes, view, at, to, end, this.lineNumber + 1)
        this.lineNumber += this.rows.taken
        if (at > before) this.open = this.formats.buddyinfo
      } else {
        const next = this.events.read(bytes, view, at, end)
        if (next < 0) break
        this.lineNumber++
        this.open = null
        at = next
      }
      if (at === before) break
    }
    return at
  }

  private physical(bytes: Uint8Array, from: number, to: number, isTorn: boolean): void {
    const number = ++this.lineNumber
    let start = from
    let end = to
    while (end > start && bytes[end - 1] === CR) end--
    while (start < end && bytes[start] === CR) start++
    let text = decodeUtf8(bytes, start, end)
    const isFull = end > start && end - start === this.folds.width && !isTorn
    if (this.unfold(text, number, isFull)) return
    const { soft } = this
    if (soft) text = joinSoftly(soft.text, text)
    const isSoft = endsSoftly(text, this.isQuotedPrintable === true)
    this.soft =
      isSoft && text.length < LONGEST_JOINED ? { text, number: soft?.number ?? number } : null
    if (!this.soft) this.text(text, soft?.number ?? number, isTorn)
  }

  /** Whether the line is one of several that are one; `isFull`: it goes on in the next. */
  private unfold(text: string, number: number, isFull: boolean): boolean {
    if (this.folded?.take(text)) {
      if (!isFull) this.endFolded()
      return true
    }
    this.endFolded()
    // Mailers that write quoted-printable break at one column too.
    const isSoft = this.soft !== null || (this.isQuotedPrintable && text.endsWith('='))
    if (isFull && !isSoft) this.folded = new FoldedLine(text, number)
    return this.folded !== null
  }

  private endFolded(): void {
    const { folded } = this
    this.folded = null
    if (folded) this.text(folded.text, folded.number)
  }

  private text(text: string, number: number, isTorn = false): void {
    const lines =
      lokiLines(text) ?? linesIn(this.isQuotedPrintable ? decodeQuotedPrintable(text) : text)
    const whole = isTorn ? lines.slice(0, -1) : lines
    for (const line of whole) this.line(line, number)
  }

  private line(raw: string, number: number): void {
    if (raw.trim() !== '') this.lastText = number
    if (!this.isDull(raw, number)) this.look(raw, number)
    this.context.previous = raw
  }

  /** Most lines of a large log are told in one look to be nothing of interest. */
  private isDull(raw: string, number: number): boolean {
    const isLikely = number > NAMED_LINES && this.open === null && raw.length > LONGEST_DATE
    return isLikely && !this.formats.json.isInside && !SIGNAL.test(raw)
  }

  private look(raw: string, number: number): void {
    if (raw.length <= LONGEST_TEXT) this.offer(lineOf(raw, number))
    else if (this.formats.json.takeRaw(raw, number, this.context)) this.open = this.formats.json
    else if (KERNEL_WORD.test(raw)) this.unread.tell(number, `a line of ${raw.length} characters`)
  }

  private offer(line: Line): void {
    const { context, formats } = this
    if (context.see(line)) {
      this.open = null
      return
    }
    if (line.text === '') {
      context.seeBlank()
      for (const format of formats.all) format.blank?.()
      this.open = null
      return
    }
    this.pageSize.see(line)
    if (!line.row && this.open?.more?.(line, context)) return
    this.open = formats.all.find((format) => format.take(line, context)) ?? null
    if (this.open) return
    if (line.row && !line.raw.startsWith('@@') && /^\s*[\d.…·<>-]/.test(line.row.rest))
      this.unread.tell(line.number, line.row.fault ?? 'a row without counts')
    // A head that ends within a word is of half a name.
    if ((!line.row || /^[^\s|:,]/.test(line.row.rest)) && isNamedOddly(line.raw))
      this.unread.tell(line.number, 'a row of a zone with no name that a kernel gives')
    this.foreign.see(line)
  }
}

/** The whole text at once. */
export function readKernelText(text: string | Uint8Array): Reading {
  const reader = new Reader()
  reader.push(text)
  return reader.end()
}

function emptyParts(): Parts {
  return {
    found: [],
    pageSize: ASSUMED_PAGE_SIZE,
    snapshots: [],
    pagetypeinfo: [],
    zoneinfo: [],
    extfragIndex: [],
    unusableIndex: [],
    reports: [],
    extfragEvents: { total: 0, fragmenting: 0, events: new EventColumns() },
    pageEvents: { total: 0, allocs: 0, frees: 0, failed: 0 },
    prometheus: [],
    unread: [],
    foreign: [],
  }
}
