// Free blocks by order over all moments of a text, for one picture: of very many moments every so
// manieth is taken, as it was.

import type { ZoneMemory } from '../core/memory/memory.ts'
import type { Moments } from './moments.ts'

/** A picture has no more columns to tell apart. */
const MOST_SAMPLES = 720

export interface ZoneKey {
  readonly node: number
  readonly zone: string
}

export interface Course {
  /** null: all zones together. */
  readonly zone: ZoneKey | null
  readonly moments: number
  /** Moments from one sample to the next. */
  readonly stride: number
  readonly samples: number
  readonly orders: number
  /** By sample and order; NaN where the moment does not show the zone. */
  readonly nrFree: Float64Array<ArrayBuffer>
  /** When each sample was, as the text has it. */
  readonly at: readonly (string | null)[]
}

export function courseOf(moments: Moments, zone: ZoneKey | null): Course {
  const stride = Math.max(1, Math.ceil(moments.length / MOST_SAMPLES))
  const samples = Math.ceil(moments.length / stride)
  const shown = Array.from({ length: samples }, (_, sample) => moments.at(sample * stride))
  const orders = Math.max(0, ...shown.map(({ zones }) => ordersOf(zones)))
  const nrFree = new Float64Array(samples * orders).fill(Number.NaN)
  for (const [sample, { zones }] of shown.entries())
    for (const memory of zones) {
      if (zone && (memory.node !== zone.node || memory.zone !== zone.zone)) continue
      for (let order = 0; order < orders; order++) {
        const cell = sample * orders + order
        nrFree[cell] = (nrFree[cell] || 0) + (memory.counts[order] ?? 0)
      }
    }
  const at = shown.map((moment) => moment.at)
  return { zone, moments: moments.length, stride, samples, orders, nrFree, at }
}

function ordersOf(zones: readonly ZoneMemory[]): number {
  return Math.max(0, ...zones.map(({ counts }) => counts.length))
}
