// The units that every part of the core speaks, and the arithmetic of buddies.
//
// A block of order k is 2^k pages and its pfn is a multiple of 2^k; its buddy differs from it in
// bit k alone (mm/internal.h: __find_buddy_pfn).

/** Page frame number: a page's index in physical memory. */
export type Pfn = number
/** log2 of a block's size in pages. */
export type Order = number
export type Pages = number
export type Bytes = number
/** Number of an action in a run, 1-based; 0 is the start. */
export type Step = number

export type ZoneName = 'DMA' | 'DMA32' | 'Normal' | 'HighMem' | 'Movable'
/** Lowest to highest: a request may use its highest zone and those before it. */
export const ZONE_NAMES: readonly ZoneName[] = ['DMA', 'DMA32', 'Normal', 'HighMem', 'Movable']

export type Migratetype = 'Unmovable' | 'Movable' | 'Reclaimable' | 'HighAtomic'
/** In the kernel's order since 4.4 (include/linux/mmzone.h: enum migratetype). */
export const MIGRATETYPES: readonly Migratetype[] = [
  'Unmovable',
  'Movable',
  'Reclaimable',
  'HighAtomic',
]

/** Largest number of pages that all zones of a machine hold together: 64 GiB of 4 KiB pages. */
export const MAX_PAGES: Pages = 16_777_216
/** Largest number of statements that one run may execute. */
export const MAX_STATEMENTS = 2_000_000
/** Largest order that a script may set as the machine's max order. */
export const MAX_ORDER_LIMIT: Order = 15

export function pagesIn(order: Order): Pages {
  return order < 31 ? 1 << order : 2 ** order
}

/** First pfn of the buddy of the order-`order` block at `pfn`. */
export function buddyOf(pfn: Pfn, order: Order): Pfn {
  return pfn ^ (1 << order)
}

/** Smallest order whose block holds `pages` pages: ⌈log2 pages⌉. */
export function orderFor(pages: Pages): Order {
  return pages <= 1 ? 0 : 32 - Math.clz32(pages - 1)
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const

/** A size for people: `8 KiB`, `1.5 MiB`, `15.8 GiB`; exact where it is short, else three digits. */
export function formatBytes(bytes: Bytes): string {
  const [value, unit] = scaleBytes(bytes)
  return `${value} ${UNITS[unit]}`
}

/** A size where room is short, as scripts write it: `8K`, `4M`, `512` (bytes). */
export function shortBytes(bytes: Bytes): string {
  const [value, unit] = scaleBytes(bytes)
  return `${value}${unit === 0 ? '' : UNITS[unit]?.[0]}`
}

function scaleBytes(bytes: Bytes): [string, number] {
  let unit = 0
  let value = bytes
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024
    unit++
  }
  if (Number.isInteger(value)) return [String(value), unit]
  return [String(Number(value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0))), unit]
}

/** An integer for people, thousands apart by a narrow space that no line breaks at: `37 576`. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, '\u202f')
}

/** `1 page`, `37 576 pages`. */
export function pageCount(pages: Pages): string {
  return `${formatCount(pages)} ${pages === 1 ? 'page' : 'pages'}`
}
