// What a frame shows of the Linux machine alone: pageblock types, per-CPU lists, marks, scanners.

import { ZONE_NAMES } from '../../units.ts'
import { LISTED_BLOCKS, type LinuxFrame } from '../frame.ts'
import { largestPcpOrder } from '../frame-pcp.ts'
import type { Machine } from '../machine.ts'
import { PCP_TYPES } from '../migratetype.ts'
import { pageblockPages, pageblockStart, pageblockType } from '../pageblock.ts'
import { ZONE_WORDS, type Zone } from '../zone.ts'
import { highestAllowed } from '../zonelist.ts'
import { type AllocFlags, MARK_LOW, MARK_MIN } from './alloc-flags.ts'
import { pcpList } from './pcp-lists.ts'
import { testWatermark } from './watermark-ok.ts'

export function linuxSnapshot(machine: Machine): LinuxFrame {
  return { ...copyPageblocks(machine), ...copyPcp(machine), counters: copyCounters(machine) }
}

function copyPageblocks({ state, zones }: Machine) {
  const zonePageblocks = new Int32Array(zones.length + 1)
  const types: number[] = []
  for (const zone of zones) {
    if (zone.types > 1)
      for (let pfn = pageblockStart(zone, zone.start); pfn < zone.end; pfn += pageblockPages(zone))
        types.push(pageblockType(state, zone, pfn))
    zonePageblocks[zone.index + 1] = types.length
  }
  return { pageblockType: Uint8Array.from(types), zonePageblocks }
}

function copyPcp({ state, zones, maxOrder, config }: Machine) {
  const pfns: number[] = []
  const pcpStart = [0]
  if (config.pcp)
    for (const zone of zones)
      for (let order = 0; order <= largestPcpOrder(maxOrder); order++)
        for (let type = 0; type < PCP_TYPES; type++) {
          pfns.push(...pcpList(state, zone, order, type, LISTED_BLOCKS))
          pcpStart.push(pfns.length)
        }
  return { pcpPfn: Int32Array.from(pfns), pcpStart: Int32Array.from(pcpStart) }
}

/** In the order of COUNTER. */
function copyCounters(machine: Machine): Int32Array {
  const { state, zones, pcp } = machine
  const word = (zone: Zone, name: keyof typeof ZONE_WORDS) =>
    state.words[zone.counters + ZONE_WORDS[name]] as number
  return Int32Array.from(
    zones.flatMap((zone) => [
      word(zone, 'min'),
      word(zone, 'low'),
      word(zone, 'high'),
      word(zone, 'highatomic'),
      word(zone, 'pcpPages'),
      word(zone, 'migrateScanner') - 1,
      word(zone, 'freeScanner') - 1,
      pcp[zone.index]?.high(state) ?? 0,
      pcp[zone.index]?.batch ?? 0,
      ordersThatPass(machine, zone, MARK_LOW),
      ordersThatPass(machine, zone, MARK_MIN),
    ]),
  )
}

/** The bits of the counters passesLow and passesMin. */
function ordersThatPass(machine: Machine, zone: Zone, mark: AllocFlags): number {
  const highest = ZONE_NAMES.indexOf(highestAllowed(machine, { mobility: 'unmovable' }))
  let bits = 0
  for (let order = 0; order <= machine.maxOrder; order++)
    if (!machine.config.watermarks || testWatermark(machine, zone, order, highest, mark).ok)
      bits |= 1 << order
  return bits
}
