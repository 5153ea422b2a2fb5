// Whether a request of each order could be served now, by which block, and if not, why. It asks as
// an unmovable request would that names neither node nor zone, and looks at blocks alone.

import type { MachineConfig } from '../../core/buddy/config.ts'
import { BLOCK_FREE, type Frame } from '../../core/buddy/frame.ts'
import { zoneRange } from '../../core/buddy/frame-blocks.ts'
import { zoneWalk } from '../../core/buddy/zone-walk.ts'
import {
  formatBytes,
  formatCount,
  MIGRATETYPES,
  type Order,
  type Pages,
  type Pfn,
  shortBytes,
} from '../../core/units.ts'

export interface Rung {
  readonly order: Order
  readonly size: string
  readonly isServed: boolean
  readonly why: string
}

const UNMOVABLE = 0

/** A rung an order, the largest first. */
export function rungs(frame: Frame, config: MachineConfig): Rung[] {
  const zones = zoneWalk(config)
  const free = zones.reduce((sum, zone) => sum + freePages(frame, config, zone), 0)
  return Array.from({ length: config.maxOrder + 1 }, (_, i): Rung => {
    const order = config.maxOrder - i
    const found = findBlock(frame, config, zones, order)
    return {
      order,
      size: formatBytes(2 ** order * config.pageSize),
      isServed: found !== null,
      why: found ? tellBlock(found, order, config) : tellLack(frame, config, zones, order, free),
    }
  })
}

/** One sentence where all rungs are one row: how far it goes, and what that is worth or what ends it. */
export function summary(frame: Frame, config: MachineConfig, all: readonly Rung[]): string {
  const largest = all.find(({ isServed }) => isServed)
  if (!largest) return 'No order: nothing is free.'
  const refused = all.findLast(({ isServed }) => !isServed)
  if (refused)
    return `Up to order ${largest.order}, ${largest.size}. Order ${refused.order}: ${refused.why}.`
  const order = Math.min(config.pageblockOrder, config.maxOrder)
  const zones = zoneWalk(config)
  const times = zones.reduce((sum, zone) => sum + blocksOf(frame, config, zone, order), 0)
  const where = zones.length > 1 ? ` over ${zones.length} zones` : ''
  const size = formatBytes(2 ** order * config.pageSize)
  const article = size.startsWith('8') ? 'An' : 'A'
  const what = order === 0 ? 'A page' : `${article} ${size} block`
  return `Every order. ${what}: ${formatCount(times)} ${times === 1 ? 'time' : 'times'}${where}.`
}

interface Found {
  readonly zone: number
  readonly pfn: Pfn
  readonly order: Order
  /** Index into MIGRATETYPES where the block comes from another type's list; null: no fallback. */
  readonly from: number | null
}

function findBlock(
  frame: Frame,
  config: MachineConfig,
  zones: readonly number[],
  order: Order,
): Found | null {
  for (const zone of zones) {
    const own = firstBlock(frame, config, zone, UNMOVABLE, order)
    if (own) return { ...own, zone, from: null }
    // A fallback takes the largest block of another type (mm/page_alloc.c: __rmqueue_claim).
    for (let found = config.maxOrder; found >= order; found--)
      for (let type = 1; type < frame.types; type++)
        if (countOf(frame, config, zone, type, found) > 0) {
          const pfn = headOf(frame, config, zone, type, found)
          return { zone, pfn, order: found, from: type }
        }
  }
  return null
}

/** The block that serves from one type's lists: of the lowest order that has one, by the placement. */
function firstBlock(
  frame: Frame,
  config: MachineConfig,
  zone: number,
  type: number,
  order: Order,
): { pfn: Pfn; order: Order } | null {
  for (let found = order; found <= config.maxOrder; found++)
    if (countOf(frame, config, zone, type, found) > 0)
      return { pfn: headOf(frame, config, zone, type, found), order: found }
  return null
}

function listIndex(frame: Frame, config: MachineConfig, zone: number, type: number, order: Order) {
  return (zone * frame.types + type) * (config.maxOrder + 1) + order
}

function countOf(frame: Frame, config: MachineConfig, zone: number, type: number, order: Order) {
  return frame.nrFree[listIndex(frame, config, zone, type, order)] ?? 0
}

/** The head of a list, or its lowest block where the placement goes by address. */
function headOf(
  frame: Frame,
  config: MachineConfig,
  zone: number,
  type: number,
  order: Order,
): Pfn {
  const list = listIndex(frame, config, zone, type, order)
  const pfns = frame.listPfn.subarray(frame.listStart[list], frame.listStart[list + 1])
  if (config.placement === 'lifo') return pfns[0] ?? 0
  if (pfns.length === frame.nrFree[list]) return Math.min(...pfns)
  const [first, end] = zoneRange(frame, zone)
  for (let index = first; index < end; index++)
    if (frame.blockState[index] === BLOCK_FREE && frame.blockOrder[index] === order)
      return frame.blockPfn[index] ?? 0
  return 0
}

function tellBlock(found: Found, order: Order, config: MachineConfig): string {
  const where = config.zones.length > 1 ? `${config.zones[found.zone]?.zone}: ` : ''
  const type = found.from === null ? '' : `, ${MIGRATETYPES[found.from]}`
  if (found.order === order)
    return `${where}${pagesFrom(found.pfn, order)}${type}, nothing to split`
  return `${where}${pagesFrom(found.pfn, order)}${type}, splits order ${found.order}`
}

function pagesFrom(pfn: Pfn, order: Order): string {
  return order === 0 ? `page ${pfn}` : `pages ${pfn}–${pfn + 2 ** order - 1}`
}

function tellLack(
  frame: Frame,
  config: MachineConfig,
  zones: readonly number[],
  order: Order,
  free: Pages,
): string {
  const others = config.zones.map((_, zone) => zone).filter((zone) => !zones.includes(zone))
  if (findBlock(frame, config, others, order))
    return 'only zone Movable has one, for movable memory'
  if (free === 0) return 'no page is free'
  const pages = `${formatCount(free)} ${free === 1 ? 'page' : 'pages'} free`
  const needed = 2 ** order
  if (free < needed) return `${pages}; needs ${formatCount(needed)} together`
  if (order === 1) return `${pages}, no two of them buddies`
  const largest = largestFree(frame, config, zones)
  return `${pages}, the largest block is ${shortBytes(2 ** largest * config.pageSize)}`
}

function largestFree(frame: Frame, config: MachineConfig, zones: readonly number[]): Order {
  for (let order = config.maxOrder; order > 0; order--)
    for (const zone of zones)
      for (let type = 0; type < frame.types; type++)
        if (countOf(frame, config, zone, type, order) > 0) return order
  return 0
}

function freePages(frame: Frame, config: MachineConfig, zone: number): Pages {
  return blocksOf(frame, config, zone, 0)
}

/** Blocks of an order that the free blocks of a zone hold. */
function blocksOf(frame: Frame, config: MachineConfig, zone: number, order: Order): number {
  let blocks = 0
  for (let type = 0; type < frame.types; type++)
    for (let found = order; found <= config.maxOrder; found++)
      blocks += countOf(frame, config, zone, type, found) * 2 ** (found - order)
  return blocks
}
