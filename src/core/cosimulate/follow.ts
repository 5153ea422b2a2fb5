// The lists follow what the kernel did, whatever was predicted: a block leaves them, comes back, or
// goes over to another type. Where the kernel did what the simulator does, this comes to the same as
// __rmqueue_smallest and __free_one_page (mm/page_alloc.c).

import { expand } from '../buddy/expand.ts'
import { addToFreeList, deleteFromFreeList, freeListOf, isFreeBlock } from '../buddy/free-area.ts'
import { freeOne } from '../buddy/free-one.ts'
import type { Machine } from '../buddy/machine.ts'
import { takeBlock } from '../buddy/rmqueue-smallest.ts'
import type { Zone } from '../buddy/zone.ts'
import { FREE } from '../buddy/zone.ts'
import type { Order, Pfn } from '../units.ts'
import { setInUse } from './model.ts'

/** The free block that a page lies in; null: the page is in use. */
export function freeBlockAt(
  { state, maxOrder }: Machine,
  zone: Zone,
  pfn: Pfn,
): { pfn: Pfn; order: Order } | null {
  for (let order = 0; order <= maxOrder; order++) {
    const head = (pfn >> order) << order
    if (isFreeBlock(state, zone, head, order)) return { pfn: head, order }
  }
  return null
}

/** Takes a block out of whatever holds it; the rest of that goes to `type`'s lists. */
export function takeFrom(machine: Machine, zone: Zone, pfn: Pfn, order: Order, type: number): void {
  const block = freeBlockAt(machine, zone, pfn)
  if (block !== null && block.order >= order) cutOut(machine, zone, pfn, order, block, type)
  else dropFree(machine, zone, pfn, order)
  markTaken(machine, zone, pfn, order)
}

/** Notes that all pages of a block that has left the lists are in use. */
export function markTaken(machine: Machine, zone: Zone, pfn: Pfn, order: Order): void {
  for (let at = pfn; at < pfn + 2 ** order; at++) setInUse(machine, zone, at, false)
}

/** The kernel takes a block's lowest pages; pages before those wanted mean that it was smaller there. */
function cutOut(
  machine: Machine,
  zone: Zone,
  pfn: Pfn,
  order: Order,
  block: { pfn: Pfn; order: Order },
  type: number,
): void {
  takeBlock(machine, zone, block.pfn, block.order)
  let head = block.pfn
  let from = block.order
  while (head !== pfn) {
    from--
    const half = 2 ** from
    const isUpper = pfn >= head + half
    addToFreeList(machine.state, zone, isUpper ? head : head + half, from, type, false)
    if (isUpper) head += half
  }
  expand(machine, zone, pfn, from, order, type)
}

/** Takes the free blocks inside a block off their lists. */
function dropFree({ state }: Machine, zone: Zone, pfn: Pfn, order: Order): void {
  for (let at = pfn; at < pfn + 2 ** order; at++)
    if (((state.bytes[zone.status + at] as number) & FREE) !== 0)
      deleteFromFreeList(state, zone, at)
}

/**
 * Frees a block to `type`'s lists; false: it was free already, as pages are that compaction took
 * unseen.
 */
export function giveBack(
  machine: Machine,
  zone: Zone,
  pfn: Pfn,
  order: Order,
  type: number,
): boolean {
  if (freeBlockAt(machine, zone, pfn) !== null) return false
  dropFree(machine, zone, pfn, order)
  for (let at = pfn; at < pfn + 2 ** order; at++) machine.state.setByte(zone.status + at, 0)
  freeOne(machine, zone, pfn, order, type)
  return true
}

/** Puts a free block on another type's list, at the tail (move_to_free_list). */
export function moveBlock(machine: Machine, zone: Zone, pfn: Pfn, to: number): void {
  const { order } = freeListOf(machine.state, zone, pfn)
  deleteFromFreeList(machine.state, zone, pfn)
  addToFreeList(machine.state, zone, pfn, order, to, true)
}
