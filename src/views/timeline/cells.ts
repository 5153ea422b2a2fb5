// The heatmap over time: how many free blocks of an order there were at a step, and how dark that is.

import type { MachineConfig } from '../../core/buddy/config.ts'
import type { Samples } from '../../core/run/summary.ts'
import type { Order, Step } from '../../core/units.ts'

/** Steps of the order ramp that counts use: the lowest are too near to an empty cell. */
export const FAINTEST = 2
export const STRONGEST = 10
/** Up to here a count's share of the largest is told apart by eye; beyond, its magnitude. */
const MOST_LINEAR = 16

/** The largest order of which the machine can have a block: each has a row, be it ever empty. */
export function largestOrder({
  maxOrder,
  zones,
}: Pick<MachineConfig, 'maxOrder' | 'zones'>): Order {
  const pages = Math.max(1, ...zones.map((zone) => zone.pages))
  return Math.min(maxOrder, Math.floor(Math.log2(pages)))
}

export interface Cells {
  /** Orders that the samples count. */
  readonly orders: number
  /** Largest count of the run, at any order and sample. */
  readonly most: number
  readonly samples: Samples
}

export function cellsOf(samples: Samples, maxOrder: Order): Cells {
  let most = 0
  for (const count of samples.nrFree) if (count > most) most = count
  return { orders: maxOrder + 1, most, samples }
}

/** Free blocks of an order at a sample. */
export function countAt({ samples, orders }: Cells, sample: number, order: Order): number {
  return samples.nrFree[sample * orders + order] ?? 0
}

/** The sample nearest to a step, not after it. */
export function sampleOf({ samples }: Cells, step: Step): number {
  return Math.min(Math.floor(step / samples.stride), samples.count - 1)
}

/** Most free blocks of an order among the samples from `first` to `last`. */
export function mostAmong(cells: Cells, first: number, last: number, order: Order): number {
  let most = 0
  for (let sample = first; sample <= last; sample++)
    most = Math.max(most, countAt(cells, sample, order))
  return most
}

/** Step of the order ramp for a count; null: none are free, and the cell is sunk. */
export function shadeOf(count: number, most: number): number | null {
  if (count === 0) return null
  const share = most <= MOST_LINEAR ? count / most : Math.log1p(count) / Math.log1p(most)
  return Math.round(FAINTEST + share * (STRONGEST - FAINTEST))
}
