// What a diagnosis looks at: the zones' free blocks from whatever part of the text has them, and beside
// each zone its watermarks and its migratetypes where the text has those too.

import type { Pagetypeinfo, Reading, Report } from '../kernel-text/reading.ts'
import type { TypeMemory, ZoneMemory } from '../memory/memory.ts'
import { type Bytes, formatBytes, type Order } from '../units.ts'
import type { DiagnoseOptions, Diagnosis, Marks } from './diagnosis.ts'
import { marksOf, reportMarks } from './marks.ts'

export type ZonesSource = 'buddyinfo' | 'report' | 'pagetypeinfo' | 'prometheus' | null

export interface ZoneScene {
  readonly node: number
  readonly zone: string
  readonly counts: readonly number[]
  /** Which types have free blocks, by order, `UME`; '' where it is not told. Only reports have them. */
  readonly letters: readonly string[]
  readonly marks: Marks | null
  readonly types: readonly TypeMemory[]
}

export interface Scene {
  readonly reading: Reading
  readonly pageSize: Diagnosis['pageSize']
  readonly pageblock: Diagnosis['pageblock']
  /** Largest order that any zone has a count of; −1: there are no counts. */
  readonly maxOrder: Order
  readonly source: ZonesSource
  readonly zonesFrom: string
  readonly zones: readonly ZoneScene[]
  /** Zones whose marks the text has, with counts or without. */
  readonly marks: readonly ZoneMarks[]
  /** The report whose zones these are. */
  readonly report: Report | null
  readonly pagetypeinfo: Pagetypeinfo | null
  /** Zones that were left out since a type's count is capped: `>100000`. */
  readonly capped: readonly { readonly node: number; readonly zone: string }[]
}

export interface ZoneMarks {
  readonly node: number
  readonly zone: string
  readonly marks: Marks
}

type Blocks = ZoneMemory & { readonly letters?: readonly string[] }

interface Source {
  readonly source: ZonesSource
  readonly from: string
  readonly zones: readonly Blocks[]
  readonly report: Report | null
  readonly capped: Scene['capped']
}

export function sceneOf(reading: Reading, options: DiagnoseOptions): Scene {
  const pageSize = pageSizeOf(reading, options)
  const pagetypeinfo = atSame(reading.pagetypeinfo, reading.snapshots.length, options.snapshot)
  const { source, from, zones, report, capped } = sourceOf(reading, options, pagetypeinfo)
  const marks = marksIn(reading, pageSize.bytes, report, options.snapshot)
  const maxOrder = zones.reduce((most, { counts }) => Math.max(most, counts.length - 1), -1)
  return {
    reading,
    pageSize,
    pageblock: pageblockOf(reading, pagetypeinfo, pageSize.bytes, maxOrder),
    maxOrder,
    source,
    zonesFrom: from,
    zones: zones.map(({ node, zone, counts, letters = [] }) => ({
      node,
      zone,
      counts,
      letters,
      marks: marks.find((one) => isSame(one, { node, zone }))?.marks ?? null,
      types: pagetypeinfo?.free.filter((one) => one.node === node && one.zone === zone) ?? [],
    })),
    marks,
    report,
    pagetypeinfo,
    capped,
  }
}

function pageSizeOf({ pageSize }: Reading, options: DiagnoseOptions): Diagnosis['pageSize'] {
  if (options.pageSize !== null) return { bytes: options.pageSize, from: 'chosen by you' }
  const { bytes, line } = pageSize
  return { bytes, from: line === null ? 'assumed: the text does not tell' : `line ${line}` }
}

/** The table that belongs to the snapshot where there are as many of both, else the last. */
function atSame<Table>(
  tables: readonly Table[],
  snapshots: number,
  snapshot: number | null,
): Table | null {
  const index = snapshot !== null && tables.length === snapshots ? snapshot : tables.length - 1
  return tables[index] ?? null
}

