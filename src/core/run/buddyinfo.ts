// /proc/buddyinfo of a machine, as mm/vmstat.c: frag_show_print prints it: a row a zone, the zone's
// name right-aligned in 8 columns, each count in 6 and a blank.

import type { MachineConfig, ZoneConfig } from '../buddy/config.ts'
import { type Frame, zoneCounts } from '../buddy/frame.ts'
import { ZONE_NAMES } from '../units.ts'

/** One row, without a line break: `Node 0, zone   Normal      2      0 `. */
export function buddyinfoRow(node: number, zone: string, counts: readonly number[]): string {
  const cells = counts.map((count) => `${String(count).padStart(6)} `).join('')
  return `Node ${node}, zone ${zone.padStart(8)} ${cells}`
}

/** The zones as the kernel lists them: node by node, lowest zone first; indices into the config's. */
export function kernelOrder(config: MachineConfig): number[] {
  const rank = (i: number) => {
    const zone = config.zones[i]
    return (zone?.node ?? 0) * ZONE_NAMES.length + ZONE_NAMES.indexOf(zone?.zone ?? 'Normal')
  }
  return config.zones.map((_, i) => i).sort((a, b) => rank(a) - rank(b))
}

/** All rows of a frame, each ended by a line break. */
export function formatBuddyinfo(config: MachineConfig, frame: Frame): string {
  return kernelOrder(config)
    .map((i) => {
      const { node, zone } = config.zones[i] as ZoneConfig
      return `${buddyinfoRow(node, zone, zoneCounts(frame, i, config.maxOrder))}\n`
    })
    .join('')
}
