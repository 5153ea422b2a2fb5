// Taking a block from a zone: the smallest order that has one, split down to the order wanted.
// Follows __rmqueue_smallest (mm/page_alloc.c).

import type { Order, Pfn } from '../units.ts'
import { expand, listType } from './expand.ts'
import { deleteFromFreeList, nrFree, placedBlock } from './free-area.ts'
import type { Machine } from './machine.ts'
import { emit } from './trace.ts'
import { IN_HAND, type Zone } from './zone.ts'

/** Takes a block of exactly `order` off a type's lists, splitting where needed; −1: there is none. */
export function placeBlock(machine: Machine, zone: Zone, order: Order, type: number): Pfn {
  const { state, trace } = machine
  let found = order
  while (found <= machine.maxOrder && nrFree(state, zone, found, type) === 0) found++
  const isFound = found <= machine.maxOrder
  if (trace)
    emit(trace, state, {
      kind: 'choose',
      zone: zone.index,
      order,
      found: isFound ? found : -1,
      ...listType(zone, type),
    })
  if (!isFound) return -1
  const pfn = placedBlock(state, zone, found, type)
  takeBlock(machine, zone, pfn, found)
  expand(machine, zone, pfn, found, order, type)
  return pfn
}

/** Takes one free block off its list. */
export function takeBlock(machine: Machine, zone: Zone, pfn: Pfn, order: Order): void {
  const { state, trace } = machine
  deleteFromFreeList(state, zone, pfn)
  if (!trace) return
  state.setByte(zone.status + pfn, IN_HAND | order)
  emit(trace, state, { kind: 'take', zone: zone.index, pfn, order })
}
