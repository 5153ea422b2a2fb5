// /sys/kernel/debug/extfrag/extfrag_index of a machine, as mm/vmstat.c: extfrag_show_print prints it.
// Quotient and remainder of 1000 as C cuts them: −500 is `0.-500`.

import type { MachineConfig } from '../buddy/config.ts'
import { fragmentationIndex } from '../metrics/fragmentation-index.ts'
import { countsByOrder, isSince, type PrintedFrame } from './counts.ts'
import { kernelZones, zoneHead } from './zones.ts'

export function formatExtfragIndex(config: MachineConfig, frame: PrintedFrame): string {
  // `%2d.%03d ` since 5.17.
  const width = isSince(config, '6.1') ? 2 : 1
  return kernelZones(config)
    .map(({ index, zone }) => {
      const counts = countsByOrder(config, frame, index)
      const cells = counts.map((_, order) => cell(fragmentationIndex(counts, order), width))
      return `${zoneHead(zone.node, zone.zone)} ${cells.join('')}\n`
    })
    .join('')
}

function cell(index: number, width: number): string {
  const rest = index % 1000
  // `%03d` of a number below 0: the sign is one of the three.
  const digits = rest < 0 ? `-${String(-rest).padStart(2, '0')}` : String(rest).padStart(3, '0')
  return `${String(Math.trunc(index / 1000)).padStart(width)}.${digits} `
}
