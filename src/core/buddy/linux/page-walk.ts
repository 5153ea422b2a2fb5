// The walk over the zones that a request may use: the first whose mark allows it and that has a
// block serves. Follows get_page_from_freelist (mm/page_alloc.c).

import type { Order, Pfn } from '../../units.ts'
import type { Machine } from '../machine.ts'
import type { Request } from '../request.ts'
import { type AllocFlags, HIGHATOMIC_FLAG, NO_FRAGMENT } from './alloc-flags.ts'
import { reserveHighatomic } from './highatomic.ts'
import { rmqueue } from './rmqueue.ts'
import { isWatermarkOk } from './watermark-ok.ts'

/** Takes a block of exactly `order`, which is then in hand; −1: no zone gives one. */
export function walkZones(
  machine: Machine,
  order: Order,
  request: Request,
  flags: AllocFlags,
): Pfn {
  // Mixing pageblocks nearby is better than going to another node.
  const pfn = walkOnce(machine, order, request, flags)
  return pfn >= 0 || (flags & NO_FRAGMENT) === 0
    ? pfn
    : walkOnce(machine, order, request, flags & ~NO_FRAGMENT)
}

function walkOnce(machine: Machine, order: Order, request: Request, flags: AllocFlags): Pfn {
  const home = request.zonelist[0]?.node
  for (const zone of request.zonelist) {
    if ((flags & NO_FRAGMENT) !== 0 && zone.node !== home) return -1
    if (!isWatermarkOk(machine, zone, order, request.highest, flags)) continue
    const pfn = rmqueue(machine, zone, order, request.type, flags)
    if (pfn < 0) continue
    if (order > 0 && (flags & HIGHATOMIC_FLAG) !== 0) reserveHighatomic(machine, zone, pfn, order)
    return pfn
  }
  return -1
}
