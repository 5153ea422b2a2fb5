// /sys/kernel/debug/extfrag/unusable_index of a machine, as mm/vmstat.c: unusable_show_print prints it.

import type { MachineConfig } from '../buddy/config.ts'
import { unusableIndex } from '../metrics/unusable-index.ts'
import { countsByOrder, type PrintedFrame } from './counts.ts'
import { kernelZones, zoneHead } from './zones.ts'

export function formatUnusableIndex(config: MachineConfig, frame: PrintedFrame): string {
  return kernelZones(config)
    .map(({ index, zone }) => {
      const counts = countsByOrder(config, frame, index)
      const cells = counts.map((_, order) => cell(unusableIndex(counts, order)))
      return `${zoneHead(zone.node, zone.zone)} ${cells.join('')}\n`
    })
    .join('')
}

function cell(index: number): string {
  return `${Math.floor(index / 1000)}.${String(index % 1000).padStart(3, '0')} `
}
