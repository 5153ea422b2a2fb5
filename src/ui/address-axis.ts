// The axis that tree, pages and heatmap share: x is an address, and the same page stands at the same
// x in all of them. Pages are plain numbers here; `width` is that of the whole picture in pixels.

/** Below this a picture keeps its gutters as small as a phone needs. */
export const NARROW = 560

export interface AddressAxis {
  /** First page shown; a fraction while a pan is under way. */
  readonly startPfn: number
  /** Past the last page shown. */
  readonly endPfn: number
  /** x of `startPfn`. */
  readonly left: number
  /** x of `endPfn`. */
  readonly right: number
  /** Pixels a page. */
  readonly scale: number
}

export interface PageSpan {
  readonly startPfn: number
  readonly endPfn: number
}

export function isNarrow(width: number): boolean {
  return width < NARROW
}

/** The tokens --axis-left and --axis-right, or the gutters of a phone. */
export function gutters(width: number): { readonly left: number; readonly right: number } {
  return isNarrow(width) ? { left: 52, right: 14 } : { left: 96, right: 24 }
}

export function addressAxis(width: number, { startPfn, endPfn }: PageSpan): AddressAxis {
  const { left, right } = gutters(width)
  const end = Math.max(left + 1, width - right)
  return { startPfn, endPfn, left, right: end, scale: (end - left) / (endPfn - startPfn) }
}

export function xOf(axis: AddressAxis, pfn: number): number {
  return axis.left + (pfn - axis.startPfn) * axis.scale
}

export function pfnAt(axis: AddressAxis, x: number): number {
  return axis.startPfn + (x - axis.left) / axis.scale
}

/** An x held between the ends of the axis. */
export function clampX(axis: AddressAxis, x: number): number {
  return Math.min(Math.max(x, axis.left), axis.right)
}

/** Multiples of a power of two, as dense as `leastGap` pixels between two of them let them be. */
export function ticks(axis: AddressAxis, leastGap: number): number[] {
  const step = 2 ** Math.max(0, Math.ceil(Math.log2(leastGap / axis.scale)))
  const first = Math.ceil(axis.startPfn / step) * step
  const count = Math.max(0, Math.floor((axis.endPfn - first) / step) + 1)
  return Array.from({ length: count }, (_, i) => first + i * step)
}

/** The span after a gesture that takes every x of the picture to x · factor + shift, inside `bounds`. */
export function spanAfter(
  axis: AddressAxis,
  factor: number,
  shift: number,
  bounds: PageSpan,
): PageSpan {
  const startPfn = pfnAt(axis, (axis.left - shift) / factor)
  const endPfn = pfnAt(axis, (axis.right - shift) / factor)
  return spanInside({ startPfn, endPfn }, bounds)
}

/** Fewest pages that a zoom shows: closer, a page is wider than it has things to say. */
const LEAST_PAGES = 8

/** The span moved, and where it must be narrowed or widened, into its bounds. */
export function spanInside({ startPfn, endPfn }: PageSpan, bounds: PageSpan): PageSpan {
  const whole = bounds.endPfn - bounds.startPfn
  const pages = Math.min(Math.max(endPfn - startPfn, LEAST_PAGES), whole)
  const middle = (startPfn + endPfn) / 2
  const start = Math.min(Math.max(middle - pages / 2, bounds.startPfn), bounds.endPfn - pages)
  return { startPfn: start, endPfn: start + pages }
}
