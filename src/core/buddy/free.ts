// Freeing what a name holds, block by block: to its per-CPU list, where it has one, or to the zone.
// Follows __free_frozen_pages (mm/page_alloc.c).

import type { Order, Pfn } from '../units.ts'
import { freeToZone } from './free-one.ts'
import {
  blocksOf,
  heldAt,
  isPcpOrder,
  isScattered,
  linuxOf,
  type Machine,
  setHeldAt,
  zoneAt,
} from './machine.ts'
import { ORDER_BITS, type Zone } from './zone.ts'

/** Frees all that a handle holds, lowest pfn first; a handle that holds nothing: nothing happens. */
export function free(machine: Machine, handle: number): void {
  const first = heldAt(machine, handle)
  if (first < 0) return
  const zone = zoneAt(machine, first)
  if (isScattered(machine, handle)) {
    const blocks = blocksOf(machine, handle)
    setHeldAt(machine, handle, -1)
    for (const { pfn, order } of blocks) freeBlock(machine, zone, pfn, order)
    return
  }
  setHeldAt(machine, handle, -1)
  // The blocks of one handle lie side by side; `round` gives one, which may hold more than was asked.
  const end = first + (machine.asked[handle] as number)
  for (let pfn = first; pfn < end; ) {
    const order = (machine.state.bytes[zone.status + pfn] as number) & ORDER_BITS
    freeBlock(machine, zone, pfn, order)
    pfn += 2 ** order
  }
}

/** Frees a block that somebody holds: to its per-CPU list, where there is one, or to the zone. */
function freeBlock(machine: Machine, zone: Zone, pfn: Pfn, order: Order): void {
  const { state } = machine
  state.set(zone.owner + pfn, 0)
  if (isPcpOrder(machine, order)) linuxOf(machine).freeToPcp(machine, zone, pfn, order)
  else freeToZone(machine, zone, pfn, order)
}
