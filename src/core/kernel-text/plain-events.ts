// The fast path for trace_pipe's lines of the page allocator's events, just as the kernel prints
// them (kernel/trace/trace_output.c: trace_print_context; include/trace/events/kmem.h). Anything
// else is left to the general path.
//
//         wlpipes-84      [000] d..3.    15.028238: mm_page_alloc_extfrag: page=… pfn=0x4400 alloc_order=0 …
//   └ 16 columns   ┘└ '-' pid            └ seconds  └ name

import type { Context } from './context.ts'
import type { ExtfragEventsReader } from './extfrag-events.ts'
import type { PageEventKind, PageEventsReader } from './page-events.ts'

const BLANK = 32
const LF = 10
const DASH = 45
const COLON = 58
const EQUALS = 61
const OPEN = 0x5b
const CLOSE = 0x5d
/**
 * Columns of the task's name, and where `[cpu]` stands: pids have 7 columns, 5 in older kernels.
 */
const COMM_COLUMNS = 16
const CPU_COLUMN = 25
const OLD_CPU_COLUMN = 23
const POINTER_DIGITS = 16
/** With what stands before it such a line is shorter than the slack behind a window. */
const LONGEST_EVENT = 384

/** Four characters as the number that their bytes are. */
const word = (text: string) =>
  [...text].reduce((sum, char, i) => sum | (char.charCodeAt(0) << (8 * i)), 0)
const MM_P = word('mm_p')
const AGE_ = word('age_')
const ALLO = word('allo')
const C_EX = word('c_ex')
const TFRA = word('tfra')
const PREFIX = 'mm_page_'.length
const EXTFRAG = 'mm_page_alloc_extfrag'.length
/** By the length of the whole name: what follows the prefix, and what it is. */
const NAMES = names()

/** What the keys of a fallback event end in. */
const DER = word('der=')
const YPE = word('ype=')
const ING = word('ing=')
const HIP = word('hip=')

/** A field's number in the low bits, its digits above. */
const VALUE_BITS = 6
const VALUE = 63
const ONE_DIGIT = 1 << VALUE_BITS
const TWO_DIGITS = 2 << VALUE_BITS

interface Name {
  readonly rest: Uint8Array
  readonly kind: PageEventKind
}

function names(): readonly (Name | null)[] {
  const table: (Name | null)[] = new Array(32).fill(null)
  const add = (name: string, kind: Name['kind']) => {
    const rest = Uint8Array.from(name.slice(PREFIX), (char) => char.charCodeAt(0))
    table[name.length] = { rest, kind }
  }
  add('mm_page_alloc', 'alloc')
  add('mm_page_free', 'free')
  add('mm_page_free_batched', 'other')
  add('mm_page_alloc_zone_locked', 'other')
  add('mm_page_pcpu_drain', 'other')
  return table
}

export class PlainEvents {
  private readonly extfrag: ExtfragEventsReader
  private readonly pages: PageEventsReader
  private readonly context: Context
  /** Where the part that was read last ends. */
  private at = 0

  constructor(extfrag: ExtfragEventsReader, pages: PageEventsReader, context: Context) {
    this.extfrag = extfrag
    this.pages = pages
    this.context = context
  }

  /** Reads the line at `from`; where the next one begins, or −1: it is not plain. */
  read(bytes: Uint8Array, view: DataView, from: number, to: number): number {
    if (bytes[from + COMM_COLUMNS] !== DASH) return -1
    const micros = this.stamp(bytes, from)
    if (micros < 0) return -1
    const begin = this.at
    if (view.getInt32(begin, true) !== MM_P || view.getInt32(begin + 4, true) !== AGE_) return -1
    if (
      view.getInt32(begin + 8, true) === ALLO &&
      view.getInt32(begin + 12, true) === C_EX &&
      view.getInt32(begin + 16, true) === TFRA
    )
      return this.fallback(bytes, view, begin + EXTFRAG, micros, to)
    return this.other(bytes, begin, to)
  }

  /** An event that is only counted. */
  private other(bytes: Uint8Array, begin: number, to: number): number {
    let colon = begin + PREFIX
    while ((bytes[colon] as number) > COLON) colon++
    const name = colon - begin < NAMES.length ? NAMES[colon - begin] : null
    if (!name || bytes[colon] !== COLON || !isAt(bytes, begin + PREFIX, name.rest)) return -1
    const pfn = this.pfn(bytes, colon + 2)
    if (pfn < 0) return -1
    const end = bytes.indexOf(LF, this.at)
    if (end < 0 || end >= to || end - begin > LONGEST_EVENT) return -1
    this.pages.count(name.kind, name.kind === 'alloc' && pfn === 0)
    return end + 1
  }

