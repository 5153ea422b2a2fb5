// The fast path for /proc/buddyinfo just as the kernel prints it: a head that was read before, then
// cells of six columns and a blank. A row that is anything else (a zone not seen yet, a wider
// number, a remark, a wrapped end) is left to the general path, so this one need not know of any of
// it.
//
//   Node 0, zone   Normal   2904   1195    499
//   └──────── head ──────┘[ 6 columns, ' ']…

import type { Buddyinfo } from './buddyinfo.ts'
import type { Context } from './context.ts'
import { ONE_PLANE, ROW_HEAD } from './count-rows.ts'

const BLANKS = 0x20202020
const LF = 10
const CR = 13
const MOST_ORDERS = 64
/** One count or two may be parts of others: the general path looks at how they stand. */
const FEWEST_ORDERS = 3
const CELL = 7
/** Zones whose heads are known; the others of a larger machine are read on the general path. */
const MOST_HEADS = 64
/** Heads of zones with a name as long as any kernel's, on nodes below 1000. */
const SHORTEST_HEAD = 22
const LONGEST_HEAD = 24

/**
 * What two columns say, by the two bytes: what they add to the count, and in the bits above what goes
 * against the row. Three tables, for columns 0 and 1, 2 and 3, 4 and 5: the sum of a cell's three has
 * one of the WRONG bits set exactly where it is no right-aligned number.
 */
const HIGH = new Int32Array(1 << 16)
const MIDDLE = new Int32Array(1 << 16)
const LOW = new Int32Array(1 << 16)
/** One for a digit left of the border between two pairs, one for a blank right of it: two are wrong. */
const LEFT_BORDER = 1 << 20
const RIGHT_BORDER = 1 << 23
const NO_NUMBER = 2 * (LEFT_BORDER + RIGHT_BORDER)
const WRONG = 3 * NO_NUMBER
/** The byte of a cell's last column. */
const SEVENTH = 0xff << 24
/** The count itself. */
const COUNT = LEFT_BORDER - 1
fillTables()

function fillTables(): void {
  for (const table of [HIGH, MIDDLE, LOW]) table.fill(NO_NUMBER)
  const set = (text: string, value: number) => {
    const at = text.charCodeAt(0) | (text.charCodeAt(1) << 8)
    const begins = text[1] !== ' '
    const isFull = text[0] !== ' '
    HIGH[at] = value * 10_000 + (begins ? LEFT_BORDER : 0)
    MIDDLE[at] = value * 100 + (isFull ? 0 : LEFT_BORDER) + (begins ? RIGHT_BORDER : 0)
    LOW[at] = begins ? value + (isFull ? 0 : RIGHT_BORDER) : NO_NUMBER
  }
  set('  ', 0)
  for (let value = 0; value < 10; value++) set(` ${value}`, value)
  for (let value = 0; value < 100; value++) set(String(value).padStart(2, '0'), value)
}

interface Head {
  readonly length: number
  /**
   * Its bytes, eight in a number, the last eight of it in the third. All are ASCII, so that they are
   * none of the numbers that equal others than themselves, or nothing.
   */
  readonly first: number
  readonly second: number
  readonly last: number
  /** How many counts its row before had. */
  size: number
}

export class PlainRows {
  private readonly buddyinfo: Buddyinfo
  private readonly context: Context
  /** By zone: its head as the kernel prints it, up to the blank before the first cell. */
  private readonly heads: Head[] = []
  private last = 0
  /** Rows that `read` took. */
  taken = 0
  /** Of the row that was read last: how many counts it has, and the bits of all. */
  private size = 0
  private all = 0

  constructor(buddyinfo: Buddyinfo, context: Context) {
    this.buddyinfo = buddyinfo
    this.context = context
  }

