// What a diagnosis looks at: the zones' free blocks from whatever part of the text has them, and beside
// each zone its watermarks and its migratetypes where the text has those too.

import type { Pagetypeinfo, Reading, Report } from '../kernel-text/reading.ts'
import type { TypeMemory, ZoneMemory } from '../memory/memory.ts'
import { type Bytes, formatBytes, type Order } from '../units.ts'
import { isCutRow } from './cut-row.ts'
import type { DiagnoseOptions, Diagnosis, Marks } from './diagnosis.ts'
import { gravestOf } from './gravity.ts'
import { marksOf, reportMarks } from './marks.ts'
import { atLeast } from './type-memory.ts'

export type ZonesSource = 'buddyinfo' | 'report' | 'pagetypeinfo' | 'prometheus' | null

export interface ZoneScene {
  readonly node: number
  readonly zone: string
  readonly counts: readonly number[]
  /** Which types have free blocks, by order, `UME`; '' where it is not told. Only reports have them. */
  readonly letters: readonly string[]
  /** Its row ends before the zone's orders do: what is above the last count is not told. */
  readonly isCut: boolean
  /** From this order on the counts are exact, below they are lower bounds (`>100000`); 0: all are exact. */
  readonly exactFrom: Order
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
  /** Where the rows of a /proc/buddyinfo begin; null: the zones are of something else. */
  readonly firstLine: number | null
  readonly zones: readonly ZoneScene[]
  /** Zones whose marks the text has, with counts or without. */
  readonly marks: readonly ZoneMarks[]
  /** The report whose zones these are. */
  readonly report: Report | null
  readonly pagetypeinfo: Pagetypeinfo | null
}

export interface ZoneMarks {
  readonly node: number
  readonly zone: string
  readonly marks: Marks
}

type Blocks = ZoneMemory & Partial<Pick<ZoneScene, 'letters' | 'isCut' | 'exactFrom'>>

interface Source {
  readonly source: ZonesSource
  readonly from: string
  readonly firstLine?: number
  readonly zones: readonly Blocks[]
  readonly report: Report | null
}

