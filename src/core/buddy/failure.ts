// Why a request failed, told from the state it left behind: a failed request changes nothing.

import { type Order, orderFor, type Pages } from '../units.ts'
import { requestShape } from './alloc.ts'
import type { Failure, FailureReason } from './event.ts'
import { countFree, freePages, type Machine } from './machine.ts'
import { emit } from './trace.ts'
import type { Zonelist } from './zonelist.ts'

/** Explains a failure; the last small step of its action, where somebody collects them. */
export function explainFailure(machine: Machine, pages: Pages, zonelist: Zonelist): Failure {
  const { order, adjacent } = requestShape(machine, pages)
  const free = zonelist.reduce((sum, zone) => sum + freePages(machine, zone), 0)
  const zone = zonelist[0]?.index ?? 0
  const reason = whyFailed(machine, pages, order, zonelist, free)
  if (machine.trace) emit(machine.trace, machine.state, { kind: 'fail', zone, order, reason })
  return {
    order,
    reason,
    freePages: free,
    largestFreeOrder: largestFreeOrder(machine, zonelist),
    zone,
    adjacent,
  }
}

function whyFailed(
  machine: Machine,
  pages: Pages,
  order: Order,
  zonelist: Zonelist,
  free: Pages,
): FailureReason {
  const isRound = machine.config.fit === 'round'
  const allowed = zonelist.reduce((sum, zone) => sum + zone.pages, 0)
  if ((isRound && orderFor(pages) > machine.maxOrder) || pages > allowed) return 'too-large'
  if (free < (isRound ? 2 ** order : pages)) return 'exhausted'
  return 'fragmentation'
}

/** Over all zones of the list; −1 where nothing is free. */
function largestFreeOrder(machine: Machine, zonelist: Zonelist): number {
  for (let order = machine.maxOrder; order >= 0; order--)
    if (zonelist.some((zone) => countFree(machine, zone, order) > 0)) return order
  return -1
}
