// How much of the binary numbers is printed: buddies differ in one low bit, and high bits that
// are the same in every row say nothing.

import type { ArithmeticRow } from '../../core/explain/explanation.ts'

/** So many bits are printed whole. */
const FEW = 6

/** Columns of bits, the ellipsis of those left out among them: past them, bits are narrower, then more so. */
const WIDE = 5
const CLOSE = 9

/** How wide a column of bits is: by how many there are. */
export function bitWidth(
  rows: readonly Pick<ArithmeticRow, 'bits'>[],
  cut: number,
): 'wide' | 'close' | 'closest' {
  const longest = Math.max(0, ...rows.map(({ bits }) => bits.length))
  const columns = longest - cut + (cut > 0 ? 1 : 0)
  return columns <= WIDE ? 'wide' : columns <= CLOSE ? 'close' : 'closest'
}

/** How many leading bits all rows leave out: none that differ, and never so many that fewer than FEW stay. */
export function leadingBits(rows: readonly Pick<ArithmeticRow, 'bits' | 'flip'>[]): number {
  const longest = Math.max(0, ...rows.map(({ bits }) => bits.length))
  const flips = rows.flatMap(({ flip }) => (flip === null ? [] : [flip]))
  return Math.max(0, Math.min(longest - FEW, ...flips))
}
