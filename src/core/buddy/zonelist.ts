// Which zones a request may use, in the order in which it tries them: its node's zones from the
// highest allowed one down, then the other nodes', round the ring. Follows build_zonelists and
// gfp_zone (mm/page_alloc.c, include/linux/gfp.h); the order of nodes stands for their distance.

import { ZONE_NAMES } from '../units.ts'
import type { AllocCommand } from './command.ts'
import type { Machine } from './machine.ts'
import type { Zone } from './zone.ts'

export type Zonelist = readonly Zone[]

type Request = Pick<AllocCommand, 'node' | 'zone' | 'mobility'>

export function zonelistOf(machine: Machine, request: Request): Zonelist {
  const highest = ZONE_NAMES.indexOf(request.zone ?? highestAllowed(machine, request))
  const nodes = [...new Set(machine.zones.map((zone) => zone.node))].sort((a, b) => a - b)
  const first = request.node === null ? 0 : nodes.indexOf(request.node)
  return nodes
    .map((_, i) => nodes[(first + i) % nodes.length])
    .flatMap((node) =>
      machine.zones
        .filter((zone) => zone.node === node && ZONE_NAMES.indexOf(zone.name) <= highest)
        .sort((a, b) => ZONE_NAMES.indexOf(b.name) - ZONE_NAMES.indexOf(a.name)),
    )
}

function highestAllowed(machine: Machine, { mobility }: Request) {
  if (machine.config.policy !== 'linux') return 'Movable'
  return mobility === 'movable' || mobility === 'cache' ? 'Movable' : 'Normal'
}