function sourceOf(
  reading: Reading,
  options: DiagnoseOptions,
  pagetypeinfo: Pagetypeinfo | null,
): Source {
  const { snapshots, prometheus } = reading
  const none = { report: null, capped: [] }
  const snapshot = snapshots.at(options.snapshot ?? snapshots.length - 1) ?? snapshots.at(-1)
  if (snapshot)
    return { ...none, source: 'buddyinfo', from: '/proc/buddyinfo', zones: snapshot.zones }
  const report = reportWithZones(reading, options)
  if (report) {
    const from = `the report at line ${report.line}`
    return { ...none, source: 'report', from, zones: report.zones, report }
  }
  if (pagetypeinfo && pagetypeinfo.free.length > 0) {
    const { zones, capped } = sumOfTypes(pagetypeinfo)
    return { ...none, source: 'pagetypeinfo', from: '/proc/pagetypeinfo', zones, capped }
  }
  const scrape = prometheus[options.snapshot ?? prometheus.length - 1] ?? prometheus.at(-1)
  if (scrape) return { ...none, source: 'prometheus', from: 'Prometheus', zones: scrape.zones }
  return { ...none, source: null, from: '', zones: [] }
}

function reportWithZones({ reports }: Reading, { report }: DiagnoseOptions): Report | null {
  const chosen = report === undefined || report === null ? undefined : reports[report]
  if (chosen && chosen.zones.length > 0) return chosen
  return reports.findLast(({ zones }) => zones.length > 0) ?? null
}

/** The zones of a report, those without free lists too, with its marks. */
export function zonesOf(report: Report, pageSize: Bytes): ZoneScene[] {
  const marks = reportMarks(report, pageSize)
  const listed = report.zones.map(({ node, zone, counts, letters }) => ({
    node,
    zone,
    counts,
    letters,
    marks: marks.find((one) => isSame(one, { node, zone }))?.marks ?? null,
    types: [],
  }))
  const others = marks.filter((one) => !listed.some((zone) => isSame(zone, one)))
  return [...listed, ...others.map((one) => ({ ...one, counts: [], letters: [], types: [] }))]
}

interface Place {
  readonly node: number
  readonly zone: string
}

function isSame(a: Place, b: Place): boolean {
  return a.node === b.node && a.zone === b.zone
}

/** All types of a zone together; zones with a capped count are told apart. */
function sumOfTypes({ free }: Pagetypeinfo): { zones: ZoneMemory[]; capped: Scene['capped'] } {
  const sums = new Map<
    string,
    { node: number; zone: string; counts: number[]; isCapped: boolean }
  >()
  for (const { node, zone, counts } of free) {
    const key = `${node} ${zone}`
    const sum = sums.get(key) ?? { node, zone, counts: [], isCapped: false }
    sums.set(key, sum)
    for (const [order, count] of counts.entries()) {
      if (typeof count === 'number') sum.counts[order] = (sum.counts[order] ?? 0) + count
      else sum.isCapped = true
    }
  }
  const all = [...sums.values()]
  return {
    zones: all.filter(({ isCapped }) => !isCapped),
    capped: all.filter(({ isCapped }) => isCapped).map(({ node, zone }) => ({ node, zone })),
  }
}

function marksIn(
  reading: Reading,
  pageSize: Bytes,
  shown: Report | null,
  snapshot: number | null,
): ZoneMarks[] {
  const zoneinfo = shown ? null : atSame(reading.zoneinfo, reading.snapshots.length, snapshot)
  if (zoneinfo)
    return zoneinfo.zones.map((zone) => ({
      node: zone.node,
      zone: zone.zone,
      marks: marksOf(zone),
    }))
  const report = shown ?? reading.reports.findLast(({ watermarks }) => watermarks.length > 0)
  return report ? reportMarks(report, pageSize) : []
}

/**
 * A huge page is mapped by one entry a level up, where a table of 8-byte entries fills one page: order
 * log2(page size / 8), at most the max order (mm/mm_init.c: set_pageblock_order).
 */
function pageblockOf(
  { extfragEvents }: Reading,
  pagetypeinfo: Pagetypeinfo | null,
  pageSize: Bytes,
  maxOrder: Order,
): Diagnosis['pageblock'] {
  const told = pagetypeinfo?.pageBlockOrder ?? null
  const name = 'huge page'
  if (told !== null) return { order: told, from: '/proc/pagetypeinfo', name }
  const traced = extfragEvents.events.at(0)?.pageblockOrder ?? null
  if (traced !== null) return { order: traced, from: 'the traced events', name }
  const usual = Math.log2(pageSize / 8)
  const order = maxOrder < 0 ? usual : Math.min(usual, maxOrder)
  const size = formatBytes(2 ** order * pageSize)
  // Pages of 4 KiB always come with more orders: rows so short were cut off.
  if (order < usual && pageSize === 4096)
    return { order, from: `the largest order in the text, ${size}`, name: 'block' }
  const from = `assumed: ${size} huge pages, usual with pages of ${formatBytes(pageSize)}`
  return { order, from, name }
}
