// A request as the allocator sees it: what of it stays the same whatever its size.

import { ZONE_NAMES } from '../units.ts'
import type { AllocCommand, Mobility } from './command.ts'
import { MOBILITIES, migratetypeOf } from './migratetype.ts'
import { UNGROUPED } from './zone.ts'
import { highestAllowed, type Zoned, type Zonelist, zonelistOf } from './zonelist.ts'

export interface Request {
  readonly zonelist: Zonelist
  readonly mobility: Mobility
  /** Index into MOBILITIES. */
  readonly mobilityIndex: number
  /** Migratetype of the lists that serve it; UNGROUPED without grouping. */
  readonly type: number
  /** Rank of the highest zone that it may use: its class in lowmem_reserve[]. */
  readonly highest: number
  /** GFP_ATOMIC: may not wait, so neither reclaims nor compacts; else GFP_KERNEL or its like. */
  readonly isAtomic: boolean
  /**
   * Whether the first walk leaves pageblocks unmixed (alloc_flags_nofragment): the zone it prefers is
   * Normal, and its node has a DMA32 to go to.
   */
  readonly noFragment: boolean
}

export type Asking = Pick<AllocCommand, 'node' | 'zone' | 'mobility' | 'atomic'>

export function requestOf(machine: Zoned, asking: Asking): Request {
  const zonelist = zonelistOf(machine, asking)
  const [first] = zonelist
  const { grouping } = machine.config
  return {
    zonelist,
    mobility: asking.mobility,
    mobilityIndex: MOBILITIES.indexOf(asking.mobility),
    type: grouping ? migratetypeOf(asking.mobility) : UNGROUPED,
    highest: ZONE_NAMES.indexOf(asking.zone ?? highestAllowed(machine, asking)),
    isAtomic: asking.atomic,
    noFragment:
      grouping &&
      first?.name === 'Normal' &&
      machine.zones.some(({ node, name }) => node === first.node && name === 'DMA32'),
  }
}
