// What both indices are made of (mm/vmstat.c: fill_contig_page_info): free pages, free blocks, and
// how many blocks of the wanted order the free blocks hold. Counts of a simulated machine are small;
// pasted ones may be anything, so what would pass 2^53 is counted in big integers.

import { type Order, pagesIn } from '../units.ts'

export interface FreeSpace {
  readonly pages: bigint
  readonly blocks: bigint
  /** Blocks of the wanted order that can be had. */
  readonly suitable: bigint
}

/** The same, where every product of it by 1000 is exact in a number. */
export interface SmallFreeSpace {
  readonly pages: number
  readonly blocks: number
  readonly suitable: number
}

/** `counts` are free blocks by order; null where the figures are too large for exact numbers. */
export function smallFreeSpace(counts: ArrayLike<number>, order: Order): SmallFreeSpace | null {
  let pages = 0
  let blocks = 0
  let suitable = 0
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i] ?? 0
    pages += count * pagesIn(i)
    blocks += count
    if (i >= order) suitable += count * pagesIn(i - order)
  }
  return pages * 1000 <= Number.MAX_SAFE_INTEGER ? { pages, blocks, suitable } : null
}

/** `counts` are free blocks by order, whole numbers of any size. */
export function freeSpace(counts: ArrayLike<number>, order: Order): FreeSpace {
  let pages = 0n
  let blocks = 0n
  let suitable = 0n
  for (let i = 0; i < counts.length; i++) {
    const count = BigInt(counts[i] ?? 0)
    pages += count << BigInt(i)
    blocks += count
    if (i >= order) suitable += count << BigInt(i - order)
  }
  return { pages, blocks, suitable }
}
