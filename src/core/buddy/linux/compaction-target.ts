// The free scanner: where a block that moves goes. Topmost pageblock first, and in it the highest
// free block that is large enough. Follows isolate_freepages, suitable_migration_target and
// __isolate_free_page (mm/compaction.c, mm/page_alloc.c).

import type { Order, Pages, Pfn } from '../../units.ts'
import { putBlock, split } from '../expand.ts'
import { freeListOf } from '../free-area.ts'
import type { Machine } from '../machine.ts'
import { isMergeable, MOVABLE } from '../migratetype.ts'
import { pageblockPages, pageblockStart, pageblockType } from '../pageblock.ts'
import { retagPageblock } from '../retag.ts'
import { takeBlock } from '../rmqueue-smallest.ts'
import { FREE, ORDER_BITS, type Zone } from '../zone.ts'
import { MARK_MIN } from './alloc-flags.ts'
import { moveFreePages } from './move-freepages.ts'
import { testWatermark } from './watermark-ok.ts'

export interface TargetSearch {
  /** By order: no free block that large is left in the pageblocks from here up. */
  readonly below: Pfn[]
  /** A pageblock that begins with a free block of this order is left whole. */
  readonly wanted: Order
  /** Full-sync: pageblocks of any type will do, else Movable ones alone. */
  readonly anyType: boolean
}

/** Takes a block of exactly `order` out of a pageblock above `source`; −1: the scanners have met. */
export function freeTarget(
  machine: Machine,
  zone: Zone,
  order: Order,
  source: Pfn,
  search: TargetSearch,
): Pfn {
  const size = pageblockPages(zone)
  const top = Math.min(search.below[order] as Pfn, zone.end)
  for (let block = pageblockStart(zone, top - 1); block > source; block -= size) {
    const pfn = isTarget(machine, zone, block, search)
      ? highestFree(machine, zone, block, Math.min(block + size, zone.end), order)
      : -1
    if (pfn >= 0) {
      search.below[order] = block + size
      return isolate(machine, zone, pfn, order)
    }
    search.below[order] = block
  }
  return -1
}

function isTarget(
  { state }: Machine,
  zone: Zone,
  block: Pfn,
  { wanted, anyType }: TargetSearch,
): boolean {
  const status = state.bytes[zone.status + block] as number
  if ((status & FREE) !== 0 && (status & ORDER_BITS) >= wanted) return false
  return zone.types === 1 || anyType || pageblockType(state, zone, block) === MOVABLE
}

/** The highest free block of an order or a larger one; −1: none, or taking it would break the min mark. */
function highestFree(machine: Machine, zone: Zone, from: Pfn, end: Pfn, order: Order): Pfn {
  const { state } = machine
  let found = -1
  for (let pfn = from; pfn < end; ) {
    const status = state.bytes[zone.status + pfn] as number
    const k = status & ORDER_BITS
    if ((status & FREE) !== 0 && k >= order && mayTake(machine, zone, 2 ** k)) found = pfn
    pfn += 2 ** k
  }
  return found
}

function mayTake(machine: Machine, zone: Zone, pages: Pages): boolean {
  return !machine.config.watermarks || testWatermark(machine, zone, 0, 0, MARK_MIN, pages).ok
}

/** Takes the upper end of a free block; lower halves go back to the head of their lists. */
function isolate(machine: Machine, zone: Zone, pfn: Pfn, order: Order): Pfn {
  const { order: found, type } = freeListOf(machine.state, zone, pfn)
  takeBlock(machine, zone, pfn, found)
  let at = pfn
  for (let k = found; k > order; k--) {
    split(machine, zone, at, k)
    putBlock(machine, zone, at, k - 1, type, false)
    at += 2 ** (k - 1)
  }
  const isHalf = found >= zone.pageblockOrder - 1
  if (zone.types > 1 && isHalf && type !== MOVABLE && isMergeable(type)) {
    moveFreePages(machine, zone, pfn, MOVABLE)
    retagPageblock(machine, zone, pfn, MOVABLE)
  }
  return at
}
