// `inspect` for people: a table and a verdict a zone, then what else was read and what was not.

import type { Reading, Report } from '../core/kernel-text/reading.ts'
import { freePages, largestFreeOrder, type ZoneMemory } from '../core/memory/memory.ts'
import { formatIndex } from '../core/metrics/format-index.ts'
import { unusableIndex } from '../core/metrics/unusable-index.ts'
import { type Bytes, formatBytes, type Order, pagesIn } from '../core/units.ts'
import type { Output } from './output.ts'

/** The largest order that the kernel retries hard for (PAGE_ALLOC_COSTLY_ORDER). */
const COSTLY_ORDER = 3
/** Snapshots that are printed; --json has them all. */
const MOST_SNAPSHOTS = 20

export async function writeTables(reading: Reading, output: Output): Promise<void> {
  const { snapshots, pageSize } = reading
  if (reading.found.length > 0) output.add(pageSizeLine(reading))
  const first = Math.max(0, snapshots.length - MOST_SNAPSHOTS)
  if (first > 0) output.add(`\n${first} snapshots before are left out; --json has them all.\n`)
  const pageblockOrder = reading.pagetypeinfo.at(-1)?.pageBlockOrder ?? null
  for (let i = first; i < snapshots.length; i++) {
    const snapshot = snapshots.at(i)
    if (!snapshot) break
    if (snapshots.length > 1) output.add(`\n${headOf(i + 1, snapshots.length, snapshot.at)}\n`)
    for (const zone of snapshot.zones) {
      output.add(
        `\n${zoneTable(zone, pageSize.bytes)}${verdict(zone, pageSize.bytes, pageblockOrder)}\n`,
      )
      await output.settle()
    }
  }
  for (const report of reading.reports) output.add(`\n${reportText(report, pageSize.bytes)}`)
  output.add(otherParts(reading))
  if (reading.unread.length > 0) {
    output.add('\nNot read, or not whole:\n')
    for (const { line, why } of reading.unread) output.add(`  line ${line}: ${why}\n`)
  }
}

function pageSizeLine({ pageSize }: Reading): string {
  const { bytes, line } = pageSize
  const from = line === null ? 'assumed: the text does not tell' : `as line ${line} shows`
  return `Pages of ${formatBytes(bytes)} (${from}).\n`
}

function headOf(number: number, of: number, at: string | null): string {
  return `Snapshot ${number} of ${of}${at === null ? '' : `, ${at}`}`
}

function zoneTable({ node, zone, counts }: ZoneMemory, pageSize: Bytes): string {
  const total = freePages(counts)
  const rows = counts.map((count, order) => {
    const pages = count * pagesIn(order)
    const share = total ? `${((pages * 100) / total).toFixed(1)} %` : '–'
    return [
      String(order),
      formatBytes(pageSize * pagesIn(order)),
      String(count),
      formatBytes(pages * pageSize),
      share,
      formatIndex(unusableIndex(counts, order)),
    ]
  })
  const heads = ['order', 'block', 'free', 'bytes', 'share', 'unusable']
  return `Node ${node}, zone ${zone}\n${columns([heads, ...rows])}`
}

/** Right-aligned columns. */
function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    `  ${row.map((cell, i) => cell.padStart(widths[i] ?? 0)).join('  ')}\n`
  return rows.map(line).join('')
}

function verdict(zone: ZoneMemory, pageSize: Bytes, pageblockOrder: Order | null): string {
  const { counts } = zone
  const largest = largestFreeOrder(counts)
  if (largest < 0) return '  Nothing is free here.'
  const pages = freePages(counts)
  const free = pages === null ? 'More than can be counted' : formatBytes(pages * pageSize)
  const asked = [COSTLY_ORDER, pageblockOrder].filter((order) => order !== null)
  const served = [...new Set(asked)].map((order) => servedText(counts, order, pageSize))
  return `  ${free} free, the largest block ${formatBytes(pageSize * pagesIn(largest))} (order ${largest}). ${served.join(' ')}`
}

function servedText(counts: readonly number[], order: Order, pageSize: Bytes): string {
  const times = counts.reduce(
    (sum, count, o) => (o < order ? sum : sum + count * pagesIn(o - order)),
    0,
  )
  const what = `${formatBytes(pageSize * pagesIn(order))} in one piece (order ${order})`
  if (times > 0) return `${what} can be had ${times === 1 ? 'once' : `${times} times`}.`
  return `${what} cannot be had: ${order < counts.length ? 'what is free stands in smaller blocks' : 'no order is so large'}.`
}

function reportText(report: Report, pageSize: Bytes): string {
  const { kind, line, task, order, flags, era, zones } = report
  const what =
    kind === 'oom' ? 'OOM kill' : kind === 'allocfail' ? 'Page allocation failure' : 'Memory report'
  const size =
    order === null || order < 0
      ? ''
      : `, order ${order} (${formatBytes(pageSize * pagesIn(order))})`
  const by = task === null ? '' : ` by ${task}`
  const mode = flags.length > 0 ? `, ${flags.join('|')}` : ''
  const told = era?.kernels ? `\n  Flags as in kernels ${era.kernels}, told by ${era.from}.` : ''
  const lines = zones.map(
    (zone) => `  Node ${zone.node}, zone ${zone.zone}:${verdict(zone, pageSize, null)}\n`,
  )
  return `${what}${by} (line ${line})${size}${mode}${told}\n${lines.join('')}`
}

function otherParts(reading: Reading): string {
  const { pagetypeinfo, zoneinfo, extfragIndex, unusableIndex: unusable } = reading
  const { extfragEvents, pageEvents, prometheus } = reading
  const parts = [
    [pagetypeinfo.length, 'pagetypeinfo'],
    [zoneinfo.length, 'zoneinfo'],
    [extfragIndex.length, 'extfrag_index'],
    [unusable.length, 'unusable_index'],
    [prometheus.length, 'Prometheus scrape'],
    [extfragEvents.total, `fallback event (${extfragEvents.fragmenting} of them fragmenting)`],
    [pageEvents.total, `page event (${pageEvents.allocs} allocations, ${pageEvents.frees} frees)`],
  ] as const
  const told = parts.filter(([count]) => count > 0).map(([count, what]) => `  ${count} × ${what}\n`)
  return told.length > 0 ? `\nAlso read; --json has the figures:\n${told.join('')}` : ''
}
