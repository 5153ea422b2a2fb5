// Serving a request: one block of the next order, or exactly the pages asked for. Follows alloc_pages
// and alloc_pages_exact (mm/page_alloc.c).

import { type Order, orderFor, type Pages, type Pfn } from '../units.ts'
import { allocBlock } from './alloc-block.ts'
import { exactOrder, takeExact } from './exact.ts'
import { give, type Machine, setHeldAt, zoneAt } from './machine.ts'
import type { Request } from './request.ts'

/** Gives `pages` pages to a handle that holds nothing. Returns the first pfn, or −1 where the request fails. */
export function tryAlloc(machine: Machine, handle: number, pages: Pages, request: Request): Pfn {
  const { config, maxOrder } = machine
  machine.asked[handle] = pages
  machine.mobility[handle] = request.mobilityIndex
  if (config.fit === 'exact') {
    const pfn = takeExact(machine, handle, pages, request)
    if (pfn >= 0) setHeldAt(machine, handle, pfn)
    return pfn
  }
  const order = orderFor(pages)
  if (order > maxOrder) return -1
  const pfn = allocBlock(machine, order, request)
  if (pfn < 0) return -1
  setHeldAt(machine, handle, pfn)
  give(machine, zoneAt(machine, pfn), pfn, order, handle)
  return pfn
}

/** Order that a request of so many pages turns into, and how many adjacent blocks of it. */
export function requestShape(machine: Machine, pages: Pages): { order: Order; adjacent: number } {
  if (machine.config.fit === 'round') return { order: orderFor(pages), adjacent: 1 }
  const order = exactOrder(machine, pages)
  return { order, adjacent: Math.ceil(pages / 2 ** order) }
}
