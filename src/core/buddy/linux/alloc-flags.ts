// What an attempt to allocate may do: the mark that it must leave standing and what it may use
// besides (mm/internal.h: ALLOC_*; mm/page_alloc.c: __zone_watermark_ok), as bits of one number.

import type { Pages } from '../../units.ts'

export type AllocFlags = number

/** The mark, in the lowest two bits: 0 none, else an index into MARKS plus 1. */
export const MARK_MIN = 1
export const MARK_LOW = 2
export const MARK_HIGH = 3
export const MARK_BITS = 3
/** No pageblock may be mixed (ALLOC_NOFRAGMENT). */
export const NO_FRAGMENT = 4
/** __GFP_HIGH: may use half of the min reserve (ALLOC_MIN_RESERVE). */
export const MIN_RESERVE = 8
/** Cannot wait, so may use a quarter more (ALLOC_NON_BLOCK). */
export const NON_BLOCK = 16
/** May use the HighAtomic reserve, and add to it (ALLOC_HIGHATOMIC). */
export const HIGHATOMIC_FLAG = 32

/** What of the mark must be left: an urgent request may use half, and a quarter of the rest if it cannot wait. */
export function lowered(mark: Pages, flags: AllocFlags): Pages {
  if ((flags & MIN_RESERVE) === 0) return mark
  const half = mark - Math.floor(mark / 2)
  return (flags & NON_BLOCK) === 0 ? half : half - Math.floor(half / 4)
}