  /** `wlpipes-84      [000] d..3.    15.028238: `: microseconds, or −1. */
  private stamp(bytes: Uint8Array, from: number): number {
    let at = from + (bytes[from + CPU_COLUMN] === OPEN ? CPU_COLUMN : OLD_CPU_COLUMN)
    if (bytes[at] !== OPEN || bytes[at + 4] !== CLOSE || bytes[at + 5] !== BLANK) return -1
    const flags = at + 6
    at = flags + 4
    while ((bytes[at] as number) > BLANK && at < flags + 9) at++
    while (bytes[at] === BLANK && at < flags + 40) at++
    const first = at
    let time = 0
    for (;;) {
      const digit = (bytes[at] as number) - 48
      if (digit < 0 || digit > 9) break
      time = time * 10 + digit
      at++
    }
    if (at === first || at - first > 9 || bytes[at] !== 0x2e) return -1
    for (let i = 1; i < 7; i++) {
      const digit = (bytes[at + i] as number) - 48
      if (digit < 0 || digit > 9) return -1
      time = time * 10 + digit
    }
    if (bytes[at + 7] !== COLON || bytes[at + 8] !== BLANK) return -1
    this.at = at + 9
    return time
  }

  /** `page=… pfn=0x4400`: the number, or −1. */
  private pfn(bytes: Uint8Array, from: number): number {
    if (bytes[from] !== 0x70 || bytes[from + 4] !== EQUALS) return -1
    let at = from + 5 + POINTER_DIGITS
    if (bytes[at] !== BLANK) {
      at = from + 5
      while ((bytes[at] as number) > BLANK && at < from + 64) at++
    }
    if (bytes[at] !== BLANK || bytes[at + 1] !== 0x70 || bytes[at + 4] !== EQUALS) return -1
    at += 5
    const isHexadecimal = bytes[at] === 0x30 && bytes[at + 1] === 0x78
    const base = isHexadecimal ? 16 : 10
    if (isHexadecimal) at += 2
    const first = at
    let pfn = 0
    for (;;) {
      const byte = bytes[at] as number
      const digit = byte > 57 ? byte - 87 : byte - 48
      if (digit < 0 || digit >= base || (byte > 57 && byte < 97)) break
      pfn = pfn * base + digit
      at++
    }
    this.at = at
    return at > first && at - first < 13 ? pfn : -1
  }

  private fallback(
    bytes: Uint8Array,
    view: DataView,
    colon: number,
    micros: number,
    to: number,
  ): number {
    const pfn = bytes[colon] === COLON ? this.pfn(bytes, colon + 2) : -1
    if (pfn < 0) return -1
    let at = this.at + 13
    const alloc = field(bytes, view, at, DER)
    at += 16 + (alloc >> VALUE_BITS)
    const from = field(bytes, view, at, DER)
    at += 17 + (from >> VALUE_BITS)
    const block = field(bytes, view, at, DER)
    at += 19 + (block >> VALUE_BITS)
    const type = field(bytes, view, at, YPE)
    at += 22 + (type >> VALUE_BITS)
    const fromType = field(bytes, view, at, YPE)
    at += 13 + (fromType >> VALUE_BITS)
    const fragmenting = field(bytes, view, at, ING)
    at += 18 + (fragmenting >> VALUE_BITS)
    const change = field(bytes, view, at, HIP)
    at += change >> VALUE_BITS
    const isWhole = (alloc | from | block | type | fromType | fragmenting | change) >= 0
    if (!isWhole || (change & VALUE) > 1 || at >= to || bytes[at] !== LF) return -1
    this.extfrag.finish(this.context.unread)
    this.extfrag.events.add(
      micros / 1e6,
      pfn,
      alloc & VALUE,
      from & VALUE,
      block & VALUE,
      type & VALUE,
      fromType & VALUE,
      change & VALUE,
    )
    return at + 1
  }
}

/**
 * The number of one digit or two at `at`, behind a key that ends so, and how many digits; or −1.
 */
function field(bytes: Uint8Array, view: DataView, at: number, ending: number): number {
  const tens = (bytes[at] as number) - 48
  if (view.getInt32(at - 4, true) !== ending || tens < 0 || tens > 9) return -1
  const units = (bytes[at + 1] as number) - 48
  if (!(units >= 0 && units <= 9)) return tens | ONE_DIGIT
  return tens < 6 ? (tens * 10 + units) | TWO_DIGITS : -1
}

function isAt(bytes: Uint8Array, at: number, text: Uint8Array): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text[i]) return false
  return true
}
