// Serving a request: the zones are tried in their order and the first that has a block gives it.
// Follows get_page_from_freelist (mm/page_alloc.c).

import { type Order, orderFor, type Pages, type Pfn } from '../units.ts'
import { exactOrder, takeExact } from './exact.ts'
import { give, type Machine, setHeldAt } from './machine.ts'
import { placeBlock } from './rmqueue.ts'
import type { Zonelist } from './zonelist.ts'

/**
 * Gives `pages` pages to a handle that holds nothing. Returns the first pfn, or −1 where the request
 * fails: then nothing has changed (failure.ts tells why).
 */
export function alloc(machine: Machine, handle: number, pages: Pages, zonelist: Zonelist): Pfn {
  const { config, maxOrder } = machine
  machine.asked[handle] = pages
  if (config.fit === 'exact') {
    const pfn = takeExact(machine, handle, pages, zonelist)
    if (pfn >= 0) setHeldAt(machine, handle, pfn)
    return pfn
  }
  const order = orderFor(pages)
  if (order > maxOrder) return -1
  for (const zone of zonelist) {
    const pfn = placeBlock(machine, zone, order)
    if (pfn < 0) continue
    setHeldAt(machine, handle, pfn)
    give(machine, zone, pfn, order, handle)
    return pfn
  }
  return -1
}

/** Order that a request of so many pages turns into, and how many adjacent blocks of it. */
export function requestShape(machine: Machine, pages: Pages): { order: Order; adjacent: number } {
  if (machine.config.fit === 'round') return { order: orderFor(pages), adjacent: 1 }
  const order = exactOrder(machine, pages)
  return { order, adjacent: Math.ceil(pages / 2 ** order) }
}
