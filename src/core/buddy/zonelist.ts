// Which zones a request may use, in the order in which it tries them: its node's zones from the
// highest allowed one down, then the other nodes', round the ring. Follows build_zonelists and
// gfp_zone (mm/page_alloc.c, include/linux/gfp.h); the order of nodes stands for their distance.

import { ZONE_NAMES, type ZoneName } from '../units.ts'
import type { AllocCommand } from './command.ts'
import type { MachineConfig } from './config.ts'
import type { Zone } from './zone.ts'

export type Zonelist = readonly Zone[]

/** As much of a machine as decides where a request goes. */
export interface Zoned {
  readonly config: MachineConfig
  readonly zones: readonly Zone[]
}

type Asking = Pick<AllocCommand, 'node' | 'zone' | 'mobility'>

export function zonelistOf(machine: Zoned, asking: Asking): Zonelist {
  const highest = ZONE_NAMES.indexOf(asking.zone ?? highestAllowed(machine, asking))
  const nodes = [...new Set(machine.zones.map((zone) => zone.node))].sort((a, b) => a - b)
  const first = asking.node === null ? 0 : nodes.indexOf(asking.node)
  return nodes
    .map((_, i) => nodes[(first + i) % nodes.length])
    .flatMap((node) =>
      machine.zones
        .filter((zone) => zone.node === node && ZONE_NAMES.indexOf(zone.name) <= highest)
        .sort((a, b) => ZONE_NAMES.indexOf(b.name) - ZONE_NAMES.indexOf(a.name)),
    )
}

/** Highest zone of a request that names none (gfp_zone). */
export function highestAllowed(machine: Zoned, { mobility }: Pick<Asking, 'mobility'>): ZoneName {
  if (machine.config.policy !== 'linux') return 'Movable'
  return mobility === 'movable' || mobility === 'cache' ? 'Movable' : 'Normal'
}
