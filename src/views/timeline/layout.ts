// Where the parts of the dock stand, from top to bottom: names of the actions, a row an order,
// the two curves, the track of the scrubber. Few orders get room; many get the names' room too.

import type { Order } from '../../core/units.ts'

export interface Rows {
  readonly hasNames: boolean
  /** Baseline of the actions' names. */
  readonly nameY: number
  /** Upper edge of the largest order's row. */
  readonly top: number
  /** From one row's upper edge to the next one's. */
  readonly pitch: number
  /** Orders whose names have room in the margin. */
  readonly labelled: readonly Order[]
  /** The curves' ground: a share of 0. */
  readonly curveBottom: number
  /** The curves' height: a share of 1. */
  readonly curveHeight: number
  readonly trackY: number
}

const TALLEST_ROW = 23
/** The height that the parts are made for; what there is more of goes to rows and curves. */
const USUAL_HEIGHT = 164
/** Thinner rows than this give up the names above them. */
const LEAST_ROW = 8
/** Least distance between two labels of the margin. */
const LABEL_GAP = 14

/** Height at which every row is as tall as it gets, without a track under them. */
export function heightWithoutTrack(maxOrder: Order): number {
  const row = maxOrder < 8 ? TALLEST_ROW : 16
  return 34 + (maxOrder + 1) * row + 6 + 30 + 8
}

/** `height` is that of the whole picture; without a track the curves stand at its foot. */
export function layoutRows(
  height: number,
  maxOrder: Order,
  wantsNames: boolean,
  hasTrack = true,
): Rows {
  const orders = maxOrder + 1
  const foot = hasTrack ? 0 : 36
  const spare = hasTrack ? Math.max(0, height - USUAL_HEIGHT) : 0
  const roomy = { trackY: height - 22 + foot, toCurve: 22, curveHeight: 30 + spare * 0.3, gap: 6 }
  const dense = { trackY: height - 17 + foot, toCurve: 15, curveHeight: 28, gap: 6 }
  const pitchOf = ({ trackY, toCurve, curveHeight, gap }: typeof roomy, top: number) =>
    Math.min(TALLEST_ROW + spare * 0.3, (trackY - toCurve - curveHeight - gap - top) / orders)
  const tries = [
    { ...roomy, top: 34, hasNames: true },
    { ...dense, top: 26, hasNames: true },
    { ...dense, top: 10, hasNames: false },
  ].filter(({ hasNames }) => wantsNames || !hasNames)
  const chosen = tries.find((parts) => pitchOf(parts, parts.top) >= LEAST_ROW) ?? tries.at(-1)!
  const pitch = pitchOf(chosen, chosen.top)
  const curveBottom = chosen.trackY - chosen.toCurve
  return {
    hasNames: chosen.hasNames,
    nameY: chosen.top - 12,
    top: chosen.top,
    pitch,
    labelled: labelledOrders(maxOrder, pitch),
    curveBottom,
    curveHeight: chosen.curveHeight,
    trackY: chosen.trackY,
  }
}

/** Upper edge of an order's row; the largest order stands on top. */
export function rowTop(rows: Rows, maxOrder: Order, order: Order): number {
  return rows.top + (maxOrder - order) * rows.pitch
}

/** The largest order, 0, and between them every one, every fifth or every tenth, as the rows' height lets them be. */
function labelledOrders(maxOrder: Order, pitch: number): Order[] {
  const step = [1, 5, 10].find((orders) => orders * pitch >= LABEL_GAP) ?? 10
  const areApart = (a: Order, b: Order) => Math.abs(a - b) * pitch >= LABEL_GAP
  const orders = Array.from({ length: maxOrder + 1 }, (_, i) => maxOrder - i)
  return orders.filter(
    (order) =>
      order === maxOrder ||
      (order === 0 && areApart(0, maxOrder)) ||
      (order % step === 0 && areApart(order, maxOrder) && areApart(order, 0)),
  )
}

/** Middle of the room that the margin has between two orders' names; null: too little for one more line. */
export function keyMiddle(rows: Rows, maxOrder: Order): number | null {
  const [upper, lower] = rows.labelled.slice(-2)
  if (upper === undefined || lower === undefined) return null
  return (upper - lower) * rows.pitch < 2 * LABEL_GAP
    ? null
    : rowTop(rows, maxOrder, (upper + lower) / 2) + rows.pitch / 2
}
