// Freeing: a block merges with its buddy as long as that is a free block of the same order, then
// goes to the head of its list; with `lifo` to the tail where a larger merge is likely soon. Follows
// __free_one_page and buddy_merge_likely (mm/page_alloc.c).

import { buddyOf, type Order, type Pfn } from '../units.ts'
import type { MergeRefusal } from './event.ts'
import { putBlock } from './expand.ts'
import { deleteFromFreeList, isFreeBlock } from './free-area.ts'
import { heldAt, type Machine, setHeldAt, zoneAt } from './machine.ts'
import { emit } from './trace.ts'
import { FREE, IN_HAND, ORDER_BITS, type Zone } from './zone.ts'

/** Frees all that a handle holds, lowest pfn first; a handle that holds nothing: nothing happens. */
export function free(machine: Machine, handle: number): void {
  const first = heldAt(machine, handle)
  if (first < 0) return
  const zone = zoneAt(machine, first)
  setHeldAt(machine, handle, -1)
  // The blocks of one handle lie side by side; `round` gives one, which may hold more than was asked.
  const end = first + (machine.asked[handle] as number)
  for (let pfn = first; pfn < end; ) {
    const order = (machine.state.bytes[zone.status + pfn] as number) & ORDER_BITS
    freeBlock(machine, zone, pfn, order)
    pfn += 2 ** order
  }
}

function freeBlock(machine: Machine, zone: Zone, first: Pfn, firstOrder: Order): void {
  const { state, trace, maxOrder } = machine
  let pfn = first
  let order = firstOrder
  state.set(zone.owner + pfn, 0)
  state.setByte(zone.status + pfn, trace ? IN_HAND | order : 0)
  while (order < maxOrder) {
    const buddy = buddyOf(pfn, order)
    const isFree = isFreeBlock(state, zone, buddy, order)
    if (trace)
      emit(trace, state, {
        kind: 'try-merge',
        zone: zone.index,
        pfn,
        order,
        buddy,
        ok: isFree,
        why: isFree ? 'free' : whyNoMerge(machine, zone, buddy, order),
      })
    if (!isFree) break
    deleteFromFreeList(state, zone, buddy)
    if (trace) state.setByte(zone.status + pfn, 0)
    pfn &= buddy
    order++
    if (!trace) continue
    state.setByte(zone.status + pfn, IN_HAND | order)
    emit(trace, state, { kind: 'merge', zone: zone.index, pfn, order })
  }
  putBlock(machine, zone, pfn, order, isMergeLikely(machine, zone, pfn, order))
}

/** Whether the parent's buddy is free already, so that this block had better wait for its own. */
function isMergeLikely(machine: Machine, zone: Zone, pfn: Pfn, order: Order): boolean {
  if (machine.config.placement !== 'lifo' || order >= machine.maxOrder - 1) return false
  const parent = pfn & buddyOf(pfn, order)
  return isFreeBlock(machine.state, zone, buddyOf(parent, order + 1), order + 1)
}

function whyNoMerge(machine: Machine, zone: Zone, buddy: Pfn, order: Order): MergeRefusal {
  if (buddy < zone.start || buddy + 2 ** order > zone.end) return 'outside'
  for (let pfn = buddy; pfn < buddy + 2 ** order; ) {
    const status = machine.state.bytes[zone.status + pfn] as number
    if ((status & FREE) === 0) return 'held'
    pfn += 2 ** (status & ORDER_BITS)
  }
  return 'split'
}
