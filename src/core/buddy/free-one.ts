// A freed block comes back to its zone: it merges with its buddy as long as that is a free block of
// the same order, then goes to the head of its list; with `lifo` to the tail where a larger merge is
// likely soon. Follows __free_one_page, split_large_buddy and buddy_merge_likely (mm/page_alloc.c).

import { buddyOf, type Order, type Pfn } from '../units.ts'
import type { MergeRefusal } from './event.ts'
import { putBlock } from './expand.ts'
import { deleteFromFreeList, isFreeBlock } from './free-area.ts'
import type { Machine } from './machine.ts'
import { isMergeable } from './migratetype.ts'
import { pageblockType } from './pageblock.ts'
import { retagPageblock } from './retag.ts'
import { emit } from './trace.ts'
import { FREE, IN_HAND, ON_PCP, ORDER_BITS, type Zone } from './zone.ts'

/** Frees a block that is on no list to the zone; one larger than a pageblock in pageblocks. */
export function freeToZone(machine: Machine, zone: Zone, pfn: Pfn, order: Order): void {
  if (zone.types === 1 || order <= zone.pageblockOrder) {
    freeOne(machine, zone, pfn, order, pageblockType(machine.state, zone, pfn))
    return
  }
  const piece = zone.pageblockOrder
  for (let at = pfn; at < pfn + 2 ** order; at += 2 ** piece)
    machine.state.setByte(zone.status + at, machine.trace ? IN_HAND | piece : 0)
  for (let at = pfn; at < pfn + 2 ** order; at += 2 ** piece)
    freeOne(machine, zone, at, piece, pageblockType(machine.state, zone, at))
}

/** Merges a block that is on no list as far as it goes and puts it on `type`'s list. */
export function freeOne(
  machine: Machine,
  zone: Zone,
  first: Pfn,
  firstOrder: Order,
  type: number,
): void {
  const { state, trace, maxOrder } = machine
  let pfn = first
  let order = firstOrder
  state.setByte(zone.status + pfn, trace ? IN_HAND | order : 0)
  while (order < maxOrder) {
    const buddy = buddyOf(pfn, order)
    const isFree = isFreeBlock(state, zone, buddy, order)
    const areAlike = !isFree || order < zone.pageblockOrder || mayMerge(machine, zone, buddy, type)
    const ok = isFree && areAlike
    if (trace)
      emit(trace, state, {
        kind: 'try-merge',
        zone: zone.index,
        pfn,
        order,
        buddy,
        ok,
        why: ok ? 'free' : isFree ? 'type' : whyNoMerge(machine, zone, buddy, order),
      })
    if (!ok) break
    deleteFromFreeList(state, zone, buddy)
    if (order >= zone.pageblockOrder) matchBuddy(machine, zone, buddy, type)
    if (trace) state.setByte(zone.status + pfn, 0)
    pfn &= buddy
    order++
    if (!trace) continue
    state.setByte(zone.status + pfn, IN_HAND | order)
    emit(trace, state, { kind: 'merge', zone: zone.index, pfn, order })
  }
  putBlock(machine, zone, pfn, order, type, isMergeLikely(machine, zone, pfn, order))
}

/** Pageblocks of different types merge only where both have fallbacks; before 5.18 always. */
function mayMerge({ state, config }: Machine, zone: Zone, buddy: Pfn, type: number): boolean {
  const other = pageblockType(state, zone, buddy)
  return other === type || config.kernel === '5.10' || (isMergeable(other) && isMergeable(type))
}

/** Since 6.10 the buddy's first pageblock takes the type of the block that is freed. */
function matchBuddy(machine: Machine, zone: Zone, buddy: Pfn, type: number): void {
  if (zone.types === 1 || !machine.areListsPure) return
  retagPageblock(machine, zone, buddy, type)
}

/** Whether the parent's buddy is free already, so that this block had better wait for its own. */
function isMergeLikely(machine: Machine, zone: Zone, pfn: Pfn, order: Order): boolean {
  if (machine.config.placement !== 'lifo' || order >= machine.maxOrder - 1) return false
  const parent = pfn & buddyOf(pfn, order)
  return isFreeBlock(machine.state, zone, buddyOf(parent, order + 1), order + 1)
}

function whyNoMerge(machine: Machine, zone: Zone, buddy: Pfn, order: Order): MergeRefusal {
  if (buddy < zone.start || buddy + 2 ** order > zone.end) return 'outside'
  let isOnPcp = false
  for (let pfn = buddy; pfn < buddy + 2 ** order; ) {
    const status = machine.state.bytes[zone.status + pfn] as number
    if ((status & ON_PCP) !== 0 && (status & FREE) === 0) isOnPcp = true
    else if ((status & FREE) === 0) return 'held'
    pfn += 2 ** (status & ORDER_BITS)
  }
  return isOnPcp ? 'pcp' : 'split'
}
