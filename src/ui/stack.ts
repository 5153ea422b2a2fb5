// A bar that is divided: as many parts as there are values, each as long as its value.

export interface Part {
  /** Index of its value. */
  readonly index: number
  readonly x: number
  readonly width: number
}

/** Between two parts that are wide enough to spare it. */
const GAP = 1.5
const HAIR_GAP = 0.3
/** Narrower than this a gap would eat the part. */
const LEAST_GAPPED = 3
/** Whatever is there is seen. */
const LEAST_WIDTH = 0.8

/** `scale`: pixels a unit. Values of 0 have no part. */
export function stackParts(values: readonly number[], left: number, scale: number): Part[] {
  const parts: Part[] = []
  let x = left
  for (const [index, value] of values.entries()) {
    const width = value * scale
    if (value > 0) {
      const gap = width > LEAST_GAPPED ? GAP : HAIR_GAP
      parts.push({ index, x, width: Math.max(width - gap, LEAST_WIDTH) })
    }
    x += width
  }
  return parts
}
