// The nodes side by side, each zone a bar, all on one scale, and the walk of a request over them: which
// zones it tried, in which order, and how each one answered.
//
//   Node 0                              Node 1
//        ②←───────①                  ┌──→③
//   [DMA32 ▒▒][Normal ▒▒▒▒▒▒▒▒▒]       [Normal   ▒▒▒▒▒▒▒▒▒▒]

import type { ZoneConfig } from '../../core/buddy/config.ts'
import type { BuddyEvent, Mark } from '../../core/buddy/event.ts'
import type { Frame, LinuxFrame } from '../../core/buddy/frame.ts'
import { HIGHATOMIC } from '../../core/buddy/migratetype.ts'
import type { Order, Pages } from '../../core/units.ts'
import { type MarkTest, shortSum, sumWords } from '../../store/mark-test.ts'

export interface ZoneBar {
  /** Index into the config's zones. */
  readonly zone: number
  readonly x: number
  readonly y: number
  readonly width: number
}

export interface NodeHead {
  readonly node: number
  readonly pages: Pages
  /** The node whose zones are tried before; null: the first. */
  readonly after: number | null
  readonly x: number
  readonly y: number
  readonly width: number
}

export interface StripLayout {
  readonly nodes: readonly NodeHead[]
  readonly bars: readonly ZoneBar[]
  /** All nodes stand in one row. */
  readonly isOneRow: boolean
  readonly height: number
}

/** Below a node's head: the walk, the bars, their names. */
export const STRIP = { head: 13, walk: 32, bar: 45, barHeight: 18, row: 82, pitch: 100, line: 15 }
const NODE_GAP = 40
const ZONE_GAP = 10
const LEAST_NODE = 200
const LEAST_ZONE = 92

/** All zones are on one scale, but none is so short that its name has no room. `more`: height of each row besides. */
export function layoutStrip(zones: readonly ZoneConfig[], width: number, more = 0): StripLayout {
  const ids = [...new Set(zones.map(({ node }) => node))].sort((a, b) => a - b)
  const most = Math.max(1, Math.floor((width + NODE_GAP) / (LEAST_NODE + NODE_GAP)))
  const columns = Math.min(ids.length, most)
  const room = (width - (columns - 1) * NODE_GAP) / columns
  const rows = Array.from({ length: Math.ceil(ids.length / columns) }, (_, row) =>
    ids.slice(row * columns, (row + 1) * columns),
  )
  const scale = Math.min(...rows.map((row) => scaleFor(row, zones, room, width)))
  const nodes: NodeHead[] = []
  const bars: ZoneBar[] = []
  for (const [row, own] of rows.entries()) {
    let x = 0
    const y = row * (STRIP.pitch + more)
    for (const node of own) {
      const wide = nodeWidth(node, zones, room, scale)
      const pages = zonesOf(node, zones).reduce((sum, { config }) => sum + config.pages, 0)
      nodes.push({ node, pages, after: ids[ids.indexOf(node) - 1] ?? null, x, y, width: wide })
      bars.push(...barsOf(node, zones, room, scale, x, y))
      x += wide + NODE_GAP
    }
  }
  const height = (rows.length - 1) * (STRIP.pitch + more) + STRIP.row + more
  return { nodes, bars, isOneRow: rows.length === 1, height }
}

/** A node's zones as they lie in memory. */
function zonesOf(node: number, zones: readonly ZoneConfig[]) {
  return zones.map((config, zone) => ({ config, zone })).filter((z) => z.config.node === node)
}

const HALVINGS = 40

/** Pixels a page at which a row of nodes is as wide as the picture. */
function scaleFor(
  row: readonly number[],
  zones: readonly ZoneConfig[],
  room: number,
  width: number,
): number {
  const wide = (scale: number) =>
    row.reduce((sum, node) => sum + nodeWidth(node, zones, room, scale) + NODE_GAP, -NODE_GAP)
  let fits = 0
  let tooWide = width
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (fits + tooWide) / 2
    if (wide(middle) <= width) fits = middle
    else tooWide = middle
  }
  return fits
}

function nodeWidth(node: number, zones: readonly ZoneConfig[], room: number, scale: number) {
  const bars = barsOf(node, zones, room, scale, 0, 0)
  const last = bars.at(-1)
  return Math.max(Math.min(LEAST_NODE, room), last ? last.x + last.width : 0)
}

/** A node's zones from left to right; `room`: what the node has where all have the same. */
function barsOf(
  node: number,
  zones: readonly ZoneConfig[],
  room: number,
  scale: number,
  x: number,
  y: number,
): ZoneBar[] {
  const own = zonesOf(node, zones)
  const least = Math.min(LEAST_ZONE, (room - (own.length - 1) * ZONE_GAP) / own.length)
  let left = x
  return own.map(({ config, zone }) => {
    const bar = { zone, x: left, y: y + STRIP.bar, width: Math.max(least, scale * config.pages) }
    left += bar.width + ZONE_GAP
    return bar
  })
}

