// The watermarks of a running machine: set at the start, and again when vm.min_free_kbytes is
// written (mm/page_alloc.c: setup_per_zone_wmarks).

import type { Pages } from '../../units.ts'
import type { MachineConfig, ZoneConfig } from '../config.ts'
import type { Machine } from '../machine.ts'
import type { State } from '../state.ts'
import { ZONE_WORDS, type Zone } from '../zone.ts'
import { bootMinFree, type ZoneMarks, zoneMarks } from './min-free.ts'

/** Marks of every zone of a config; `minFree` in bytes, null: as at boot. */
export function configMarks(
  { zones, pageSize, pageblockOrder }: Pick<MachineConfig, 'zones' | 'pageSize' | 'pageblockOrder'>,
  minFree: number | null,
): ZoneMarks[] {
  const pages =
    minFree === null ? bootMinFree(zones, pageSize, 2 ** pageblockOrder) : minFree / pageSize
  return zoneMarks(zones, pages)
}

/** The first zone whose min mark would exceed it, and that mark; null: all fit, or there are no marks. */
export function markMisfit(config: MachineConfig): { zone: ZoneConfig; min: Pages } | null {
  if (!config.watermarks) return null
  const marks = configMarks(config, config.minFree)
  const index = config.zones.findIndex(({ pages }, i) => (marks[i]?.min ?? 0) > pages)
  const zone = config.zones[index]
  return zone ? { zone, min: marks[index]?.min ?? 0 } : null
}

/** Writes the marks of all zones; without watermarks they stay 0. */
export function setMarks(machine: Machine, minFree: number | null): void {
  const { config, state, zones } = machine
  if (!config.watermarks) return
  const marks = configMarks(config, minFree)
  for (const zone of zones) {
    const { min, low, high } = marks[zone.index] as ZoneMarks
    state.set(zone.counters + ZONE_WORDS.min, min)
    state.set(zone.counters + ZONE_WORDS.low, low)
    state.set(zone.counters + ZONE_WORDS.high, high)
  }
}

export function markOf(state: State, zone: Zone, mark: 'min' | 'low' | 'high'): Pages {
  return state.words[zone.counters + ZONE_WORDS[mark]] as number
}

export function marksOf(state: State, zone: Zone): ZoneMarks {
  return {
    min: markOf(state, zone, 'min'),
    low: markOf(state, zone, 'low'),
    high: markOf(state, zone, 'high'),
  }
}
