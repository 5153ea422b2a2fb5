// mm_page_alloc_extfrag: who took from whom, and when.

import type { EventSummary } from '../../store/paste.ts'

/** As kernels number them since 4.4 or so; traces print the numbers alone. */
const TYPES = ['Unmovable', 'Movable', 'Reclaimable', 'HighAtomic', 'CMA', 'Isolate']

export function typeName(number: number): string {
  return TYPES[number] ?? `type ${number}`
}

export interface Bin {
  readonly x: number
  readonly width: number
  /** Heights in pixels; the fragmenting ones stand at the foot. */
  readonly fragmenting: number
  readonly rest: number
}

export function layoutBins(bins: EventSummary['bins'], width: number, height: number): Bin[] {
  const most = Math.max(1, ...bins.map(({ total }) => total))
  const pitch = width / bins.length
  return bins.map(({ total, fragmenting }, i) => ({
    x: i * pitch,
    width: Math.max(0.5, pitch - (pitch > 4 ? 1.5 : 0.3)),
    fragmenting: (fragmenting / most) * height,
    rest: ((total - fragmenting) / most) * height,
  }))
}

/** A time of the trace, in as many decimals as part its ends: `15.0282 s`. */
export function timeText(seconds: number, [from, to]: readonly [number, number]): string {
  const span = to - from
  const decimals = span > 0 ? Math.ceil(-Math.log10(span)) + 2 : 6
  return `${seconds.toFixed(Math.min(6, Math.max(2, decimals)))} s`
}

/** `53 ms`, `12.3 s`, `4 min` */
export function spanText([from, to]: readonly [number, number]): string {
  const seconds = to - from
  if (seconds < 1) return `${Number((seconds * 1000).toPrecision(2))} ms`
  if (seconds < 120) return `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`
}