export function sceneOf(reading: Reading, options: DiagnoseOptions): Scene {
  const pageSize = pageSizeOf(reading, options)
  const pagetypeinfo = atSame(reading.pagetypeinfo, reading.snapshots.length, options.snapshot)
  const {
    source,
    from,
    firstLine = null,
    zones,
    report,
  } = sourceOf(reading, options, pagetypeinfo, pageSize.bytes)
  const marks = marksIn(reading, pageSize.bytes, report, options.snapshot)
  const maxOrder = zones.reduce((most, { counts }) => Math.max(most, counts.length - 1), -1)
  return {
    reading,
    pageSize,
    pageblock: pageblockOf(reading, pagetypeinfo, pageSize.bytes, maxOrder),
    maxOrder,
    source,
    zonesFrom: from,
    firstLine,
    zones: zones.map(({ node, zone, counts, letters = [], isCut, exactFrom = 0 }) => ({
      node,
      zone,
      counts,
      letters,
      isCut: isCut ?? counts.length <= maxOrder,
      exactFrom,
      marks: marks.find((one) => isSame(one, { node, zone }))?.marks ?? null,
      types: pagetypeinfo?.free.filter((one) => one.node === node && one.zone === zone) ?? [],
    })),
    marks,
    report,
    pagetypeinfo,
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
  pageSize: Bytes,
): Source {
  const { snapshots, prometheus } = reading
  const none = { report: null }
  const snapshot = snapshots.at(options.snapshot ?? snapshots.length - 1) ?? snapshots.at(-1)
  if (snapshot)
    return {
      ...none,
      source: 'buddyinfo',
      from: '/proc/buddyinfo',
      firstLine: snapshot.line,
      zones: snapshot.zones,
    }
  const report = reportWithZones(reading, options)
  if (report) {
    const from = `the report at line ${report.line}`
    const zones = report.zones.map((row) => ({ ...row, isCut: isCutRow(row, report, pageSize) }))
    return { source: 'report', from, zones, report }
  }
  if (pagetypeinfo && pagetypeinfo.free.length > 0) {
    const zones = sumOfTypes(pagetypeinfo)
    return { ...none, source: 'pagetypeinfo', from: '/proc/pagetypeinfo', zones }
  }
  const scrape = prometheus[options.snapshot ?? prometheus.length - 1] ?? prometheus.at(-1)
  if (scrape) return { ...none, source: 'prometheus', from: 'Prometheus', zones: scrape.zones }
  return { ...none, source: null, from: '', zones: [] }
}

/** The one that is chosen; else the gravest, of several the last. */
function reportWithZones({ reports }: Reading, { report }: DiagnoseOptions): Report | null {
  const chosen = report === undefined || report === null ? undefined : reports[report]
  if (chosen && chosen.zones.length > 0) return chosen
  return gravestOf(reports.filter(({ zones }) => zones.length > 0))
}

/** The zones of a report, those without free lists too, with its marks. */
export function zonesOf(report: Report, pageSize: Bytes): ZoneScene[] {
  const marks = reportMarks(report, pageSize)
  const listed = report.zones.map((row) => ({
    node: row.node,
    zone: row.zone,
    counts: row.counts,
    letters: row.letters,
    isCut: isCutRow(row, report, pageSize),
    exactFrom: 0,
    marks: marks.find((one) => isSame(one, row))?.marks ?? null,
    types: [],
  }))
  const others = marks.filter((one) => !listed.some((zone) => isSame(zone, one)))
  const none = { counts: [], letters: [], isCut: true, exactFrom: 0, types: [] }
  return [...listed, ...others.map((one) => ({ ...one, ...none }))]
}

interface Place {
  readonly node: number
  readonly zone: string
}

function isSame(a: Place, b: Place): boolean {
  return a.node === b.node && a.zone === b.zone
}

/** All types of a zone together; a capped count (`>100000`) is taken as that many, which it is at least. */
function sumOfTypes({ free }: Pagetypeinfo): Blocks[] {
  const sums = new Map<string, { node: number; zone: string; counts: number[]; exactFrom: Order }>()
  for (const { node, zone, counts } of free) {
    const key = `${node} ${zone}`
    const sum = sums.get(key) ?? { node, zone, counts: [], exactFrom: 0 }
    sums.set(key, sum)
    for (const [order, count] of counts.entries()) {
      sum.counts[order] = (sum.counts[order] ?? 0) + atLeast(count)
      if (typeof count !== 'number') sum.exactFrom = Math.max(sum.exactFrom, order + 1)
    }
  }
  return [...sums.values()]
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
 * log2(page size / 8), at most the max order (mm/mm_init.c: set_pageblock_order). A report prints which sizes
 * there are (hugepages_size), where that is another: 2 MiB with pages of 64 KiB on ppc64.
 */
function pageblockOf(
  { extfragEvents, reports }: Reading,
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
  const printed = hugePageOrders(reports, pageSize)
  const [smallest] = printed
  if (smallest !== undefined) {
    const own = printed.includes(usual) ? usual : smallest
    if (maxOrder < 0 || own <= maxOrder)
      return { order: own, from: `hugepages_size=${(2 ** own * pageSize) / 1024}kB`, name }
  }
  const order = maxOrder < 0 ? usual : Math.min(usual, maxOrder)
  const size = formatBytes(2 ** order * pageSize)
  // Pages of 4 KiB always come with more orders: rows so short were cut off.
  if (order < usual && pageSize === 4096)
    return { order, from: `the largest order in the text, ${size}`, name: 'block' }
  const from = `assumed: ${size} huge pages, usual with pages of ${formatBytes(pageSize)}`
  return { order, from, name }
}

/** Orders of the hugetlb sizes that the last report with any prints, smallest first. */
function hugePageOrders(reports: readonly Report[], pageSize: Bytes): Order[] {
  const pools = reports.findLast(({ hugepages }) => hugepages.length > 0)?.hugepages ?? []
  const orders = pools.map(({ sizeKB }) => Math.log2((sizeKB * 1024) / pageSize))
  return [...new Set(orders)]
    .filter((one) => Number.isInteger(one) && one > 0)
    .sort((a, b) => a - b)
}
