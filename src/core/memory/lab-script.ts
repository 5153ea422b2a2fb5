// A script whose zones start with just the free blocks of a reading, so that a request can be stepped through
// it. /proc/buddyinfo tells no addresses: where the blocks stand is made up, by the layout rule of
// `zone … free`. Where the text tells the migratetypes too, or the watermarks, it is the Linux machine that starts
// so. What the Lab cannot hold is left out, and told; so is a request that failed and is served here.

import {
  type Bytes,
  formatBytes,
  formatCount,
  MAX_ORDER_LIMIT,
  MAX_PAGES,
  type Order,
  type Pages,
  type Pfn,
  pageCount,
  pagesIn,
  ZONE_NAMES,
} from '../units.ts'
import { fits, smallestZone } from './free-layout.ts'
import {
  type LabLinux,
  type LabMachine,
  type LabRequest,
  linuxMachine,
  outcomeNotes,
  PLAIN_MACHINE,
  requestLines,
} from './lab-machine.ts'
import { plain, quote, scriptSize } from './lab-text.ts'
import type { Count } from './memory.ts'
import { fitsTyped, smallestTyped, type TypedBlocks } from './typed-layout.ts'

/** Free blocks of a zone, by order; a count may be capped. */
export interface LabZone {
  readonly node: number
  readonly zone: string
  readonly counts: readonly Count[]
  /** The same by migratetype; left out: the text does not tell. */
  readonly types?: readonly TypedBlocks[]
}

/** How large a zone is, where the text tells it. */
export interface LabSize {
  readonly node: number
  readonly zone: string
  readonly pages: Pages
  /** Where it stands: `managed in zoneinfo`. */
  readonly from: string
}

export interface LabOptions {
  readonly pageSize: Bytes
  /** Of the pageblocks; null: not told. */
  readonly pageblockOrder: Order | null
  readonly title: string
  /** Orders to ask for, each with a name: what failed, a huge page. */
  readonly requests: readonly LabRequest[]
  /** What the Linux machine is told besides: with `grouping` where all zones have types. */
  readonly linux?: LabLinux
  /** What is said where there is no Linux machine. */
  readonly plainNotes?: readonly string[]
}

export interface LabScript {
  /** '': no zone is left to make one of. */
  readonly script: string
  /** What is made up, and what was left out. */
  readonly notes: readonly string[]
}

/** Order of a pageblock that scripts take where the text tells none, at most the max order. */
const USUAL_PAGEBLOCK: Order = 9

/** Largest number of a node that scripts know. */
const MAX_NODE = 1023

interface Placed {
  readonly node: number
  readonly zone: string
  readonly counts: readonly number[]
  readonly types: readonly TypedBlocks[] | null
  readonly pages: Pages
  /** As the text tells the size; null: the smallest that holds the blocks. */
  readonly told: LabSize | null
}

export function labScript(
  zones: readonly LabZone[],
  sizes: readonly LabSize[],
  options: LabOptions,
): LabScript {
  const { linux, ...bare } = options
  const isTyped = zones.length > 0 && zones.every(({ types }) => types)
  const plain = zones.map(({ node, zone, counts }) => ({ node, zone, counts }))
  const none = { script: '', notes: [] }
  if (linux && !linux.grouping) return scriptOf(plain, sizes, options, linux) ?? none
  if (!linux || !isTyped) return scriptOf(plain, sizes, bare, null) ?? none
  const typed = scriptOf(zones, sizes, options, linux)
  if (typed) return typed
  const why =
    'Migratetypes are left out: laid out by the rule, the free blocks of each type do not fit together.'
  return scriptOf(plain, sizes, { ...bare, plainNotes: [why] }, null) ?? none
}

/** null: the blocks of each type have no room beside one another. */
function scriptOf(
  zones: readonly LabZone[],
  sizes: readonly LabSize[],
  options: LabOptions,
  linux: LabLinux | null,
): LabScript | null {
  const notes: string[] = []
  const maxOrder = maxOrderOf(zones)
  const pageblock = Math.min(options.pageblockOrder ?? USUAL_PAGEBLOCK, maxOrder)
  const usable = zones.flatMap((zone, index) => {
    const fault = faultOf(zone, zones.slice(0, index), maxOrder)
    if (fault !== null) notes.push(`${labelOf(zone)} is left out: ${fault}.`)
    return fault === null ? [place(zone, sizes, maxOrder, pageblock)] : []
  })
  const placed = withinLimit(usable, pageblock, notes)
  if ([...usable, ...placed].some(({ pages }) => !Number.isFinite(pages))) return null
  if (placed.length === 0) return { script: '', notes }
  for (const zone of placed) notes.push(...sizeNotes(zone, options.pageSize))
  const asked = options.requests.find(({ failed }) => failed)
  const machine = linux
    ? linuxMachine(placed, options.pageSize, linux, asked?.failed ?? null)
    : PLAIN_MACHINE
  notes.push(
    // What matters most is said first.
    ...(asked ? outcomeNotes(placed, machine, maxOrder, asked) : []),
    ...(linux?.notes ?? options.plainNotes ?? []),
    ...machine.notes,
    'Positions are made up: the text tells how many blocks are free, not where they stand.',
  )
  return { script: print(placed, maxOrder, notes, machine, options), notes }
}

/** Of the longest row that a script can hold. */
function maxOrderOf(zones: readonly LabZone[]): Order {
  const orders = zones.map(({ counts }) => counts.length - 1)
  return Math.max(0, ...orders.filter((order) => order <= MAX_ORDER_LIMIT))
}

