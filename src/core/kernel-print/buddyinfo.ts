// /proc/buddyinfo of a machine, as mm/vmstat.c: frag_show_print prints it: a row a zone, the zone's
// name right-aligned in 8 columns, each count in 6 and a blank.

import type { MachineConfig } from '../buddy/config.ts'
import { type Frame, zoneCounts } from '../buddy/frame.ts'
import { kernelZones, zoneHead } from './zones.ts'

/** One row, without a line break: `Node 0, zone   Normal      2      0 `. */
export function buddyinfoRow(node: number, zone: string, counts: readonly number[]): string {
  const cells = counts.map((count) => `${String(count).padStart(6)} `).join('')
  return `${zoneHead(node, zone)} ${cells}`
}

/** All rows of a frame, each ended by a line break. */
export function formatBuddyinfo(config: MachineConfig, frame: Frame): string {
  return kernelZones(config)
    .map(
      ({ index, zone }) =>
        `${buddyinfoRow(zone.node, zone.zone, zoneCounts(frame, index, config.maxOrder))}\n`,
    )
    .join('')
}
