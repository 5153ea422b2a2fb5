// The daemons of a node. kswapd is woken where a request did not get past the low mark, and reclaims
// until a zone passes the high one; then kcompactd is asked for a block of the order wanted. Follows
// wakeup_kswapd, pgdat_balanced, balance_pgdat (mm/vmscan.c) and kcompactd_do_work
// (mm/compaction.c). On one CPU they get to run when the request that woke them is done.

import type { Order, Pages } from '../../units.ts'
import { hasFreeBlock, type Machine } from '../machine.ts'
import { UNMOVABLE } from '../migratetype.ts'
import type { Request } from '../request.ts'
import { emit } from '../trace.ts'
import type { Zone } from '../zone.ts'
import { MARK_HIGH, MARK_MIN } from './alloc-flags.ts'
import { compactZone } from './compaction.ts'
import { isWithin, RECLAIM_ROUND, reclaim } from './reclaim.ts'
import { testWatermark } from './watermark-ok.ts'

/**
 * Lets kswapd of every node of a request's walk do its work, and kcompactd after it. What `handle`,
 * the one who woke them, was just given is not taken back.
 */
export function runDaemons(machine: Machine, order: Order, request: Request, handle: number): void {
  for (const node of new Set(request.zonelist.map((zone) => zone.node)))
    runKswapd(machine, node, order, request, handle)
}

function runKswapd(
  machine: Machine,
  node: number,
  order: Order,
  request: Request,
  waker: number,
): void {
  const { highest } = request
  const zones = machine.zones.filter((zone) => zone.node === node && isWithin(highest, zone))
  const first = zones[0]
  if (!first) return
  const tell = (kind: 'kswapd' | 'kcompactd', at: 'wake' | 'sleep', pages: Pages) => {
    if (machine.trace)
      emit(machine.trace, machine.state, { kind, zone: first.index, at, node, order, pages })
  }
  let goal = order
  let won = 0
  if (!isBalanced(machine, zones, goal, highest)) {
    tell('kswapd', 'wake', 0)
    while (!isBalanced(machine, zones, goal, highest)) {
      const pages = reclaim(
        machine,
        RECLAIM_ROUND,
        (zone, handle) => zones.includes(zone) && handle !== waker,
      )
      if (pages === 0) break
      won += pages
      // Enough for compaction to work with: from here on single pages will do.
      if (goal > 0 && won >= 2 * 2 ** goal) goal = 0
    }
    tell('kswapd', 'sleep', won)
  }
  if (order === 0 || isBalanced(machine, zones, order, highest)) return
  tell('kcompactd', 'wake', 0)
  let moved = 0
  for (const zone of zones)
    moved += compactZone(machine, zone, {
      mode: 'kcompactd',
      order,
      type: UNMOVABLE,
      highest,
      flags: MARK_MIN,
    }).moved
  tell('kcompactd', 'sleep', moved)
}

/** Whether one zone at least passes its high mark for this order (pgdat_balanced). */
function isBalanced(
  machine: Machine,
  zones: readonly Zone[],
  order: Order,
  highest: number,
): boolean {
  return zones.some((zone) =>
    machine.config.watermarks
      ? testWatermark(machine, zone, order, highest, MARK_HIGH).ok
      : hasFreeBlock(machine, zone, order),
  )
}
