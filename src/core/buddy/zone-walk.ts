// The zones that an unmovable request may use which names neither node nor zone, in the order in
// which it tries them: those of the lowest node from the highest down, then the next node's.

import { ZONE_NAMES } from '../units.ts'
import type { MachineConfig, ZoneConfig } from './config.ts'

/** Indices into the config's zones. */
export function zoneWalk(config: Pick<MachineConfig, 'policy' | 'zones'>): number[] {
  const rank = ({ zone }: ZoneConfig) => ZONE_NAMES.indexOf(zone)
  return config.zones
    .map((zone, index) => ({ zone, index }))
    .filter(({ zone }) => config.policy !== 'linux' || zone.zone !== 'Movable')
    .sort((a, b) => a.zone.node - b.zone.node || rank(b.zone) - rank(a.zone))
    .map(({ index }) => index)
}
