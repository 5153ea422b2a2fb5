// What the free lists show: chips in list order while a list is short, its ends and a count while it
// is longer, counts and bytes where there are too many lists and blocks for chips.

import type { MachineConfig } from '../../core/buddy/config.ts'
import { type Frame, LISTED_BLOCKS } from '../../core/buddy/frame.ts'
import { MIGRATETYPES, type Order, type Pfn } from '../../core/units.ts'

export interface FreeList {
  readonly order: Order
  /** Index into MIGRATETYPES where lists are grouped; null: one list an order. */
  readonly type: number | null
  /** Accessible name. */
  readonly name: string
  /** Head first, at most LISTED_BLOCKS. */
  readonly pfns: Int32Array
  /** Blocks on the list, listed or not. */
  readonly count: number
}

/** The lists of one zone, the largest order first; of one order, type by type. */
export function freeLists(
  frame: Frame,
  config: Pick<MachineConfig, 'maxOrder'>,
  zone: number,
): FreeList[] {
  const orders = config.maxOrder + 1
  const lists: FreeList[] = []
  for (let order = config.maxOrder; order >= 0; order--)
    for (let type = 0; type < frame.types; type++) {
      const list = (zone * frame.types + type) * orders + order
      const name = `Order ${order} free list`
      lists.push({
        order,
        type: frame.types > 1 ? type : null,
        name: frame.types > 1 ? `${name}, ${MIGRATETYPES[type]}` : name,
        pfns: frame.listPfn.subarray(frame.listStart[list], frame.listStart[list + 1]),
        count: frame.nrFree[list] ?? 0,
      })
    }
  return lists
}

/** How many blocks of a list have no item of their own. */
export function unlisted({ pfns, count }: FreeList): number {
  return pfns.length < LISTED_BLOCKS ? 0 : count - pfns.length
}

/** Past this many orders, or blocks, a zone's lists are counts and bytes. */
const CHIP_ORDERS = 12
const CHIP_BLOCKS = 40

export function areChips(lists: readonly FreeList[], maxOrder: Order): boolean {
  const blocks = lists.reduce((sum, { count }) => sum + count, 0)
  return maxOrder < CHIP_ORDERS && blocks <= CHIP_ORDERS * CHIP_BLOCKS
}

export interface ChipPlan {
  /** Chips from the head. */
  readonly first: number
  /** Blocks between them and the tail that are only counted. */
  readonly skipped: number
  /** Whether the tail follows the count. */
  readonly hasLast: boolean
  /** Whether the ends are called head and tail. */
  readonly hasWords: boolean
  /** Width of a chip. */
  readonly width: number
  readonly isTight: boolean
}

/** Pixels of an arrow, of "head" and "tail" with the space beside them, and of a chip around its digits. */
const WIDE = { arrow: 18, words: 64, padding: 14, least: 38, large: 72 }
const TIGHT = { arrow: 10, words: 58, padding: 12, least: 25, large: 25 }
/** One after the other is tried: larger blocks first lose their width over single pages. */
const FITS = [WIDE, { ...WIDE, large: WIDE.least }, { ...TIGHT, large: WIDE.least }, TIGHT]
const DIGIT = 8.5
const COUNT_DIGIT = 7
/** Lists up to this length are shown whole where they fit. */
const WHOLE = 6

/** As many chips from the head as fit, then a count, then the tail: `pfns` are of one list, `room` pixels. */
export function planChips(
  pfns: ArrayLike<Pfn>,
  count: number,
  order: Order,
  room: number,
): ChipPlan {
  const digits = Math.max(...Array.from(pfns, (pfn) => String(pfn).length), 1)
  const widthOf = (fit: typeof WIDE) =>
    Math.max(order > 0 ? fit.large : fit.least, digits * DIGIT + fit.padding)
  const across = (chips: number, fit: typeof WIDE) =>
    chips * widthOf(fit) + (chips - 1) * fit.arrow + (count > 1 ? fit.words : fit.words / 2)
  const whole = { first: count, skipped: 0, hasLast: false }
  if (count <= WHOLE) {
    for (const fit of FITS)
      if (across(count, fit) <= room)
        return { ...whole, hasWords: true, width: widthOf(fit), isTight: fit.arrow < WIDE.arrow }
    if (across(count, TIGHT) - TIGHT.words <= room)
      return { ...whole, hasWords: false, width: widthOf(TIGHT), isTight: true }
  }
  const between = String(count).length * COUNT_DIGIT + 34
  const ends = { width: widthOf(TIGHT), isTight: true }
  for (const hasWords of [true, false])
    for (let first = Math.min(3, count - 1); first > 0; first--) {
      const needed = across(first + 1, TIGHT) + between - (hasWords ? 0 : TIGHT.words)
      if (needed <= room)
        return { first, skipped: count - first - 1, hasLast: true, hasWords, ...ends }
    }
  return { first: 1, skipped: count - 1, hasLast: false, hasWords: false, ...ends }
}
