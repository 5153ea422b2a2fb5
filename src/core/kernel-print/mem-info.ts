// Mem-Info, which a failed request and the out-of-memory killer print, as mm/show_mem.c:
// show_free_areas does: what a simulated machine has, and no other field. From 6.1 on without the
// zones above the highest that the request may use.

import type { MachineConfig, ZoneConfig } from '../buddy/config.ts'
import { type Counter, counterOf } from '../buddy/frame.ts'
import { HIGHATOMIC } from '../buddy/migratetype.ts'
import { type Pages, ZONE_NAMES } from '../units.ts'
import { countsByOrder, countsByType, isSince, type PrintedFrame, pagesFrom } from './counts.ts'
import { protection } from './zoneinfo.ts'
import { kernelZones } from './zones.ts'

/** Which types have a block of an order (show_migration_types). */
const LETTERS = 'UMEH'

/** Lines without breaks; `highest` is the rank of the highest zone that the request may use. */
export function memInfoLines(
  config: MachineConfig,
  frame: PrintedFrame,
  highest: number,
): string[] {
  const all = kernelZones(config)
  const shown = all.filter(
    ({ zone }) => !isSince(config, '6.1') || ZONE_NAMES.indexOf(zone.zone) <= highest,
  )
  const free = sum(all.map(({ index }) => pagesFrom(countsByOrder(config, frame, index))))
  const pcp = sum(all.map(({ index }) => counter(frame, index, 'pcpPages')))
  const high = all.filter(({ zone }) => zone.zone === 'HighMem' || zone.zone === 'Movable')
  return [
    'Mem-Info:',
    ` free:${free} free_pcp:${pcp} free_cma:0`,
    ...shown.flatMap(({ index, zone }) => [
      `Node ${zone.node} ${zone.zone} ${zoneFields(config, frame, index, zone)}`,
      `lowmem_reserve[]: ${protection(config, index).join(' ')}`,
    ]),
    ...shown.map(({ index, zone }) => freeLine(config, frame, index, zone)),
    `${sum(all.map(({ zone }) => zone.pages))} pages RAM`,
    `${sum(high.map(({ zone }) => zone.pages))} pages HighMem/MovableOnly`,
    '0 pages reserved',
  ]
}

function zoneFields(
  config: MachineConfig,
  frame: PrintedFrame,
  index: number,
  { pages }: ZoneConfig,
): string {
  const kB = (count: Pages) => count * (config.pageSize / 1024)
  const of = (name: Counter) => kB(counter(frame, index, name))
  const highatomic = countsByType(config, frame, index)[HIGHATOMIC] ?? []
  return [
    `free:${kB(pagesFrom(countsByOrder(config, frame, index)))}kB`,
    ...(isSince(config, '6.1') ? ['boost:0kB'] : []),
    `min:${of('min')}kB`,
    `low:${of('low')}kB`,
    `high:${of('high')}kB`,
    // The kernel's own capital K.
    `reserved_highatomic:${of('highatomic')}KB`,
    ...(isSince(config, '6.18') ? [`free_highatomic:${kB(pagesFrom(highatomic))}KB`] : []),
    `present:${kB(pages)}kB`,
    `managed:${kB(pages)}kB`,
    `free_pcp:${of('pcpPages')}kB`,
    `local_pcp:${of('pcpPages')}kB`,
    'free_cma:0kB',
  ].join(' ')
}

/** `Node 0 Normal: 1*4kB (U) 0*8kB 2*16kB (UM) = 36kB`. */
function freeLine(
  config: MachineConfig,
  frame: PrintedFrame,
  index: number,
  { node, zone }: ZoneConfig,
): string {
  const types = countsByType(config, frame, index)
  const counts = countsByOrder(config, frame, index)
  const pageKB = config.pageSize / 1024
  const cells = counts.map((count, order) => {
    const letters = [...LETTERS].filter((_, type) => (types[type]?.[order] ?? 0) > 0).join('')
    return `${count}*${pageKB * 2 ** order}kB ${count > 0 ? `(${letters}) ` : ''}`
  })
  return `Node ${node} ${zone}: ${cells.join('')}= ${pagesFrom(counts) * pageKB}kB`
}

function counter({ linux }: PrintedFrame, index: number, name: Counter): number {
  return linux ? counterOf(linux, index, name) : 0
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
