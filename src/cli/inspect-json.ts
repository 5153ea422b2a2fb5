// `inspect --json`: one JSON value, written as it is made (cli.md has its shape).

import type {
  ExtfragEvent,
  IndexTable,
  Pagetypeinfo,
  Reading,
  Report,
  ZoneinfoZone,
} from '../core/kernel-text/reading.ts'
import { freePages, largestFreeOrder, type ZoneMemory } from '../core/memory/memory.ts'
import { fragmentationIndex } from '../core/metrics/fragmentation-index.ts'
import { unusableIndex } from '../core/metrics/unusable-index.ts'
import type { Output } from './output.ts'

export async function writeInspection(reading: Reading, output: Output): Promise<void> {
  const { found, pageSize, unread } = reading
  const from = pageSize.line === null ? 'default' : `line ${pageSize.line}`
  output.add(`{\n"found": ${JSON.stringify(found)},\n`)
  output.add(`"pageSize": ${JSON.stringify({ bytes: pageSize.bytes, from })},\n`)
  await writeList(output, 'snapshots', reading.snapshots, ({ at, zones }) => ({
    at,
    zones: zones.map(zoneJson),
  }))
  if (found.includes('pagetypeinfo'))
    await writeList(output, 'pagetypeinfo', reading.pagetypeinfo, pagetypeinfoJson)
  if (found.includes('zoneinfo'))
    await writeList(output, 'zoneinfo', reading.zoneinfo, ({ zones }) => ({
      zones: zones.map(zoneinfoJson),
    }))
  if (found.includes('extfrag_index'))
    await writeList(output, 'extfragIndex', reading.extfragIndex, indexJson)
  if (found.includes('unusable_index'))
    await writeList(output, 'unusableIndex', reading.unusableIndex, indexJson)
  if (reading.reports.length > 0) await writeList(output, 'reports', reading.reports, reportJson)
  if (found.includes('extfrag-events')) await writeEvents(output, reading)
  if (found.includes('page-events')) {
    const { total, allocs, frees } = reading.pageEvents
    output.add(`"pageEvents": ${JSON.stringify({ total, allocs, frees })},\n`)
  }
  if (found.includes('prometheus'))
    await writeList(output, 'prometheus', reading.prometheus, ({ instance, zones }) => ({
      instance,
      zones: zones.map(({ node, zone, counts }) => ({ node, zone, counts })),
    }))
  output.add(`"unread": ${JSON.stringify(unread)}\n}\n`)
}

async function writeList<Item>(
  output: Output,
  key: string,
  list: Iterable<Item>,
  json: (item: Item) => unknown,
): Promise<void> {
  output.add(`${JSON.stringify(key)}: `)
  await writeItems(output, list, json)
  output.add(',\n')
}

async function writeItems<Item>(
  output: Output,
  list: Iterable<Item>,
  json: (item: Item) => unknown,
): Promise<void> {
  let separator = '[\n'
  for (const item of list) {
    output.add(separator + JSON.stringify(json(item)))
    separator = ',\n'
    await output.settle()
  }
  output.add(separator === '[\n' ? '[]' : '\n]')
}

async function writeEvents(output: Output, { extfragEvents }: Reading): Promise<void> {
  const { total, fragmenting, events } = extfragEvents
  output.add(`"extfragEvents": {"total": ${total}, "fragmenting": ${fragmenting}, "events": `)
  await writeItems<ExtfragEvent>(output, events, (event) => event)
  output.add('},\n')
}

function zoneJson({ node, zone, counts }: ZoneMemory) {
  const orders = counts.map((_, order) => order)
  return {
    node,
    zone,
    counts,
    freePages: freePages(counts),
    largestFreeOrder: largestFreeOrder(counts),
    fragmentationIndex: orders.map((order) => fragmentationIndex(counts, order)),
    unusableIndex: orders.map((order) => unusableIndex(counts, order)),
  }
}

function pagetypeinfoJson({ pageBlockOrder, pagesPerBlock, free, blocks }: Pagetypeinfo) {
  return {
    pageBlockOrder,
    pagesPerBlock,
    free: free.map(({ node, zone, type, counts }) => ({ node, zone, type, counts })),
    blocks: blocks.map(({ node, zone, counts }) => ({ node, zone, counts })),
  }
}

function zoneinfoJson(entry: ZoneinfoZone) {
  const { node, zone, free, min, low, high, managed, present, spanned, protection } = entry
  return { node, zone, free, min, low, high, managed, present, spanned, protection }
}

function indexJson({ zones }: IndexTable) {
  return { zones: zones.map(({ node, zone, values }) => ({ node, zone, values })) }
}

function reportJson({ kind, task, order, mode, flags, zones }: Report) {
  return {
    kind,
    task,
    order,
    mode,
    flags,
    zones: zones.map(({ node, zone, counts, totalKB }) => ({ node, zone, counts, totalKB })),
  }
}
