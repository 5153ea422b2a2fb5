// `fit exact`: contiguous blocks that hold exactly the pages asked for, the rest given back. One
// block as alloc_pages_exact takes it (make_alloc_exact, mm/page_alloc.c); above the largest order a
// run of adjacent largest blocks, the lowest that will do, as alloc_contig_pages looks for one.
//
//   3 pages of an order-2 block    [0 1 2 3] → give [0 1], then of [2 3]: give [2], put [3]

import { type Order, orderFor, type Pages, type Pfn } from '../units.ts'
import { allocBlock } from './alloc-block.ts'
import { putBlock, split } from './expand.ts'
import { isFreeBlock } from './free-area.ts'
import { give, type Machine, zoneAt } from './machine.ts'
import { pageblockType } from './pageblock.ts'
import type { Request } from './request.ts'
import { takeBlock } from './rmqueue-smallest.ts'
import { emit } from './trace.ts'
import { FREE, ORDER_BITS, type Zone } from './zone.ts'

export function exactOrder(machine: Machine, pages: Pages): Order {
  return Math.min(machine.maxOrder, orderFor(pages))
}

/** Takes and gives exactly `pages` pages from the first zone that has them; −1: none has. */
export function takeExact(machine: Machine, handle: number, pages: Pages, request: Request): Pfn {
  const order = exactOrder(machine, pages)
  if (pages > 2 ** order) {
    for (const zone of request.zonelist) {
      const pfn = takeRun(machine, zone, handle, pages)
      if (pfn >= 0) return pfn
    }
    return -1
  }
  const pfn = allocBlock(machine, order, request)
  if (pfn >= 0) trim(machine, zoneAt(machine, pfn), pfn, order, pages, handle)
  return pfn
}

/** Gives the first `pages` pages of a block to the handle and puts the rest back. */
function trim(
  machine: Machine,
  zone: Zone,
  pfn: Pfn,
  order: Order,
  pages: Pages,
  handle: number,
): void {
  let at = pfn
  let rest = pages
  for (let k = order; ; k--) {
    if (rest === 2 ** k) {
      give(machine, zone, at, k, handle)
      return
    }
    const half = 2 ** (k - 1)
    split(machine, zone, at, k)
    if (rest >= half) {
      give(machine, zone, at, k - 1, handle)
      at += half
      rest -= half
      if (rest === 0) {
        putRest(machine, zone, at, k - 1)
        return
      }
    } else putRest(machine, zone, at + half, k - 1)
  }
}

function putRest(machine: Machine, zone: Zone, pfn: Pfn, order: Order): void {
  putBlock(machine, zone, pfn, order, pageblockType(machine.state, zone, pfn), false)
}

/** The lowest run of adjacent free blocks of the largest order, with a block behind them for the rest. */
function takeRun(machine: Machine, zone: Zone, handle: number, pages: Pages): Pfn {
  const { state, trace, maxOrder } = machine
  const first = findRun(machine, zone, pages)
  if (trace)
    emit(trace, state, {
      kind: 'choose',
      zone: zone.index,
      order: maxOrder,
      found: first < 0 ? -1 : maxOrder,
    })
  if (first < 0) return -1
  const size = 2 ** maxOrder
  const whole = Math.ceil(pages / size) - 1
  for (let i = 0; i < whole; i++) takeBlock(machine, zone, first + i * size, maxOrder)
  const last = first + whole * size
  const lastOrder = (state.bytes[zone.status + last] as number) & ORDER_BITS
  takeBlock(machine, zone, last, lastOrder)
  for (let i = 0; i < whole; i++) give(machine, zone, first + i * size, maxOrder, handle)
  trim(machine, zone, last, lastOrder, pages - whole * size, handle)
  return first
}

function findRun({ state, maxOrder }: Machine, zone: Zone, pages: Pages): Pfn {
  const size = 2 ** maxOrder
  const whole = Math.ceil(pages / size) - 1
  const rest = pages - whole * size
  let run = 0
  for (let pfn = Math.ceil(zone.start / size) * size; pfn < zone.end; pfn += size) {
    const status = state.bytes[zone.status + pfn] as number
    const holdsRest = (status & FREE) !== 0 && 2 ** (status & ORDER_BITS) >= rest
    if (run >= whole && holdsRest) return pfn - whole * size
    run = isFreeBlock(state, zone, pfn, maxOrder) ? run + 1 : 0
  }
  return -1
}
