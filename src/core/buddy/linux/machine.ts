// The Linux machine's doings, gathered: what a machine is made with where its script asks for it.

import type { Order, Pages, Pfn } from '../../units.ts'
import { tryAlloc } from '../alloc.ts'
import type { LinuxMachine, Machine } from '../machine.ts'
import { countPageblocks } from '../pageblock.ts'
import type { Request } from '../request.ts'
import { MARK_LOW, NO_FRAGMENT } from './alloc-flags.ts'
import { compactWhole } from './compaction.ts'
import { initHighatomic } from './highatomic-pages.ts'
import { runDaemons } from './kswapd.ts'
import { linuxSnapshot } from './linux-snapshot.ts'
import { lowmemReserve } from './lowmem-reserve.ts'
import { markMisfit, setMarks } from './marks.ts'
import { walkZones } from './page-walk.ts'
import { drainZone, freeToPcp } from './pcp.ts'
import { initPcp, pcpSizes } from './pcp-lists.ts'
import { reclaim } from './reclaim.ts'
import { allocSlowly } from './slow-path.ts'
import { writeSetting } from './sysctl.ts'

export const LINUX: LinuxMachine = {
  pcpSizes,
  lowmemReserve,
  markMisfit,
  init,
  allocBlock,
  freeToPcp,
  runDaemons,
  wouldReclaimHelp,
  compactWhole,
  reclaim: (machine, goal) => reclaim(machine, goal, () => true),
  drainZone,
  snapshot: linuxSnapshot,
  writeSetting,
}

function init(machine: Machine): void {
  for (const zone of machine.zones) {
    initPcp(machine, zone)
    countPageblocks(machine.state, zone)
    initHighatomic(machine.state, zone)
  }
  setMarks(machine, machine.config.minFree)
}

/** The fast path, at the low mark, then the slow one (__alloc_frozen_pages). */
function allocBlock(machine: Machine, order: Order, request: Request): Pfn {
  // More than all that it may use: no reclaim and no kill could ever help.
  if (request.zonelist.reduce((sum, { pages }) => sum + pages, 0) < 2 ** order) return -1
  const noFragment = request.noFragment ? NO_FRAGMENT : 0
  const pfn = walkZones(machine, order, request, MARK_LOW | noFragment)
  return pfn >= 0 || !machine.hasSlowPath ? pfn : allocSlowly(machine, order, request)
}

/** Tries the request again as one that may wait; what it does is undone. */
function wouldReclaimHelp(machine: Machine, pages: Pages, request: Request): boolean {
  const { trace, state } = machine
  machine.trace = null
  machine.isTrial = true
  // The handle 0 is nobody's.
  const wasWoken = machine.isKswapdWoken
  const pfn = state.tryOut(() => tryAlloc(machine, 0, pages, { ...request, isAtomic: false }))
  machine.isTrial = false
  machine.isKswapdWoken = wasWoken
  machine.trace = trace
  return pfn >= 0
}
