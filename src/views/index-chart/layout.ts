// The unusable index over the orders, a line a zone. A zone's name stands where no other line is near.

import type { ZoneVerdict } from '../../core/diagnose/diagnosis.ts'

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Line {
  readonly key: string
  readonly points: readonly Point[]
  /** 0 is the zone with the most free memory, which is drawn strongest. */
  readonly rank: number
  readonly label: string
  /** null: no room; the legend has it. */
  readonly labelAt: (Point & { readonly anchor: 'start' | 'end' }) | null
}

export interface ChartLayout {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  readonly lines: readonly Line[]
  /** x by order. */
  readonly orders: readonly number[]
}

const LEFT = 34
const RIGHT = 84
const TOP = 14
const FOOT = 28
const LABEL_HEIGHT = 14
/** More lines than this are a bundle: only the strongest are named. */
const MOST_NAMED = 5

export function layoutChart(
  zones: readonly ZoneVerdict[],
  width: number,
  height: number,
  labelWidth: (text: string) => number,
): ChartLayout {
  const count = Math.max(2, ...zones.map(({ orders }) => orders.length))
  const right = width - RIGHT
  const bottom = height - FOOT
  const x = (order: number) => LEFT + (order * (right - LEFT)) / (count - 1)
  const y = (index: number) => bottom - (index / 1000) * (bottom - TOP)
  const byFree = zones.toSorted((a, b) => b.freeBytes - a.freeBytes)
  const bare = zones.map((zone) => ({
    key: `${zone.node} ${zone.zone}`,
    label: `${zone.node} ${zone.zone}`,
    rank: byFree.indexOf(zone),
    points: zone.orders.map(({ order, unusableIndex }) => ({
      x: x(order),
      y: y(unusableIndex),
    })),
  }))
  const boxes: Box[] = []
  const lines = bare
    .toSorted((a, b) => a.rank - b.rank)
    .map((line): Line => {
      const size = labelWidth(line.label)
      const others = bare.filter((other) => other !== line).map(({ points }) => points)
      const place =
        line.rank < MOST_NAMED
          ? placeLabel(line.points, others, boxes, size, { width, bottom })
          : null
      if (place) boxes.push(place.box)
      return { ...line, labelAt: place }
    })
  return {
    left: LEFT,
    right,
    top: TOP,
    bottom,
    lines,
    orders: Array.from({ length: count }, (_, order) => x(order)),
  }
}

interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** The place beside one of the line's points that is furthest from all other lines and names. */
function placeLabel(
  points: readonly Point[],
  others: readonly (readonly Point[])[],
  taken: readonly Box[],
  size: number,
  within: { readonly width: number; readonly bottom: number },
) {
  let best: { x: number; y: number; anchor: 'start' | 'end'; box: Box } | null = null
  let bestRoom = 3
  for (const [index, point] of points.entries()) {
    const isLast = index === points.length - 1
    const tries = isLast
      ? [{ x: point.x + 9, y: point.y + 4, anchor: 'start' as const }]
      : [
          { x: point.x - 5, y: point.y - 8, anchor: 'end' as const },
          { x: point.x + 9, y: point.y + 13, anchor: 'start' as const },
        ]
    for (const { x, y, anchor } of tries) {
      const left = anchor === 'end' ? x - size : x
      const box = { left, right: left + size, top: y - 10, bottom: y - 10 + LABEL_HEIGHT }
      if (box.left < LEFT - 2 || box.right > within.width || box.top < 0) continue
      if (!isLast && box.bottom > within.bottom) continue
      if (taken.some((other) => overlaps(box, other))) continue
      const room = Math.min(...[...others, isLast ? [] : points].map((line) => distance(box, line)))
      const bonus = isLast ? 4 : 0
      if (room + bonus <= bestRoom) continue
      bestRoom = room + bonus
      best = { x, y, anchor, box }
    }
  }
  return best
}

function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

const SAMPLES = 6

/** From a box to the nearest of a line's points, between its corners too. */
function distance(box: Box, line: readonly Point[]): number {
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i + 1 < line.length; i++) {
    const from = line[i] as Point
    const to = line[i + 1] as Point
    for (let step = 0; step <= SAMPLES; step++) {
      const x = from.x + ((to.x - from.x) * step) / SAMPLES
      const y = from.y + ((to.y - from.y) * step) / SAMPLES
      const dx = Math.max(box.left - x, 0, x - box.right)
      const dy = Math.max(box.top - y, 0, y - box.bottom)
      least = Math.min(least, Math.hypot(dx, dy))
    }
  }
  return least
}
