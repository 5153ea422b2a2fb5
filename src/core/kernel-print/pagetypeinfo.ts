// /proc/pagetypeinfo of a machine, as mm/vmstat.c: pagetypeinfo_show, pagetypeinfo_showfree_print and
// pagetypeinfo_showblockcount_print print it, the whole of it once a node. Four types, as a kernel
// built without CMA and without MEMORY_ISOLATION has: nothing here is ever isolated. `Number of mixed
// blocks` is left out: only a kernel with page_owner=on counts them. Where the machine does not group,
// everything is Unmovable, as with page_group_by_mobility_disabled.

import type { MachineConfig } from '../buddy/config.ts'
import { MIGRATETYPES } from '../units.ts'
import { countsByType, type PrintedFrame } from './counts.ts'
import { kernelZones, zoneHead } from './zones.ts'

/** Where the kernel stops counting a list. */
const MOST_COUNTED = 100_000

export function formatPagetypeinfo(config: MachineConfig, frame: PrintedFrame): string {
  const zones = kernelZones(config)
  const nodes = [...new Set(zones.map(({ zone }) => zone.node))]
  return nodes
    .map((node) => {
      const own = zones.filter(({ zone }) => zone.node === node)
      return [
        `Page block order: ${config.pageblockOrder}`,
        `Pages per block:  ${2 ** config.pageblockOrder}`,
        '',
        orderHeading(config),
        ...own.flatMap((one) => freeRows(config, frame, one)),
        '',
        `${'Number of blocks type '.padEnd(23)}${MIGRATETYPES.map((type) => `${type.padStart(12)} `).join('')}`,
        ...own.map((one) => blockRow(config, frame, one)),
      ]
        .map((line) => `${line}\n`)
        .join('')
    })
    .join('')
}

type PrintedZone = ReturnType<typeof kernelZones>[number]

function orderHeading({ maxOrder }: MachineConfig): string {
  const orders = Array.from({ length: maxOrder + 1 }, (_, order) => cell(order))
  return `${'Free pages count per migrate type at order'.padEnd(43)} ${orders.join('')}`
}

function freeRows(
  config: MachineConfig,
  frame: PrintedFrame,
  { index, zone }: PrintedZone,
): string[] {
  const counts = countsByType(config, frame, index)
  return MIGRATETYPES.map((type, i) => {
    const cells = Array.from({ length: config.maxOrder + 1 }, (_, order) =>
      cell(counts[i]?.[order] ?? 0),
    )
    const node = String(zone.node).padStart(4)
    return `Node ${node}, zone ${zone.zone.padStart(8)}, type ${type.padStart(12)} ${cells.join('')}`
  })
}

function cell(count: number): string {
  return count >= MOST_COUNTED ? `>${MOST_COUNTED} ` : `${String(count).padStart(6)} `
}

function blockRow(config: MachineConfig, frame: PrintedFrame, { index, zone }: PrintedZone) {
  const counts = MIGRATETYPES.map(() => 0)
  for (const type of pageblockTypes(config, frame, index)) counts[type] = (counts[type] ?? 0) + 1
  return `${zoneHead(zone.node, zone.zone)} ${counts.map((count) => `${String(count).padStart(12)} `).join('')}`
}

/** A type a pageblock that the zone has a part of. */
function pageblockTypes(
  { zones, pageblockOrder }: MachineConfig,
  { linux, types }: PrintedFrame,
  index: number,
): ArrayLike<number> & Iterable<number> {
  if (types > 1 && linux) {
    const { pageblockType, zonePageblocks } = linux
    return pageblockType.subarray(zonePageblocks[index], zonePageblocks[index + 1])
  }
  const { startPfn = 0, pages = 0 } = zones[index] ?? {}
  const size = 2 ** pageblockOrder
  const blocks = Math.ceil((startPfn + pages) / size) - Math.floor(startPfn / size)
  return new Uint8Array(blocks)
}
