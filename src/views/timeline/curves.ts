// The two curves under the cells: how much is free, and how much of that is of no use to the order
// that is measured. Both are shares of 0 to 1, over all zones.

import { unusableIndex } from '../../core/metrics/unusable-index.ts'
import type { Samples } from '../../core/run/summary.ts'
import type { Order, Pages } from '../../core/units.ts'
import { type TimeAxis, xOfStep } from './time-axis.ts'

export interface Shares {
  /** By sample. */
  readonly free: readonly number[]
  readonly unusable: readonly number[]
}

/** `pages`: all that the machine has. */
export function sharesOf(
  { nrFree, count }: Samples,
  maxOrder: Order,
  pages: Pages,
  order: Order,
): Shares {
  const free: number[] = []
  const unusable: number[] = []
  const orders = maxOrder + 1
  for (let sample = 0; sample < count; sample++) {
    const counts = nrFree.subarray(sample * orders, (sample + 1) * orders)
    free.push(counts.reduce((sum, blocks, at) => sum + blocks * 2 ** at, 0) / pages)
    unusable.push(unusableIndex(counts, order) / 1000)
  }
  return { free, unusable }
}

/** Narrower columns than this, in pixels, are points of a line; wider ones are steps of a stair. */
const LEAST_STAIR = 5

export interface Curve {
  readonly line: string
  readonly area: string
}

/** Path data of one curve; a share of 0 lies at `bottom`, of 1 `height` above it. */
export function curveOf(
  shares: readonly number[],
  stride: number,
  axis: TimeAxis,
  bottom: number,
  height: number,
): Curve {
  const isStair = stride === 1 && axis.pitch >= LEAST_STAIR
  const y = (share: number) => (bottom - share * height).toFixed(1)
  const x = (sample: number) => {
    const step = Math.min(sample * stride, axis.columns - 1)
    return isStair ? axis.left + step * axis.pitch : xOfStep(axis, step)
  }
  const points = shares.map((share, sample) =>
    isStair
      ? `${sample === 0 ? 'M' : 'L'}${x(sample).toFixed(1)} ${y(share)}h${axis.pitch.toFixed(2)}`
      : `${sample === 0 ? 'M' : 'L'}${x(sample).toFixed(1)} ${y(share)}`,
  )
  const path = points.join('')
  const end = isStair ? axis.right : x(shares.length - 1)
  const ground = `L${end.toFixed(1)} ${bottom}L${x(0).toFixed(1)} ${bottom}Z`
  return { line: path, area: path && path + ground }
}
