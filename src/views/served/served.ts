// Whether a request of each order could be served now, by which block, and if not, why. It asks as
// an unmovable request would that names neither node nor zone; what more Linux looks at is in linux-answer.ts.

import type { MachineConfig } from '../../core/buddy/config.ts'
import { BLOCK_FREE, type Frame } from '../../core/buddy/frame.ts'
import { zoneRange } from '../../core/buddy/frame-blocks.ts'
import { zoneWalk } from '../../core/buddy/zone-walk.ts'
import {
  formatBytes,
  formatCount,
  type Order,
  type Pages,
  type Pfn,
  pageCount,
  shortBytes,
} from '../../core/units.ts'

export interface Rung {
  readonly order: Order
  readonly size: string
  readonly isServed: boolean
  readonly why: string
}

/** Whether a request of an order could be served, and by which block, or why not. */
export type Answer = (
  frame: Frame,
  config: MachineConfig,
  order: Order,
) => Pick<Rung, 'isServed' | 'why'>

/** A rung an order, the largest first. */
export function rungs(frame: Frame, config: MachineConfig, answer: Answer): Rung[] {
  return Array.from({ length: config.maxOrder + 1 }, (_, i): Rung => {
    const order = config.maxOrder - i
    return {
      order,
      size: formatBytes(2 ** order * config.pageSize),
      ...answer(frame, config, order),
    }
  })
}

/** Of a machine without marks, migrate types and per-CPU lists: by its blocks alone. */
export const answerByBlocks: Answer = (frame, config, order) => {
  for (const zone of zoneWalk(config)) {
    const found = firstBlock(frame, config, zone, 0, order)
    if (found) return { isServed: true, why: tellBlock(found, order, config) }
  }
  return { isServed: false, why: tellLack(frame, config, order) }
}

/** One sentence where all rungs are one row: how far it goes, and what that is worth or what ends it. */
export function summary(frame: Frame, config: MachineConfig, all: readonly Rung[]): string {
  const largest = all.find(({ isServed }) => isServed)
  if (!largest) return `No order: ${all.at(-1)?.why}.`
  const refused = all.findLast(({ isServed }) => !isServed)
  if (refused)
    return `Up to order ${largest.order}, ${largest.size}. Order ${refused.order}: ${refused.why}.`
  // Each one served brings the zone nearer to its marks: blocks alone do not tell how many.
  if (config.watermarks) return 'Every order.'
  const order = Math.min(config.pageblockOrder, config.maxOrder)
  const zones = zoneWalk(config)
  const times = zones.reduce((sum, zone) => sum + blocksOf(frame, config, zone, order), 0)
  const where = zones.length > 1 ? ` over ${zones.length} zones` : ''
  const size = formatBytes(2 ** order * config.pageSize)
  const article = size.startsWith('8') ? 'An' : 'A'
  const what = order === 0 ? 'A page' : `${article} ${size} block`
  return `Every order. ${what}: ${formatCount(times)} ${times === 1 ? 'time' : 'times'}${where}.`
}

/** A block that serves, of the order or a larger one. */
export interface Found {
  readonly zone: number
  readonly pfn: Pfn
  readonly order: Order
}

/** The block that serves from one type's lists: of the lowest order that has one, by the placement. */
export function firstBlock(
  frame: Frame,
  config: MachineConfig,
  zone: number,
  type: number,
  order: Order,
): Found | null {
  for (let found = order; found <= config.maxOrder; found++)
    if (countOf(frame, config, zone, type, found) > 0)
      return { zone, pfn: headOf(frame, config, zone, type, found), order: found }
  return null
}

function listIndex(frame: Frame, config: MachineConfig, zone: number, type: number, order: Order) {
  return (zone * frame.types + type) * (config.maxOrder + 1) + order
}

/** Free blocks on a list. */
export function countOf(
  frame: Frame,
  config: MachineConfig,
  zone: number,
  type: number,
  order: Order,
) {
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

/** `pages 4–7, splits order 3` */
export function tellBlock(found: Found, order: Order, config: MachineConfig): string {
  const how = found.order === order ? 'nothing to split' : `splits order ${found.order}`
  return `${zonePrefix(config, found.zone)}${pagesFrom(found.pfn, order)}, ${how}`
}

/** `Normal: `, where there is more than one zone. */
export function zonePrefix({ zones }: MachineConfig, zone: number): string {
  return zones.length > 1 ? `${zones[zone]?.zone}: ` : ''
}

export function pagesFrom(pfn: Pfn, order: Order): string {
  return order === 0 ? `page ${pfn}` : `pages ${pfn}–${pfn + 2 ** order - 1}`
}

/** Why no free block of any type will do. */
export function tellLack(frame: Frame, config: MachineConfig, order: Order): string {
  const zones = zoneWalk(config)
  const isElsewhere = config.zones.some(
    (_, zone) => !zones.includes(zone) && blocksOf(frame, config, zone, order) > 0,
  )
  if (isElsewhere) return 'only zone Movable has one, for movable memory'
  const free = zones.reduce((sum, zone) => sum + freePages(frame, config, zone), 0)
  if (free === 0) return 'no page is free'
  const pages = `${pageCount(free)} free`
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
