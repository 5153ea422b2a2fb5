// /proc/zoneinfo of a machine, as mm/vmstat.c: zoneinfo_show_print prints it: what a simulated machine
// has, and no other line. So no counters of a node (no LRU, no slab), no numa_* ones, no zones without
// memory; one CPU, which has no `vm stats threshold`. `high`, `high_min` and `high_max` are one number,
// as with vm.percpu_pagelist_high_fraction: the machine does not adapt it. What later kernels added is
// left out for the older ones.

import type { MachineConfig } from '../buddy/config.ts'
import { type Counter, counterOf } from '../buddy/frame.ts'
import { lowmemReserve } from '../buddy/linux/lowmem-reserve.ts'
import { ZONE_NAMES } from '../units.ts'
import { builtZones, countsByOrder, isSince, type PrintedFrame, pagesFrom } from './counts.ts'
import { kernelZones, zoneHead } from './zones.ts'

export function formatZoneinfo(config: MachineConfig, frame: PrintedFrame): string {
  return kernelZones(config)
    .flatMap(({ index }) => zoneLines(config, frame, index))
    .map((line) => `${line}\n`)
    .join('')
}

function zoneLines(config: MachineConfig, frame: PrintedFrame, index: number): string[] {
  const zone = config.zones[index]
  if (!zone) return []
  const { startPfn, pages } = zone
  const counts = countsByOrder(config, frame, index)
  const free = pagesFrom(counts)
  const of = (counter: Counter) => (frame.linux ? counterOf(frame.linux, index, counter) : 0)
  const [min, low, high] = [of('min'), of('low'), of('high')]
  const sizes: [string, number][] = [
    ...(isSince(config, '6.1') ? [['boost', 0] as [string, number]] : []),
    ['min', min],
    ['low', low],
    ['high', high],
    // A step above high, as high is above low.
    ...(isSince(config, '6.12') ? [['promo', high + (high - low)] as [string, number]] : []),
    ['spanned', pages],
    ['present', pages],
    ['managed', pages],
    ...(isSince(config, '6.1') ? [['cma', 0] as [string, number]] : []),
  ]
  const counters: [string, number][] = [
    ['nr_free_pages', free],
    ...(isSince(config, '6.18')
      ? [['nr_free_pages_blocks', pagesFrom(counts, config.pageblockOrder)] as [string, number]]
      : []),
    ['nr_free_cma', 0],
  ]
  return [
    zoneHead(zone.node, zone.zone),
    `  pages free     ${free}`,
    ...sizes.map(([key, value]) => `        ${key.padEnd(8)} ${value}`),
    `        protection: (${protection(config, index).join(', ')})`,
    ...counters.map(([key, value]) => `      ${key.padEnd(12)} ${value}`),
    ...(config.pcp ? pagesets(config, of) : []),
    `  start_pfn:           ${startPfn}`,
  ]
}

function pagesets(config: MachineConfig, of: (counter: Counter) => number): string[] {
  const high = of('pcpHigh')
  const values: [string, number][] = [
    ['count', of('pcpPages')],
    ['high', high],
    ['batch', of('pcpBatch')],
    ...(isSince(config, '6.18')
      ? ([
          ['high_min', high],
          ['high_max', high],
        ] as [string, number][])
      : []),
  ]
  const width = isSince(config, '6.18') ? 9 : 6
  return [
    '  pagesets',
    '    cpu: 0',
    ...values.map(([key, value]) => `              ${`${key}:`.padEnd(width)} ${value}`),
  ]
}

/** lowmem_reserve[] of a zone, a value for each zone that the kernel is built with. */
export function protection(config: MachineConfig, index: number): number[] {
  const reserve = config.watermarks ? lowmemReserve(config.zones)[index] : undefined
  return builtZones(config).map((name) => reserve?.[ZONE_NAMES.indexOf(name)] ?? 0)
}