  /**
   * Reads rows from `from` on that begin before `to` and end before `end`, the first on line `line`;
   * where the first line begins that is none.
   */
  read(
    bytes: Uint8Array,
    view: DataView,
    from: number,
    to: number,
    end: number,
    line: number,
  ): number {
    const { buddyinfo, context, heads } = this
    const { rows } = buddyinfo
    // Of a module's variable it is not known that it stays.
    const high = HIGH
    const middle = MIDDLE
    const low = LOW
    let next = from
    this.taken = 0
    this.learn()
    while (next < to) {
      const zone = this.zoneAt(view, next)
      if (zone < 0) break
      if (this.taken === 0) buddyinfo.endHosts(context.unread)
      const head = heads[zone] as Head
      const first = rows.room() + ROW_HEAD
      const { block } = rows
      const cells = next + head.length
      // As many cells as the zone's row before had, looked at in the end all together.
      let { size } = head
      let all = 0
      let at = cells
      for (let i = 0; i < size; i++, at += CELL) {
        // Columns 0 to 3, and 3 to 6: the seventh is the blank.
        const left = view.getInt32(at, true)
        const right = view.getInt32(at + 3, true)
        let cell = low[(right >>> 8) & 0xffff] as number
        if (left !== BLANKS)
          cell += (high[left & 0xffff] as number) + (middle[left >>> 16] as number)
        block[first + i] = cell
        all |= cell | ((right ^ BLANKS) & SEVENTH)
      }
      if (size === 0 || all & (WRONG | SEVENTH) || bytes[at] !== LF) {
        at = this.odd(bytes, view, cells, block, first)
        size = this.size
        all = this.all
        head.size = size
      }
      if (at >= end || bytes[at] !== LF || size < FEWEST_ORDERS) break
      const isLarge = (all & COUNT) > ONE_PLANE
      if (isLarge) addPlane(bytes, cells, size, block, first + size)
      buddyinfo.add(zone, line + this.taken++, null, size, isLarge ? 2 : 1, context)
      next = at + 1
    }
    return next
  }

  /**
   * A row of any length, its last blank and a CR there or not; where its cells end. What they are is
   * left in `size` and `all`.
   */
  private odd(
    bytes: Uint8Array,
    view: DataView,
    cells: number,
    block: Uint16Array,
    first: number,
  ): number {
    let at = cells
    this.size = 0
    this.all = 0
    while (this.size < MOST_ORDERS) {
      const left = view.getInt32(at, true)
      const right = view.getInt32(at + 3, true)
      const cell =
        (HIGH[left & 0xffff] as number) +
        (MIDDLE[left >>> 16] as number) +
        (LOW[(right >>> 8) & 0xffff] as number)
      if (cell & WRONG) break
      block[first + this.size++] = cell
      this.all |= cell
      at += CELL
      if ((right ^ BLANKS) & SEVENTH) {
        at--
        break
      }
    }
    return bytes[at] === CR ? at + 1 : at
  }

  /** The zone whose head stands at `from`; −1: none that is known. */
  private zoneAt(view: DataView, from: number): number {
    const { heads } = this
    const first = view.getFloat64(from, true)
    const second = view.getFloat64(from + 8, true)
    // Rows come in the same order again and again.
    for (let i = 0, zone = this.last; i < heads.length; i++) {
      zone = zone + 1 < heads.length ? zone + 1 : 0
      const head = heads[zone] as Head
      if (second !== head.second || first !== head.first) continue
      if (view.getFloat64(from + head.length - 8, true) !== head.last) continue
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

/** What of the counts is above 65535, read once more: the cells are known to be whole. */
function addPlane(bytes: Uint8Array, cells: number, size: number, block: Uint16Array, to: number) {
  for (let i = 0, at = cells; i < size; i++, at += CELL) {
    let count = 0
    // Of a digit's byte and of a blank's the low half is the number it stands for.
    for (let k = 0; k < CELL - 1; k++) count = count * 10 + ((bytes[at + k] as number) & 15)
    block[to + i] = count >>> 16
  }
}

function headOf(text: string): Head {
  // One that is longer is never met.
  const known = text.length <= LONGEST_HEAD ? text : '\n'.repeat(SHORTEST_HEAD)
  const bytes = Uint8Array.from(known, (char) => char.charCodeAt(0))
  const view = new DataView(bytes.buffer)
  const { length } = bytes
  const at = (from: number) => view.getFloat64(from, true)
  return { length, first: at(0), second: at(8), last: at(length - 8), size: 0 }
}
