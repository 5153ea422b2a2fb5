// Where the parts of the picture stand whose x is a moment: a row an order, the free memory under them,
// and the track of the range.

import type { Course } from '../../store/paste.ts'

export interface TimeAxis {
  readonly left: number
  readonly right: number
  /** Width of a moment's column, often a fraction of a pixel. */
  readonly pitch: number
  readonly moments: number
}

const WIDE = { left: 96, right: 24 }
const NARROW = { left: 52, right: 14 }
const NARROW_WIDTH = 560

export function timeAxis(width: number, moments: number): TimeAxis {
  const { left, right } = width < NARROW_WIDTH ? NARROW : WIDE
  const end = Math.max(left + 1, width - right)
  return { left, right: end, pitch: (end - left) / Math.max(1, moments), moments }
}

/** The middle of a moment's column. */
export function xOf(axis: TimeAxis, moment: number): number {
  return axis.left + (moment + 0.5) * axis.pitch
}

/** The moment whose column holds x, the nearest one outside. */
export function momentAt(axis: TimeAxis, x: number): number {
  const column = Math.floor((x - axis.left) / axis.pitch)
  return Math.min(Math.max(column, 0), axis.moments - 1)
}

export interface Rows {
  readonly top: number
  readonly pitch: number
  readonly curveTop: number
  readonly curveBottom: number
  readonly trackY: number
  readonly height: number
}

const ROW = 18
const CURVE = 44
const GAP = 10
const TRACK = 24

export function layoutRows(orders: number): Rows {
  const top = 8
  const curveTop = top + orders * ROW + GAP
  const curveBottom = curveTop + CURVE
  const trackY = curveBottom + TRACK
  return { top, pitch: ROW, curveTop, curveBottom, trackY, height: trackY + TRACK }
}

/** Steps of the order ramp that counts use: the lowest are too near to an empty cell. */
const FAINTEST = 2
const STRONGEST = 10
export const RAMP: readonly number[] = Array.from(
  { length: STRONGEST - FAINTEST + 1 },
  (_, index) => FAINTEST + index,
)

/** Step of the ramp for a count, by its magnitude; null: none are free. */
export function shadeOf(count: number, most: number): number | null {
  if (!(count > 0)) return null
  return Math.round(FAINTEST + (Math.log1p(count) / Math.log1p(most)) * (STRONGEST - FAINTEST))
}

export function mostOf({ nrFree }: Course): number {
  let most = 0
  for (const count of nrFree) if (count > most) most = count
  return most
}

/** Free pages by sample; NaN where the zone is not shown. */
export function freePagesOf({ nrFree, samples, orders }: Course): number[] {
  return Array.from({ length: samples }, (_, sample) => {
    let pages = 0
    for (let order = 0; order < orders; order++)
      pages += (nrFree[sample * orders + order] ?? 0) * 2 ** order
    return pages
  })
}

/** Path data of the free memory: its line, and the area under it. */
export function curveOf(pages: readonly number[], stride: number, axis: TimeAxis, rows: Rows) {
  const most = Math.max(1, ...pages.filter((value) => value > 0))
  const { curveTop, curveBottom } = rows
  let line = ''
  let last = axis.left
  for (const [sample, value] of pages.entries()) {
    if (Number.isNaN(value)) continue
    const x = xOf(axis, Math.min(sample * stride, axis.moments - 1))
    const y = curveBottom - (value / most) * (curveBottom - curveTop)
    line += `${line === '' ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`
    last = x
  }
  const first = /^M([\d.]+)/.exec(line)?.[1] ?? '0'
  const area = line && `${line}L${last.toFixed(1)} ${curveBottom}L${first} ${curveBottom}Z`
  return { line, area, most }
}
