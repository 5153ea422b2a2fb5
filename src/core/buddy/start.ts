// A zone at the start: cut from the lowest pfn up into the largest aligned blocks that fit, as
// memblock frees memory at boot (mm/memblock.c: __free_pages_memory), every list ascending.
//
// With `free` counts, exactly those blocks are free and all else is in use. Where they stand is made
// up, always the same way (script-language: layout rule), since buddyinfo has no addresses:
//
//   order 2, one order-0 block free      ....####   whole zone in use, cut
//                                        .#·····    halve the lowest: lower half on, upper in use

import type { Order, Pfn } from '../units.ts'
import type { StartingCounts } from './config.ts'
import { addToFreeList, initLists } from './free-area.ts'
import { PfnHeap } from './pfn-heap.ts'
import type { State } from './state.ts'
import { FREE, HELD, ORDER_BITS, UNGROUPED, type Zone } from './zone.ts'

/** Fills the lists of a zone whose words are zero. Returns the order whose count does not fit, or null. */
export function startZone(
  state: State,
  zone: Zone,
  free: readonly StartingCounts[] | null,
): Order | null {
  initLists(state, zone)
  if (free === null) {
    forEachCutBlock(zone, (pfn, order) => state.setByte(zone.status + pfn, FREE | order))
  } else {
    const misfit = layOutFree(state, zone, addCounts(free))
    if (misfit !== null) return misfit
  }
  let pfn = zone.start
  while (pfn < zone.end) {
    const status = state.bytes[zone.status + pfn] as number
    const order = status & ORDER_BITS
    if ((status & FREE) !== 0) addToFreeList(state, zone, pfn, order, UNGROUPED, true)
    pfn += 1 << order
  }
  return null
}

/** The largest aligned blocks that cover a zone, ascending by pfn. */
function forEachCutBlock(zone: Zone, visit: (pfn: Pfn, order: Order) => void): void {
  let pfn = zone.start
  while (pfn < zone.end) {
    let order = zone.maxOrder
    while (pfn % 2 ** order !== 0 || pfn + 2 ** order > zone.end) order--
    visit(pfn, order)
    pfn += 2 ** order
  }
}

function addCounts(free: readonly StartingCounts[]): number[] {
  const counts: number[] = []
  for (const { counts: some } of free)
    some.forEach((count, order) => {
      counts[order] = (counts[order] ?? 0) + count
    })
  return counts
}

/** Marks the status of every block, free or held; returns the order that did not fit, or null. */
function layOutFree(state: State, zone: Zone, counts: readonly number[]): Order | null {
  const { maxOrder } = zone
  // Blocks in use, by order: those of the cut, which may be taken whole, and the upper halves.
  const whole = Array.from({ length: maxOrder + 1 }, () => new PfnHeap())
  const halves = Array.from({ length: maxOrder + 1 }, () => new PfnHeap())
  forEachCutBlock(zone, (pfn, order) => {
    state.setByte(zone.status + pfn, HELD | order)
    whole[order]?.push(pfn)
  })

  const takeLowest = (order: Order): Pfn => {
    const a = whole[order]?.peek() ?? -1
    const b = halves[order]?.peek() ?? -1
    const isWhole = a >= 0 && (b < 0 || a < b)
    return (isWhole ? whole[order]?.pop() : halves[order]?.pop()) ?? -1
  }

  for (let order = maxOrder; order >= 0; order--)
    for (let i = counts[order] ?? 0; i > 0; i--) {
      const uncut = whole[order]?.pop() ?? -1
      if (uncut >= 0) {
        state.setByte(zone.status + uncut, FREE | order)
        continue
      }
      let from = order + 1
      let pfn = -1
      while (from <= maxOrder && pfn < 0) pfn = takeLowest(from++)
      if (pfn < 0) return order
      for (let half = from - 2; half >= order; half--) {
        state.setByte(zone.status + pfn + 2 ** half, HELD | half)
        halves[half]?.push(pfn + 2 ** half)
      }
      state.setByte(zone.status + pfn, FREE | order)
    }
  return null
}
