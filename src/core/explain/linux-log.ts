// The kernel's log of a failed request, from a machine that stands where the request failed.

import { nrFree } from '../buddy/free-area.ts'
import type { Machine } from '../buddy/machine.ts'
import type { Request } from '../buddy/request.ts'
import type { PrintedFrame } from '../kernel-print/counts.ts'
import { formatFailureLog } from '../kernel-print/failure-log.ts'
import type { Order } from '../units.ts'

export function failureLog(machine: Machine, task: string, order: Order, request: Request): string {
  return formatFailureLog(machine.config, countsOf(machine), task, order, request)
}

/** A frame without its blocks: they may be millions. */
function countsOf(machine: Machine): PrintedFrame {
  const { state, zones, maxOrder, linux } = machine
  const counts = zones.flatMap((zone) =>
    Array.from({ length: zone.types * (maxOrder + 1) }, (_, list) =>
      nrFree(state, zone, list % (maxOrder + 1), Math.floor(list / (maxOrder + 1))),
    ),
  )
  return {
    nrFree: Int32Array.from(counts),
    types: zones[0]?.types ?? 1,
    linux: linux?.snapshot(machine) ?? null,
  }
}
