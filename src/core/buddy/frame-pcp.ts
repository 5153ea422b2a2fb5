// The per-CPU lists of a frame: where each one's pfns stand.

import type { Order } from '../units.ts'
import type { LinuxFrame } from './frame.ts'
import { PCP_TYPES } from './migratetype.ts'
import { PCP_ORDER } from './zone.ts'

/** The largest order that has per-CPU lists in a machine (PAGE_ALLOC_COSTLY_ORDER, unless that is smaller). */
export function largestPcpOrder(maxOrder: Order): Order {
  return Math.min(PCP_ORDER, maxOrder)
}

/** Pfns of one list, head → tail, as far as the frame has them; empty without per-CPU lists. */
export function pcpListIn(
  { pcpPfn, pcpStart }: LinuxFrame,
  maxOrder: Order,
  zone: number,
  order: Order,
  type: number,
): Int32Array {
  const list = (zone * (largestPcpOrder(maxOrder) + 1) + order) * PCP_TYPES + type
  return pcpPfn.subarray(pcpStart[list], pcpStart[list + 1])
}
