// Free memory by block size: a bar a zone, as long as the zone's free bytes on one scale for all; its
// parts are the block sizes, small to large.

import { zoneLabel } from '../../core/buddy/config.ts'
import type { ZoneVerdict } from '../../core/diagnose/diagnosis.ts'
import { formatBytes, pagesIn, shortBytes } from '../../core/units.ts'
import { type Part, stackParts } from '../../ui/stack.ts'
import { fitText, textWidth } from '../../ui/text-width.ts'

/** The order that the bracket under a bar measures: the largest that the kernel retries hard for. */
export const MEASURED_ORDER = 3

export interface ZoneBar {
  readonly key: string
  readonly zone: Pick<ZoneVerdict, 'node' | 'zone' | 'freeBytes' | 'counts'>
  readonly y: number
  readonly parts: readonly Part[]
  /** Right end of the bar. */
  readonly end: number
  /** What a bar too short to be read says of itself; '' where it can be read. */
  readonly words: string
  /** The part under the measured order; null where there is none to see. */
  readonly small: SmallPart | null
}

export interface SmallPart {
  readonly width: number
  /** `46 % too small for 32 KiB` is said beside the bracket or, where there is room, under its middle. */
  readonly percent: number
  readonly isUnder: boolean
}

export interface BarLayout {
  readonly left: number
  readonly barHeight: number
  readonly bars: readonly ZoneBar[]
  readonly height: number
  /** Labels stand over the bars instead of beside them. */
  readonly isStacked: boolean
}

const BAR = 34
const LABEL = 120
const NARROW = 520
const PITCH = 66
const STACKED_PITCH = 84
/** Brackets narrower than this have no words. */
const LEAST_BRACKET = 30
const WORDS_UNDER = 150
const LEAST_READABLE = 60

export function layoutBars(
  zones: readonly ZoneVerdict[],
  pageSize: number,
  width: number,
): BarLayout {
  const isStacked = width < NARROW
  const left = isStacked ? 0 : LABEL
  const most = Math.max(1, ...zones.map(({ freeBytes }) => freeBytes))
  const scale = Math.max(0, width - left - 8) / most
  const pitch = isStacked ? STACKED_PITCH : PITCH
  const bars = zones.map((zone, i): ZoneBar => {
    const bytes = zone.counts.map((count, order) => count * pagesIn(order) * pageSize)
    const parts = stackParts(bytes, left, scale)
    const end = left + zone.freeBytes * scale
    return {
      key: `${zone.node} ${zone.zone}`,
      zone,
      y: (isStacked ? 26 : 8) + i * pitch,
      parts,
      end,
      words: end - left < LEAST_READABLE ? wordsOf(zone, bytes, pageSize) : '',
      small: smallPart(zone, scale),
    }
  })
  return { left, barHeight: BAR, bars, height: zones.length * pitch + 8, isStacked }
}

function smallPart(zone: ZoneVerdict, scale: number): SmallPart | null {
  const measured = zone.orders[MEASURED_ORDER]
  if (!measured || zone.freeBytes === 0) return null
  const width = (measured.unusableIndex / 1000) * zone.freeBytes * scale
  if (width < LEAST_BRACKET) return null
  return { width, percent: Math.round(measured.unusableIndex / 10), isUnder: width > WORDS_UNDER }
}

/** `almost all of it in blocks of 4M, 2M and 1M` */
function wordsOf(zone: ZoneVerdict, bytes: readonly number[], pageSize: number): string {
  if (zone.freeBytes === 0) return 'nothing is free'
  const largest = [...bytes.keys()].sort((a, b) => (bytes[b] ?? 0) - (bytes[a] ?? 0))
  const named: number[] = []
  let sum = 0
  for (const order of largest) {
    if (named.length === 3 || sum > zone.freeBytes * 0.8) break
    named.push(order)
    sum += bytes[order] ?? 0
  }
  const sizes = named.sort((a, b) => b - a).map((order) => shortBytes(pagesIn(order) * pageSize))
  const list = sizes.length > 1 ? `${sizes.slice(0, -1).join(', ')} and ${sizes.at(-1)}` : sizes[0]
  const share = sum / zone.freeBytes
  const much = share > 0.999 ? 'all' : share > 0.8 ? 'almost all' : `${Math.round(share * 100)} %`
  return `${much} of it in blocks of ${list}`
}

/** Size of the words beside a bar, in pixels. */
const DETAIL = 12

/** `node 0 · 80 MiB`; with a longer number of the node as much of it as there is room for: how much is free first. */
export function labelDetail(
  { node, freeBytes }: Pick<ZoneVerdict, 'node' | 'freeBytes'>,
  room: number,
): string {
  const free = formatBytes(freeBytes)
  const fitting = [`node ${node} · ${free}`, `${node} · ${free}`, free].find(
    (text) => textWidth(text, DETAIL) <= room,
  )
  return fitting ?? fitText(free, room, DETAIL)
}

/** The bar in words, for those who do not see it. */
export function barText({ zone, words }: ZoneBar, pageSize: number): string {
  const bytes = zone.counts.map((count, order) => count * pagesIn(order) * pageSize)
  const shares = bytes
    .map((part, order) => ({ part, size: shortBytes(pagesIn(order) * pageSize) }))
    .filter(({ part }) => part > 0)
    .map(({ part, size }) => `${Math.round((part / zone.freeBytes) * 100)} % in ${size}`)
  return `${zoneLabel(zone)}: ${words || shares.join(', ')}`
}
