// The machine in a line, over the pictures.

import { type MachineConfig, zoneLabel } from '../core/buddy/config.ts'
import { formatBytes, pageCount } from '../core/units.ts'

interface MachineSummary {
  /** `Node 0, zone Normal`, `2 nodes, 5 zones` */
  readonly zones: string
  /** `32 KiB` */
  readonly size: string
  /** `8 pages · lowest address first` */
  readonly rest: string
}

export function machineSummary({ zones, pageSize, placement }: MachineConfig): MachineSummary {
  const pages = zones.reduce((sum, zone) => sum + zone.pages, 0)
  const nodes = new Set(zones.map(({ node }) => node)).size
  const [only] = zones
  const several = nodes > 1 ? `${nodes} nodes, ${zones.length} zones` : `${zones.length} zones`
  const first = placement === 'lowest' ? 'lowest address first' : 'head of the list first'
  return {
    zones: only && zones.length === 1 ? zoneLabel(only) : several,
    size: formatBytes(pages * pageSize),
    rest: `${pageCount(pages)} · ${first}`,
  }
}
