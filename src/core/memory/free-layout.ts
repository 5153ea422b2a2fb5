// How many pages a zone needs so that given free blocks can be laid out in it by the layout rule of
// `zone … free` (the script language; buddy/start.ts carries it out): from the largest order down, a block
// is taken whole where its buddy is not wholly in the zone, else the lower half of a larger block in use.
//
//   two order-0 blocks, max order 1     .# .#     each needs a pair: its upper half stays in use
//
// Only numbers of blocks in use matter here, not where they stand.

import { type Order, type Pages, pagesIn } from '../units.ts'

/**
 * Whether the blocks fit into a zone of `pages` that starts at a multiple of the largest block. `counts`
 * are free blocks by order, from 0 to the max order.
 */
export function fits(counts: readonly number[], pages: Pages): boolean {
  const maxOrder = counts.length - 1
  const size = pagesIn(maxOrder)
  const held = Array.from({ length: counts.length }, () => 0)
  held[maxOrder] = Math.floor(pages / size)
  // What is left over at the end is cut into one block of each order in it; it has no whole buddy.
  const whole = counts.map((_, order) =>
    order === maxOrder ? (held[maxOrder] ?? 0) : Math.floor((pages % size) / pagesIn(order)) % 2,
  )
  for (let order = 0; order < maxOrder; order++) held[order] = whole[order] ?? 0
  for (let order = maxOrder; order >= 0; order--) {
    const count = counts[order] ?? 0
    const uncut = Math.min(count, whole[order] ?? 0, held[order] ?? 0)
    held[order] = (held[order] ?? 0) - uncut
    if (!halve(held, order, count - uncut)) return false
  }
  return true
}

/** Frees `count` lower halves of an order, out of the lowest larger blocks in use; false: there are too few. */
function halve(held: number[], order: Order, count: number): boolean {
  let left = count
  for (let from = order + 1; left > 0; ) {
    if (from >= held.length) return false
    if ((held[from] ?? 0) === 0) {
      from++
      continue
    }
    // A block used up for this order alone gives every other block of it.
    const each = pagesIn(from - order - 1)
    const used = Math.min(held[from] ?? 0, Math.floor(left / each))
    if (used > 0) {
      held[from] = (held[from] ?? 0) - used
      held[order] = (held[order] ?? 0) + used * each
      left -= used * each
      continue
    }
    held[from] = (held[from] ?? 0) - 1
    for (let half = order; half < from; half++) held[half] = (held[half] ?? 0) + 1
    left--
    from = order + 1
  }
  return true
}

/** Past this no size is looked for: no machine has as many. */
const MOST_PAGES: Pages = 2 ** 40

/** The smallest zone, of `least` pages or more, that holds the blocks; at least one page. */
export function smallestZone(counts: readonly number[], least: Pages = 1): Pages {
  const most = enough(counts, Math.max(1, least))
  if (most > MOST_PAGES) return most
  let low = Math.max(1, least)
  let high = most
  while (low < high) {
    const middle = low + Math.floor((high - low) / 2)
    if (fits(counts, middle)) high = middle
    else low = middle + 1
  }
  return high
}

/** Pages that hold the blocks for sure: each with a buddy in use, in whole blocks of the max order. */
function enough(counts: readonly number[], least: Pages): Pages {
  const size = pagesIn(counts.length - 1)
  const whole = counts.at(-1) ?? 0
  const below = counts
    .slice(0, -1)
    .reduce((sum, count, order) => sum + 2 * count * pagesIn(order), 0)
  return (Math.ceil(least / size) + whole + Math.ceil(below / size) + 1) * size
}