/** Why a script cannot have the zone; null: it can. */
function faultOf(
  { node, zone, counts }: LabZone,
  before: readonly LabZone[],
  maxOrder: Order,
): string | null {
  if (!ZONE_NAMES.some((name) => name === zone))
    return `scripts know the zones ${ZONE_NAMES.join(', ')}`
  if (node > MAX_NODE) return `nodes go up to ${MAX_NODE}`
  if (before.some((other) => other.node === node && other.zone === zone))
    return 'it stands there twice, and the first is taken'
  if (counts.length > maxOrder + 1)
    return `it has ${counts.length} orders, and scripts have at most ${MAX_ORDER_LIMIT + 1}`
  const capped = counts.findIndex((count) => typeof count !== 'number')
  if (capped >= 0)
    return `how many blocks of order ${capped} it has is not told (${counts[capped]})`
  return null
}

function place(
  { node, zone, counts, types }: LabZone,
  sizes: readonly LabSize[],
  maxOrder: Order,
  pageblock: Order,
): Placed {
  const all = filled(counts, maxOrder)
  const told = sizes.find((one) => one.node === node && one.zone === zone && one.pages > 0) ?? null
  const own = types?.map(({ type, counts }) => ({ type, counts: filled(counts, maxOrder) })) ?? null
  const blocks = { counts: all, types: own }
  const doesFit = told && (own ? fitsTyped(own, told.pages, pageblock) : fits(all, told.pages))
  const pages = doesFit ? told.pages : smallestFor(blocks, told?.pages ?? 1, pageblock)
  return { node, zone, ...blocks, pages, told }
}

function filled(counts: readonly Count[], maxOrder: Order): number[] {
  return Array.from({ length: maxOrder + 1 }, (_, order) => Number(counts[order] ?? 0))
}

function smallestFor(
  { counts, types }: Pick<Placed, 'counts' | 'types'>,
  least: Pages,
  pageblock: Order,
): Pages {
  return types ? smallestTyped(types, least, pageblock) : smallestZone(counts, least)
}

/** Zones as large as they are told make way for smaller ones first, then the largest are left out. */
function withinLimit(zones: readonly Placed[], pageblock: Order, notes: string[]): Placed[] {
  const kept = [...zones]
  const total = () => kept.reduce((sum, { pages }) => sum + pages, 0)
  const byPages = [...zones].sort((a, b) => b.pages - a.pages)
  for (const zone of byPages) {
    if (total() <= MAX_PAGES || zone.told === null) continue
    const pages = smallestFor(zone, 1, pageblock)
    if (pages >= zone.pages) continue
    notes.push(
      `${labelOf(zone)} is not taken as large as it is, ${formatCount(zone.told.pages)} pages (${zone.told.from}): all zones of a script together hold at most ${formatCount(MAX_PAGES)}.`,
    )
    kept[kept.indexOf(zone)] = { ...zone, pages, told: null }
  }
  while (total() > MAX_PAGES) {
    const largest = kept.reduce((most, zone) => (zone.pages > most.pages ? zone : most))
    kept.splice(kept.indexOf(largest), 1)
    notes.push(
      `${labelOf(largest)} is left out: its free blocks need ${formatCount(largest.pages)} pages, and all zones of a script together hold at most ${formatCount(MAX_PAGES)}.`,
    )
  }
  return kept
}

function sizeNotes(zone: Placed, pageSize: Bytes): string[] {
  const { told, pages } = zone
  const size = `${pageCount(pages)} (${formatBytes(pages * pageSize)})`
  if (told === null)
    return [
      `${labelOf(zone)}: ${size}, the smallest that holds its free blocks: its own size is not taken from the text.`,
    ]
  if (told.pages === pages) return []
  return [
    `${labelOf(zone)}: ${size} in place of ${formatCount(told.pages)} (${told.from}): laid out by the rule, its free blocks need as much.`,
  ]
}

function print(
  zones: readonly Placed[],
  maxOrder: Order,
  notes: readonly string[],
  machine: LabMachine,
  { pageSize, pageblockOrder, title, requests }: LabOptions,
): string {
  const lines = [
    `title ${quote(title)}`,
    ...notes.map((note) => `# ${plain(note)}`),
    `page-size ${scriptSize(pageSize)}`,
    `max-order ${maxOrder}`,
    ...(pageblockOrder === null || pageblockOrder > maxOrder
      ? []
      : [`pageblock-order ${pageblockOrder}`]),
    ...machine.lines,
    ...zoneLines(zones, maxOrder),
    '',
    ...requests
      .filter(({ order }) => order <= maxOrder)
      .flatMap((request) => requestLines(zones, machine, request)),
  ]
  return `${lines.join('\n').trimEnd()}\n`
}

/** Each begins at a multiple of the largest block, so that the layout rule cuts it the same. */
function zoneLines(zones: readonly Placed[], maxOrder: Order): string[] {
  const size = pagesIn(maxOrder)
  let end: Pfn = 0
  return zones.map(({ node, zone, counts, types, pages }) => {
    const start = Math.ceil(end / size) * size
    const at = start === end ? '' : ` at ${start}`
    end = start + pages
    const held = types?.filter(({ counts }) => counts.some((count) => count > 0)) ?? []
    const free =
      held.length > 0
        ? held.map(({ type, counts }) => `${type} ${printCounts(counts)}`).join(' ')
        : printCounts(counts)
    return `zone node ${node} ${zone} ${pages === 1 ? '1 page' : `${pages} pages`}${at} free ${free}`
  })
}

/** Without the zeros at the end, but for the first. */
function printCounts(counts: readonly number[]): string {
  const last = counts.findLastIndex((count) => count > 0)
  return counts.slice(0, Math.max(1, last + 1)).join(' ')
}

function labelOf({ node, zone }: { readonly node: number; readonly zone: string }): string {
  return `Node ${node}, zone ${zone}`
}
