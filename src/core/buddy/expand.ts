// Splitting: a block is halved until it has the order wanted; the upper halves go back, one an
// order, each to the head of its list. Follows expand (mm/page_alloc.c).
//
//   order 2   [0 1 2 3]            wanted: order 0
//   order 1   [0 1] [2 3]          2 to the head of list 1
//   order 0   [0] [1]              1 to the head of list 0

import type { Migratetype, Order, Pfn } from '../units.ts'
import { addToFreeList } from './free-area.ts'
import type { Machine } from './machine.ts'
import { typeName } from './migratetype.ts'
import { emit } from './trace.ts'
import { IN_HAND, type Zone } from './zone.ts'

/** Halves the block at `pfn`, which is on no list, down to an order; the rest goes to `type`'s lists. */
export function expand(
  machine: Machine,
  zone: Zone,
  pfn: Pfn,
  from: Order,
  to: Order,
  type: number,
): void {
  for (let order = from; order > to; order--) {
    split(machine, zone, pfn, order)
    putBlock(machine, zone, pfn + (1 << (order - 1)), order - 1, type, false)
  }
}

/** Halves one block that is on no list; both halves are then in hand. */
export function split(machine: Machine, zone: Zone, pfn: Pfn, order: Order): void {
  const { state, trace } = machine
  if (!trace) return
  const half = order - 1
  state.setByte(zone.status + pfn, IN_HAND | half)
  state.setByte(zone.status + pfn + (1 << half), IN_HAND | half)
  emit(trace, state, { kind: 'split', zone: zone.index, pfn, order })
}

/** Puts a block that is on no list at an end of its list. */
export function putBlock(
  machine: Machine,
  zone: Zone,
  pfn: Pfn,
  order: Order,
  type: number,
  atTail: boolean,
): void {
  const { state, trace } = machine
  addToFreeList(state, zone, pfn, order, type, atTail)
  if (trace)
    emit(trace, state, {
      kind: 'put',
      zone: zone.index,
      pfn,
      order,
      end: atTail ? 'tail' : 'head',
      ...listType(zone, type),
    })
}

/** What an event says of a list besides its order: its migratetype, where there are several. */
export function listType(zone: Zone, type: number): { type?: Migratetype } {
  return zone.types === 1 ? {} : { type: typeName(type) }
}
