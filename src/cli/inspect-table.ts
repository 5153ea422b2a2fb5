// `inspect` for people: a table a zone, the verdict that the page has as its ticket, then what else was
// read and what was not.

import { diagnose } from '../core/diagnose/diagnose.ts'
import { isCgroupKill } from '../core/diagnose/gravity.ts'
import { ticketText } from '../core/diagnose/ticket.ts'
import { secondsOf } from '../core/diagnose/words.ts'
import type { Reading, Report } from '../core/kernel-text/reading.ts'
import { freePages, type ZoneMemory } from '../core/memory/memory.ts'
import { formatIndex } from '../core/metrics/format-index.ts'
import { unusableIndex } from '../core/metrics/unusable-index.ts'
import { type Bytes, formatBytes, pagesIn } from '../core/units.ts'
import type { Output } from './output.ts'

/** Snapshots that are printed; --json has them all. */
const MOST_SNAPSHOTS = 20

export async function writeTables(reading: Reading, output: Output): Promise<void> {
  const { snapshots, pageSize } = reading
  if (reading.found.length > 0) output.add(pageSizeLine(reading))
  const first = Math.max(0, snapshots.length - MOST_SNAPSHOTS)
  if (first > 0) output.add(`\n${first} snapshots before are left out; --json has them all.\n`)
  for (let i = first; i < snapshots.length; i++) {
    const snapshot = snapshots.at(i)
    if (!snapshot) break
    if (snapshots.length > 1) output.add(`\n${headOf(i + 1, snapshots.length, snapshot.at)}\n`)
    for (const zone of snapshot.zones) {
      output.add(`\n${zoneTable(zone, pageSize.bytes)}`)
      await output.settle()
    }
  }
  for (const report of reading.reports) output.add(`\n${reportText(report, pageSize.bytes)}`)
  if (reading.found.length > 0) output.add(`\n${verdict(reading)}`)
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

/** Of the last snapshot where there are several, as the page shows it first. */
function verdict(reading: Reading): string {
  return ticketText(diagnose(reading, { snapshot: null, pageSize: null }))
}

function reportText(report: Report, pageSize: Bytes): string {
  const { line, task, order, flags, era, zones } = report
  const what = whatOf(report)
  const size =
    order === null || order < 0
      ? ''
      : `, order ${order} (${formatBytes(pageSize * pagesIn(order))})`
  const by = task === null ? '' : ` by ${task}`
  const mode = flags.length > 0 ? `, ${flags.join('|')}` : ''
  const told = era?.kernels ? `\n  Flags as in kernels ${era.kernels}, told by ${era.from}.` : ''
  const tables = zones.map((zone) => `\n${zoneTable(zone, pageSize)}`)
  return `${what}${by} (line ${line})${size}${mode}${told}\n${tables.join('')}`
}

function whatOf(report: Report): string {
  const { kind, stalledMs, caller, killed, isAskedFor } = report
  if (kind === 'oom' && isCgroupKill(report)) return "OOM kill at a cgroup's limit"
  if (kind === 'oom') return killed === null ? 'OOM killer called' : 'OOM kill'
  if (kind === null) return isAskedFor ? 'Memory shown by hand (SysRq m)' : 'Memory report'
  if (stalledMs !== null) return `Page allocation that waits since ${secondsOf(stalledMs)}`
  return caller === null ? 'Page allocation failure' : `${caller} failure`
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