export interface Stop {
  readonly zone: number
  readonly ok: boolean
  /** Of its mark; null: without watermarks. */
  readonly test: MarkTest | null
  /** What came of it: `serves`, `refused`. */
  readonly result: string
}

export interface Walk {
  /** The mark that it went by; null: without watermarks. */
  readonly mark: Mark | null
  readonly stops: readonly Stop[]
}

const NONE = 'no such block'

/**
 * The last walk over the zones that the events tell of; no stops: none has begun. `hasBlock`: whether a
 * zone has a block of an order or above that is no reserve.
 */
export function walkOf(
  events: readonly BuddyEvent[],
  hasBlock: (zone: number, order: Order) => boolean,
): Walk {
  let mark: Mark | null = null
  let stops: Stop[] = []
  let isOver = false
  let isSlow = false
  /** That a type's lists are looked into for; null: a run of blocks is looked for, whatever their type. */
  let order: Order | null = null
  const visit = (zone: number, ok: boolean, test: MarkTest | null, result: string) => {
    const last = stops.at(-1)
    const isLeft = last !== undefined && last.zone !== zone
    if (isOver || (isLeft && stops.some((stop) => stop.zone === zone))) stops = []
    else if (
      isLeft &&
      last.result === NONE &&
      !isSlow &&
      order !== null &&
      hasBlock(last.zone, order)
    )
      // The fast path leaves a zone with a block only where it may not mix pageblocks (ALLOC_NOFRAGMENT).
      stops[stops.length - 1] = { ...last, result: 'a pageblock would be mixed' }
    isOver = false
    // The mark and then the lists of one zone are one stop.
    const before = stops.at(-1)?.zone === zone ? stops.pop() : undefined
    stops.push({ zone, ok, test: test ?? before?.test ?? null, result })
  }
  for (const event of events) {
    if (event.kind === 'watermark') {
      // A zone that comes up again begins another round: with other types, or down to another mark.
      if (stops.some(({ zone }) => zone === event.zone) || event.mark !== mark) isOver = true
      mark = event.mark
      visit(event.zone, event.ok, event, event.ok ? 'passes' : 'refused')
    } else if (event.kind === 'choose') {
      const isFound = event.found >= 0
      order = event.type ? event.order : null
      const result = isFound ? `a block of order ${event.found}` : NONE
      visit(event.zone, isFound, null, result)
    } else if (event.kind === 'fallback')
      visit(event.zone, true, null, `falls back to ${event.from}`)
    else if (event.kind === 'pcp-take') visit(event.zone, true, null, 'from its per-CPU list')
    else if (event.kind === 'give') visit(event.zone, true, null, 'serves')
    else if (event.kind === 'slow-path') {
      isSlow = true
      isOver = stops.length > 0
    }
    // What the daemons do afterwards is no walk of the request.
    else if (event.kind === 'kswapd') break
  }
  return { mark, stops }
}

/** Whether a zone has a free block of an order or above outside the HighAtomic reserve. */
export function hasBlock(
  { nrFree, types }: Pick<Frame, 'nrFree' | 'types'>,
  maxOrder: Order,
  zone: number,
  order: Order,
): boolean {
  const orders = maxOrder + 1
  const lists = nrFree.subarray(
    zone * types * orders,
    (zone * types + Math.min(types, HIGHATOMIC)) * orders,
  )
  return lists.some((count, list) => count > 0 && list % orders >= order)
}

/** `16 pages free − 7 of the block's 8 = 9 ≤ 11 (low): refused`; all but the first stop in short. */
export function stopWords(stop: Stop, isFirst: boolean, linux: LinuxFrame | null): string {
  const { test, result } = stop
  if (!test) return result
  return `${isFirst ? sumWords(test, linux) : shortSum(test)}: ${result}`
}

export interface Leg {
  readonly from: number
  readonly to: number
  readonly y: number
  /** The stops at its ends refused: a cross stands at their right. */
  readonly isFromRefused: boolean
  readonly isToRefused: boolean
  /** How far it bows up over what stands between; 0: it is straight, and runs below the bows. */
  readonly rise: number
}

const BOW = 5
const NEXT_BOW = 4

/** The lines from stop to stop, where all zones stand in one row; x of the stops' middles. */
export function legsOf(layout: StripLayout, stops: readonly Stop[]): Leg[] {
  if (!layout.isOneRow) return []
  const middles = layout.bars.map(({ zone, x, width }) => ({ zone, x: x + width / 2 }))
  const at = (zone: number) => middles.find((bar) => bar.zone === zone)?.x ?? 0
  let bows = 0
  return stops.slice(1).map(({ zone, ok }, i) => {
    const from = at(stops[i]?.zone ?? 0)
    const to = at(zone)
    const isOver = stops.some((stop) => {
      const x = at(stop.zone)
      return x > Math.min(from, to) && x < Math.max(from, to)
    })
    const isFromRefused = stops[i]?.ok === false
    const rise = isOver ? BOW + NEXT_BOW * Math.min(bows++, 2) : 0
    return { from, to, y: STRIP.walk, rise, isFromRefused, isToRefused: !ok }
  })
}
