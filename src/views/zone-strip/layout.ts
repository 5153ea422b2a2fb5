// The nodes side by side, each zone a bar as long as its share of the node, and the walk of a request
// over them: which zones it tried, in which order, and how each one answered.
//
//   Node 0                              Node 1
//        ②←───────①                  ┌──→③
//   [DMA32 ▒▒][Normal ▒▒▒▒▒▒▒▒▒]       [Normal   ▒▒▒▒▒▒▒▒▒▒]

import type { ZoneConfig } from '../../core/buddy/config.ts'
import type { BuddyEvent, Mark } from '../../core/buddy/event.ts'
import { formatCount, type Pages } from '../../core/units.ts'

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
export const STRIP = { head: 13, walk: 29, bar: 43, barHeight: 18, row: 80, pitch: 98 }
const NODE_GAP = 40
const ZONE_GAP = 10
const LEAST_NODE = 240
const LEAST_ZONE = 92

export function layoutStrip(zones: readonly ZoneConfig[], width: number): StripLayout {
  const ids = [...new Set(zones.map(({ node }) => node))].sort((a, b) => a - b)
  const most = Math.max(1, Math.floor((width + NODE_GAP) / (LEAST_NODE + NODE_GAP)))
  const columns = Math.min(ids.length, most)
  const nodeWidth = (width - (columns - 1) * NODE_GAP) / columns
  const nodes = ids.map((node, i): NodeHead => {
    const own = zones.filter((zone) => zone.node === node)
    return {
      node,
      pages: own.reduce((sum, { pages }) => sum + pages, 0),
      after: ids[i - 1] ?? null,
      x: (i % columns) * (nodeWidth + NODE_GAP),
      y: Math.floor(i / columns) * STRIP.pitch,
      width: nodeWidth,
    }
  })
  const bars = nodes.flatMap((node) => barsOf(node, zones))
  const rows = Math.ceil(ids.length / columns)
  return { nodes, bars, isOneRow: rows === 1, height: (rows - 1) * STRIP.pitch + STRIP.row }
}

/** A node's zones from left to right as they lie in memory; none so short that its name has no room. */
function barsOf({ node, pages, x, y, width }: NodeHead, zones: readonly ZoneConfig[]): ZoneBar[] {
  const own = zones.map((config, zone) => ({ config, zone })).filter((z) => z.config.node === node)
  const least = Math.min(LEAST_ZONE, (width - (own.length - 1) * ZONE_GAP) / own.length)
  const spare = width - (own.length - 1) * ZONE_GAP - own.length * least
  let left = x
  return own.map(({ config, zone }) => {
    const bar = { zone, x: left, y: y + STRIP.bar, width: least + (spare * config.pages) / pages }
    left += bar.width + ZONE_GAP
    return bar
  })
}

export interface Stop {
  readonly zone: number
  readonly ok: boolean
  /** Of its mark: `50 > 40`; empty: without watermarks. */
  readonly sum: string
  /** `50 > 40, serves`. */
  readonly answer: string
}

export interface Walk {
  /** The mark that it went by; null: without watermarks. */
  readonly mark: Mark | null
  readonly stops: readonly Stop[]
}

/** The last walk over the zones that the events tell of; no stops: none has begun. */
export function walkOf(events: readonly BuddyEvent[]): Walk {
  let mark: Mark | null = null
  let stops: Stop[] = []
  let isOver = false
  const visit = (zone: number, ok: boolean, sum: string, result: string) => {
    if (isOver) stops = []
    isOver = false
    const last = stops.at(-1)
    // The mark and then the lists of one zone are one stop.
    if (last?.zone === zone) stops.pop()
    const known = sum || (last?.zone === zone ? last.sum : '')
    stops.push({ zone, ok, sum: known, answer: [known, result].filter(Boolean).join(', ') })
  }
  for (const event of events) {
    if (event.kind === 'watermark') {
      // A zone that comes up again begins another round: with other types, or down to another mark.
      if (stops.some(({ zone }) => zone === event.zone) || event.mark !== mark) isOver = true
      mark = event.mark
      visit(event.zone, event.ok, markSum(event), '')
    } else if (event.kind === 'choose') {
      const isFound = event.found >= 0
      visit(event.zone, isFound, '', isFound ? `a block of order ${event.found}` : 'no such block')
    } else if (event.kind === 'fallback') visit(event.zone, true, '', `falls back to ${event.from}`)
    else if (event.kind === 'pcp-take') visit(event.zone, true, '', 'from its per-CPU list')
    else if (event.kind === 'give') visit(event.zone, true, '', 'serves')
    else if (event.kind === 'slow-path') isOver = stops.length > 0
    // What the daemons do afterwards is no walk of the request.
    else if (event.kind === 'kswapd') break
  }
  return { mark, stops }
}

function markSum(event: Extract<BuddyEvent, { kind: 'watermark' }>): string {
  const needed = formatCount(event.needed + event.reserve)
  if (event.why === 'no-block') return `no block of order ${event.order}`
  return `${formatCount(event.free)} ${event.ok ? '>' : '≤'} ${needed}`
}

export interface Leg {
  readonly from: number
  readonly to: number
  readonly y: number
  /** The stops at its ends refused: a cross stands at their right. */
  readonly isFromRefused: boolean
  readonly isToRefused: boolean
  /** How far it bows up over what stands between. */
  readonly rise: number
}

/** The lines from stop to stop, where all zones stand in one row; x of the stops' middles. */
export function legsOf(layout: StripLayout, stops: readonly Stop[]): Leg[] {
  if (!layout.isOneRow) return []
  const middles = layout.bars.map(({ zone, x, width }) => ({ zone, x: x + width / 2 }))
  const at = (zone: number) => middles.find((bar) => bar.zone === zone)?.x ?? 0
  return stops.slice(1).map(({ zone, ok }, i) => {
    const from = at(stops[i]?.zone ?? 0)
    const to = at(zone)
    const isOver = stops.some((stop) => {
      const x = at(stop.zone)
      return x > Math.min(from, to) && x < Math.max(from, to)
    })
    const isFromRefused = stops[i]?.ok === false
    return { from, to, y: STRIP.walk, rise: isOver ? 10 : 0, isFromRefused, isToRefused: !ok }
  })
}
