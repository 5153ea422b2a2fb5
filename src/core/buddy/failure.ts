// Why a request failed, told from the state that it left behind.

import { type Order, orderFor, type Pages } from '../units.ts'
import { requestShape } from './alloc.ts'
import type { Failure, FailureReason } from './event.ts'
import { nrFree } from './free-area.ts'
import { countFree, freeCounts, freePages, linuxOf, type Machine } from './machine.ts'
import { PCP_TYPES } from './migratetype.ts'
import type { Request } from './request.ts'
import { emit } from './trace.ts'
import type { Zone } from './zone.ts'
import type { Zonelist } from './zonelist.ts'

/** Explains a failure; the last small step of its action, where somebody collects them. */
export function explainFailure(machine: Machine, pages: Pages, request: Request): Failure {
  const { zonelist } = request
  const { order, adjacent } = requestShape(machine, pages)
  const free = zonelist.reduce((sum, zone) => sum + freePages(machine, zone), 0)
  const [first] = zonelist
  const zone = first?.index ?? 0
  const reason = whyFailed(machine, pages, order, request, free)
  if (machine.trace) emit(machine.trace, machine.state, { kind: 'fail', zone, order, reason })
  return {
    order,
    reason,
    freePages: free,
    largestFreeOrder: largestFreeOrder(machine, zonelist),
    zone,
    counts: first ? freeCounts(machine, first) : [],
    adjacent,
  }
}

function whyFailed(
  machine: Machine,
  pages: Pages,
  order: Order,
  request: Request,
  free: Pages,
): FailureReason {
  const { zonelist } = request
  const isRound = machine.config.fit === 'round'
  const allowed = zonelist.reduce((sum, zone) => sum + zone.pages, 0)
  if ((isRound && orderFor(pages) > machine.maxOrder) || pages > allowed) return 'too-large'
  if (
    request.isAtomic &&
    machine.hasSlowPath &&
    linuxOf(machine).wouldReclaimHelp(machine, pages, request)
  )
    return 'atomic'
  const isBlockThere =
    pages <= 2 ** order && zonelist.some((zone) => hasBlockFor(machine, zone, order, request))
  if (machine.config.watermarks && isBlockThere) return 'watermark'
  if (free < (isRound ? 2 ** order : pages)) return 'exhausted'
  return 'fragmentation'
}

/** Whether a block is there that the request may have: HighAtomic ones are for urgent requests of several pages. */
function hasBlockFor(
  { state, maxOrder }: Machine,
  zone: Zone,
  order: Order,
  { isAtomic }: Request,
): boolean {
  const types = isAtomic && order > 0 ? zone.types : Math.min(zone.types, PCP_TYPES)
  for (let k = order; k <= maxOrder; k++)
    for (let type = 0; type < types; type++) if (nrFree(state, zone, k, type) > 0) return true
  return false
}

/** Over all zones of the list; −1 where nothing is free. */
function largestFreeOrder(machine: Machine, zonelist: Zonelist): number {
  for (let order = machine.maxOrder; order >= 0; order--)
    if (zonelist.some((zone) => countFree(machine, zone, order) > 0)) return order
  return -1
}
