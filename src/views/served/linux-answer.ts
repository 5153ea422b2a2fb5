// What serves a request of the Linux machine: zone by zone where the mark allows it, a per-CPU list, the lists of its
// own type, then another type's by fallback; first where the low mark stays, then down to the min mark. As GFP_KERNEL
// asks, without reclaim and compaction. Follows get_page_from_freelist and rmqueue (mm/page_alloc.c).

import type { MachineConfig } from '../../core/buddy/config.ts'
import { type Counter, counterOf, type Frame } from '../../core/buddy/frame.ts'
import { largestPcpOrder, pcpListIn } from '../../core/buddy/frame-pcp.ts'
import { HIGHATOMIC, PCP_TYPES, UNMOVABLE } from '../../core/buddy/migratetype.ts'
import { zoneWalk } from '../../core/buddy/zone-walk.ts'
import { MIGRATETYPES, type Order } from '../../core/units.ts'
import {
  type Answer,
  countOf,
  firstBlock,
  pagesFrom,
  tellBlock,
  tellLack,
  zonePrefix,
} from './served.ts'

export const answerOnLinux: Answer = (frame, config, order) => {
  const ways = zoneWalk(config).map((zone) => ({ zone, way: wayIn(frame, config, zone, order) }))
  const under = (mark: Counter) =>
    ways.find(({ zone, way }) => way !== null && passes(frame, zone, mark, order))?.way ?? null
  const atLow = under('passesLow')
  if (atLow !== null) return { isServed: true, why: atLow }
  const atMin = under('passesMin')
  if (atMin !== null) return { isServed: true, why: `${atMin}; under low: wakes kswapd` }
  if (ways.some(({ way }) => way !== null))
    return { isServed: false, why: 'the min mark refuses: it would have to reclaim' }
  const isReserved = ways.some(({ zone }) => hasReserved(frame, config, zone, order))
  return {
    isServed: false,
    why: isReserved ? 'only the HighAtomic reserve has one' : tellLack(frame, config, order),
  }
}

function passes({ linux }: Frame, zone: number, mark: Counter, order: Order): boolean {
  return linux !== null && ((counterOf(linux, zone, mark) >>> order) & 1) === 1
}

/** How a zone would serve it if its marks allowed; null: it has no block for it. */
function wayIn(frame: Frame, config: MachineConfig, zone: number, order: Order): string | null {
  const waiting = pcpHead(frame, config, zone, order)
  if (waiting !== null)
    return `${zonePrefix(config, zone)}${pagesFrom(waiting, order)}, on a per-CPU list`
  const own = firstBlock(frame, config, zone, UNMOVABLE, order)
  if (own) return tellBlock(own, order, config)
  for (let found = config.maxOrder; found >= order; found--)
    for (let type = 1; type < Math.min(frame.types, PCP_TYPES); type++)
      if (countOf(frame, config, zone, type, found) > 0)
        return `${zonePrefix(config, zone)}by fallback, ${MIGRATETYPES[type]} has order ${found}`
  return null
}

function hasReserved(frame: Frame, config: MachineConfig, zone: number, order: Order): boolean {
  return frame.types > HIGHATOMIC && firstBlock(frame, config, zone, HIGHATOMIC, order) !== null
}

/** The first block on the per-CPU list for it. */
function pcpHead(
  { linux }: Frame,
  { pcp, maxOrder }: MachineConfig,
  zone: number,
  order: Order,
): number | null {
  if (!linux || !pcp || order > largestPcpOrder(maxOrder)) return null
  return pcpListIn(linux, maxOrder, zone, order, UNMOVABLE)[0] ?? null
}
