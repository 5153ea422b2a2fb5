// One block for a request, from the first zone of its walk that has it. Follows __alloc_frozen_pages
// (mm/page_alloc.c); what Linux does besides is linux-alloc.ts.

import type { Order, Pfn } from '../units.ts'
import { linuxOf, type Machine } from './machine.ts'
import type { Request } from './request.ts'
import { placeBlock } from './rmqueue-smallest.ts'
import { UNGROUPED } from './zone.ts'

/** Takes one block of exactly `order`, which is then in hand; −1: no zone gives one. */
export function allocBlock(machine: Machine, order: Order, request: Request): Pfn {
  if (!machine.isPlain) return linuxOf(machine).allocBlock(machine, order, request)
  for (const zone of request.zonelist) {
    const pfn = placeBlock(machine, zone, order, UNGROUPED)
    if (pfn >= 0) return pfn
  }
  return -1
}
