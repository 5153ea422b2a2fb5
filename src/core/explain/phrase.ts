// The words that all sentences share: pages, blocks, lists, sums.

import type { Machine } from '../buddy/machine.ts'
import {
  buddyOf,
  formatBytes,
  formatCount,
  type Migratetype,
  type Order,
  type Pages,
  type Pfn,
} from '../units.ts'
import type { Arithmetic, ArithmeticRow } from './explanation.ts'
import type { Holder, ListHead } from './scene.ts'

/** `page 3`, `pages 4–5`. */
export function pagesOf(pfn: Pfn, order: Order): string {
  return pageRange(pfn, 2 ** order)
}

/** `3`, `4–5`. */
export function range(pfn: Pfn, pages: Pages): string {
  return pages === 1 ? String(pfn) : `${pfn}–${pfn + pages - 1}`
}

/** `page 3`, `pages 4–5`, of so many. */
export function pageRange(pfn: Pfn, pages: Pages): string {
  return `${pages === 1 ? 'page' : 'pages'} ${range(pfn, pages)}`
}

export function countPages(pages: Pages): string {
  return pages === 1 ? 'one page' : `${formatCount(pages)} pages`
}

export function countBlocks(blocks: number): string {
  return blocks === 1 ? 'one block' : `${formatCount(blocks)} blocks`
}

export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** `7`, `7 and 3`, `7, 3 and 5`. */
export function enumerate(words: readonly string[]): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

/** `list 2`, `Movable lists 2 and 3`, `lists 0 to 5`. */
export function listNames(from: Order, to: Order, type?: Migratetype): string {
  const lists = from === to ? 'list' : `lists ${from} ${to - from === 1 ? 'and' : 'to'}`
  return `${type ? `${type} ` : ''}${lists} ${to}`
}

/** `List 2 is empty`, `Movable lists 2 and 3 are empty`. */
export function areEmpty(from: Order, to: Order, type?: Migratetype): string {
  return `${capitalise(listNames(from, to, type))} ${from === to ? 'is' : 'are'} empty`
}

/** `split twice`, `split 3 times`. */
export function splitTimes(times: number): string {
  return times === 2 ? 'split twice' : `split ${times} times`
}

/** What a list holds: `page 7`, `pages 7 and 3`, `the blocks at 8 and 0`, `37 576 blocks`. */
export function listHolds({ count, pfns }: ListHead, order: Order): string {
  if (count > pfns.length) return countBlocks(count)
  const all = enumerate(pfns.map(String))
  if (order === 0) return `${count === 1 ? 'page' : 'pages'} ${all}`
  return `the ${count === 1 ? 'block' : 'blocks'} at ${all}`
}

/** `8 KiB`, of pages. */
export function sizeOf(machine: Machine, pages: Pages): string {
  return formatBytes(pages * machine.config.pageSize)
}

/** ` in zone DMA32`, ` in node 1, zone Normal`; empty in a machine of one zone. */
export function inZone({ config }: Machine, zone: number): string {
  const at = config.zones[zone]
  if (config.zones.length < 2 || !at) return ''
  const isOneNode = config.zones.every(({ node }) => node === at.node)
  return isOneNode ? ` in zone ${at.zone}` : ` in node ${at.node}, zone ${at.zone}`
}

/** The sum that finds a buddy: pfn XOR 2^order, in binary. */
export function buddySum(pfn: Pfn, order: Order, holder: Holder): ArithmeticRow[] {
  const buddy = buddyOf(pfn, order)
  const digits = Math.max(3, Math.max(pfn, buddy).toString(2).length)
  const bits = (value: number) => value.toString(2).padStart(digits, '0')
  const flip = digits - 1 - order
  const row = (label: string, value: Pfn, rest: Partial<ArithmeticRow> = {}): ArithmeticRow => ({
    label,
    value,
    bits: bits(value),
    flip: null,
    owner: -1,
    note: '',
    isResult: false,
    ...rest,
  })
  return [
    row(order === 0 ? 'page' : 'block', pfn),
    row(`XOR 2${superscript(order)}`, 2 ** order),
    row('buddy', buddy, { flip, owner: holder.owner, note: holder.note, isResult: true }),
  ]
}

export function buddyArithmetic(pfn: Pfn, order: Order, holder: Holder): Arithmetic {
  return {
    title: `The buddy of ${order === 0 ? 'page' : 'the block at'} ${pfn}, at order ${order}`,
    rows: buddySum(pfn, order, holder),
  }
}

function superscript(number: number): string {
  return [...String(number)].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('')
}
