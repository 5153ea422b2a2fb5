// The zones of a machine as kernel files list them.

import type { MachineConfig, ZoneConfig } from '../buddy/config.ts'
import { ZONE_NAMES } from '../units.ts'

/** Node by node, lowest zone first; indices into the config's zones. */
export function kernelOrder(config: MachineConfig): number[] {
  const rank = (i: number) => {
    const zone = config.zones[i]
    return (zone?.node ?? 0) * ZONE_NAMES.length + ZONE_NAMES.indexOf(zone?.zone ?? 'Normal')
  }
  return config.zones.map((_, i) => i).sort((a, b) => rank(a) - rank(b))
}

/** The same with their configs. */
export function kernelZones(config: MachineConfig): { index: number; zone: ZoneConfig }[] {
  return kernelOrder(config).map((index) => ({ index, zone: config.zones[index] as ZoneConfig }))
}

/** `Node 0, zone   Normal`. */
export function zoneHead(node: number, zone: string): string {
  return `Node ${node}, zone ${zone.padStart(8)}`
}
