// A zone: a run of pfns with free lists of its own, and where its parts lie in the state's words.
//
//   links    next, prev a node; one node serves a pair of pages, since of two buddies of order 0 at
//            most one heads a free block (the other would have merged); with per-CPU lists, which
//            hold back merges, a node a page; a sentinel a free list, then one a per-CPU list
//   status   a byte a page: what block begins there; 0 inside a block
//   owner    a word a page: the handle of the allocation that begins there
//   nrFree   a word a (type, order); bitmaps: see bitmap.ts
//   types    with grouping, a byte a pageblock: its migratetype
//   counters words of which only the Linux machine uses any: see ZONE_WORDS
//
// Follows struct zone and struct free_area (include/linux/mmzone.h).

import { MIGRATETYPES, type Order, type Pages, type Pfn, type ZoneName } from '../units.ts'
import { type Bitmap, bitmapWords, layOutBitmap } from './bitmap.ts'
import type { MachineConfig, ZoneConfig } from './config.ts'
import { PCP_TYPES } from './migratetype.ts'

/** Status of a page: 0 inside a block, else what begins there, with the order in the low 4 bits. */
export const FREE = 0x80
export const HELD = 0x40
/** Off its list and not yet given, put or merged: only between small steps. */
export const IN_HAND = 0x20
/** On a per-CPU list: free, and nobody's, but on no free list. */
export const ON_PCP = 0x10
export const ORDER_BITS = 0x0f
/** Free: the list's migratetype stands in bits 4 to 6. */
export const TYPE_SHIFT = 4

/** The type under which all lists stand where grouping is off: one list an order serves all. */
export const UNGROUPED = 0

/** Words of a zone that count, from `Zone.counters` on. */
export const ZONE_WORDS = {
  /** Watermarks in pages (struct zone: _watermark[]). */
  min: 0,
  low: 1,
  high: 2,
  /** Pages in HighAtomic pageblocks (nr_reserved_highatomic). */
  highatomic: 3,
  /** Pages on the per-CPU lists (struct per_cpu_pages: count). */
  pcpPages: 4,
  /** First pfn + 1 of the pageblock where each scanner of compaction stands; 0: it never ran. */
  migrateScanner: 5,
  freeScanner: 6,
  /** Pageblocks of each migratetype, one word a type; those that stick out of the zone among them. */
  pageblocks: 7,
} as const
const COUNTERS = 7 + MIGRATETYPES.length

/** Largest order that the per-CPU lists keep (PAGE_ALLOC_COSTLY_ORDER). */
export const PCP_ORDER = 3

export interface Zone {
  /** Index into the config's zones. */
  readonly index: number
  readonly node: number
  readonly name: ZoneName
  readonly start: Pfn
  /** Past the last pfn. */
  readonly end: Pfn
  readonly pages: Pages
  readonly maxOrder: Order
  /** Migratetypes that have lists of their own: 1 without grouping. */
  readonly types: number
  readonly pageblockOrder: Order
  /** Byte index of the type of the pageblock at pfn 0, were it in the zone; 0 without grouping. */
  readonly pageblockTypes: number
  /** Word index of ZONE_WORDS. */
  readonly counters: number
  /** Pages that share a node of the links: 2^pairShift. */
  readonly pairShift: number
  /** Word index of node 0's links, less the zone's first node: links of pfn p at (p >> pairShift) · 2. */
  readonly links: number
  /** Byte index of the status of pfn 0, were it in the zone. */
  readonly status: number
  /** Word index of the owner of pfn 0, were it in the zone. */
  readonly owner: number
  readonly nrFree: number
  /** Node of the first list's sentinel; list (type, order) has that of type · (maxOrder + 1) + order. */
  readonly sentinel: number
  /** Node of the first per-CPU list's sentinel: list (order, type) has that of order · 3 + type. */
  readonly pcpSentinel: number
  /** One a (type, order); empty where the placement needs none. */
  readonly bitmaps: readonly Bitmap[]
}

/** Plans the words of all zones; `words` is how many they take together. */
export function layOutZones(config: MachineConfig): { zones: Zone[]; words: number } {
  const zones: Zone[] = []
  let words = 0
  for (const zone of config.zones) {
    const planned = layOutZone(config, zone, zones.length, words)
    zones.push(planned.zone)
    words = planned.words
  }
  return { zones, words }
}

function layOutZone(
  config: MachineConfig,
  { node, zone: name, startPfn: start, pages }: ZoneConfig,
  index: number,
  from: number,
): { zone: Zone; words: number } {
  const end = start + pages
  const { maxOrder } = config
  const types = config.grouping ? MIGRATETYPES.length : 1
  const lists = types * (maxOrder + 1)
  // Two buddies of order 0 can both be on lists where nothing merges them.
  const isUnpaired =
    maxOrder === 0 || config.pcp || (config.grouping && config.pageblockOrder === 0)
  const pairShift = isUnpaired ? 0 : 1
  const pcpLists = config.pcp ? PCP_TYPES * (Math.min(PCP_ORDER, maxOrder) + 1) : 0
  const firstNode = start >> pairShift
  const nodes = ((end - 1) >> pairShift) - firstNode + 1

  let words = from
  const take = (count: number) => {
    const at = words
    words += count
    return at
  }
  const links = take(2 * (nodes + lists + pcpLists)) - 2 * firstNode
  const status = take((pages + 3) >> 2) * 4 - start
  const owner = take(pages) - start
  const nrFree = take(lists)
  const firstPageblock = start >> config.pageblockOrder
  const pageblocks = ((end - 1) >> config.pageblockOrder) - firstPageblock + 1
  const pageblockTypes = config.grouping ? take((pageblocks + 3) >> 2) * 4 - firstPageblock : 0
  const counters = take(COUNTERS)
  const bitmaps: Bitmap[] = []
  if (config.placement === 'lowest')
    for (let list = 0; list < lists; list++) {
      const order = list % (maxOrder + 1)
      const bits = ((end - 1) >> order) - (start >> order) + 1
      bitmaps.push(layOutBitmap(take(bitmapWords(bits)), bits))
    }
  const sentinel = firstNode + nodes
  return {
    zone: {
      index,
      node,
      name,
      start,
      end,
      pages,
      maxOrder,
      types,
      pageblockOrder: config.pageblockOrder,
      pageblockTypes,
      counters,
      pairShift,
      links,
      status,
      owner,
      nrFree,
      sentinel,
      pcpSentinel: sentinel + lists,
      bitmaps,
    },
    words,
  }
}
