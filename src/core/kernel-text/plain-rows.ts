// The fast path for /proc/buddyinfo just as the kernel prints it: a head that was read before, then
// cells of six columns and a blank. A row that is anything else (a zone not seen yet, a wider
// number, a remark, a wrapped end) is left to the general path, so this one need not know of any of
// it.
//
//   Node 0, zone   Normal   2904   1195    499
//   └──────── head ──────┘[ 6 columns, ' ']…

import type { Buddyinfo } from './buddyinfo.ts'
import { SLACK } from './clean/windows.ts'
import type { Context } from './context.ts'
import { ROW_HEAD } from './count-rows.ts'

const BLANK = 32
const BLANKS = 0x20202020
const LF = 10
const CR = 13
/**
 * Two columns of a cell as one figure: both blank, a blank and a digit, two digits; others are
 * torn.
 */
const TORN = 0x8000
const HAS_DIGIT = 0x200
const BEGINS_WITH_DIGIT = 0x100
const VALUE = 0x7f
const PAIRS = pairs()
const MOST_ORDERS = 64
const CELL = 7
/** Zones whose heads are known; the others of a larger machine are read on the general path. */
const MOST_HEADS = 64

function pairs(): Uint16Array {
  const table = new Uint16Array(1 << 16).fill(TORN)
  table[BLANK | (BLANK << 8)] = 0
  for (let d = 0; d < 10; d++) {
    table[BLANK | ((48 + d) << 8)] = d | HAS_DIGIT
    for (let e = 0; e < 10; e++)
      table[(48 + d) | ((48 + e) << 8)] = (d * 10 + e) | HAS_DIGIT | BEGINS_WITH_DIGIT
  }
  return table
}

interface Head {
  readonly length: number
  /** Its bytes, four in a number; the last four may be some of those before again. */
  readonly words: Int32Array
  readonly last: number
}

export class PlainRows {
  private readonly buddyinfo: Buddyinfo
  private readonly context: Context
  /** By zone: its head as the kernel prints it, up to the blank before the first cell. */
  private readonly heads: Head[] = []
  private last = 0

  constructor(buddyinfo: Buddyinfo, context: Context) {
    this.buddyinfo = buddyinfo
    this.context = context
  }

  /** Reads the row at `from`; where the next line begins, or −1: it is not plain. */
  read(bytes: Uint8Array, view: DataView, from: number, to: number, line: number): number {
    const zone = this.zoneAt(view, from)
    if (zone < 0) return -1
    const { rows } = this.buddyinfo
    const block = rows.room()
    let free = rows.roomAt + ROW_HEAD
    let size = 0
    let at = from + (this.heads[zone] as Head).length
    for (; size < MOST_ORDERS; at += CELL) {
      // Columns 0 to 3, and 3 to 6: the seventh is the blank.
      const left = view.getInt32(at, true)
      const right = view.getInt32(at + 3, true)
      const low = PAIRS[(right >>> 8) & 0xffff] as number
      if ((low & (TORN | HAS_DIGIT)) !== HAS_DIGIT) break
      let value = low & VALUE
      if (left !== BLANKS) {
        const high = PAIRS[left & 0xffff] as number
        const middle = PAIRS[left >>> 16] as number
        // A digit may not be followed by a blank within the cell.
        const gap = ((high >> 1) & ~middle) | ((middle >> 1) & ~low)
        if (((high | middle) & TORN) | (gap & BEGINS_WITH_DIGIT)) return -1
        value += (middle & VALUE) * 100 + (high & VALUE) * 10_000
      }
      size++
      for (; value > 127; value >>= 7) block[free++] = (value & 127) | 128
      block[free++] = value
      if (right >>> 24 !== BLANK) {
        at += 6
        break
      }
    }
    const end = bytes[at] === CR ? at + 1 : at
    if (end >= to || bytes[end] !== LF || size === 0) return -1
    this.buddyinfo.begin(zone, line, null, size, free, this.context)
    return end + 1
  }

  /** The zone whose head stands at `from`; −1: none that is known. */
  private zoneAt(view: DataView, from: number): number {
    const { heads } = this
    if (heads.length < MOST_HEADS) this.learn()
    // Rows come in the same order again and again.
    for (let i = 0, zone = this.last; i < heads.length; i++) {
      zone = zone + 1 < heads.length ? zone + 1 : 0
      const { length, words, last } = heads[zone] as Head
      if (view.getInt32(from + length - 4, true) !== last) continue
      let k = 0
      while (k < words.length && view.getInt32(from + 4 * k, true) === words[k]) k++
      if (k < words.length) continue
      this.last = zone
      return zone
    }
    return -1
  }

  private learn(): void {
    const { zones } = this.buddyinfo.rows
    for (let i = this.heads.length; i < Math.min(zones.length, MOST_HEADS); i++) {
      const { node, zone } = zones[i] as (typeof zones)[number]
      this.heads.push(headOf(`Node ${node}, zone ${zone.padStart(8)} `))
    }
  }
}

/** A head too long for the slack behind a window, which no kernel prints, is never met. */
function headOf(text: string): Head {
  const isFit = text.length + (MOST_ORDERS + 2) * CELL < SLACK
  const bytes = Uint8Array.from(isFit ? text : '\n\n\n\n', (char) => char.charCodeAt(0))
  const view = new DataView(bytes.buffer)
  const words = Int32Array.from({ length: bytes.length >> 2 }, (_, k) => view.getInt32(4 * k, true))
  return { length: bytes.length, words, last: view.getInt32(bytes.length - 4, true) }
}
