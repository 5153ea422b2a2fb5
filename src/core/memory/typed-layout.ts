// The same question as free-layout.ts asks, for free blocks by migratetype: whether a zone of so many
// pages holds them. Where pageblocks go to types numbers alone do not tell, so the layout rule itself is
// carried out (buddy/layout.ts), with nobody to write it down.

import { layOutFree } from '../buddy/layout.ts'
import {
  MAX_PAGES,
  MIGRATETYPES,
  type Migratetype,
  type Order,
  type Pages,
  type Pfn,
  pagesIn,
} from '../units.ts'
import { fits, smallestZone } from './free-layout.ts'

/** Free blocks of one type, by order from 0 to the max order. */
export interface TypedBlocks {
  readonly type: Migratetype
  readonly counts: readonly number[]
}

/** Whether they fit into a zone of `pages` that starts at a multiple of the largest block. */
export function fitsTyped(
  types: readonly TypedBlocks[],
  pages: Pages,
  pageblockOrder: Order,
): boolean {
  const maxOrder = (types[0]?.counts.length ?? 1) - 1
  if (!fits(allTypes(types), pages)) return false
  // No script has a zone so large: it is made smaller first.
  if (pages > MAX_PAGES) return true
  const blocks = allTypes(types).reduce((sum, count) => sum + count, 0)
  if (blocks > MOST_LAID_OUT) return pages >= roomApart(types)
  const zone = { maxOrder, pageblockOrder, start: 0 }
  const free = types.map(({ type, counts }) => ({ type: MIGRATETYPES.indexOf(type), counts }))
  return layOutFree(zone, cut(pages, maxOrder), free, NOWHERE) === null
}

/** Blocks that are laid out to see whether they fit: about a tenth of a second's work. */
const MOST_LAID_OUT = 100_000

const NOWHERE = { hold() {}, free() {}, tag() {} }

/**
 * A zone of `least` pages or more that holds them: as small as their sum allows, else with room for each
 * type alone; infinite where even that is too little.
 */
export function smallestTyped(
  types: readonly TypedBlocks[],
  least: Pages,
  pageblockOrder: Order,
): Pages {
  const together = smallestZone(allTypes(types), least)
  const apart = roomApart(types)
  const sizes = [together, Math.max(together, apart), Math.max(together, 2 * apart)]
  return sizes.find((pages) => fitsTyped(types, pages, pageblockOrder)) ?? Number.POSITIVE_INFINITY
}

/** Pages in which each type has largest blocks of its own: there they fit for sure. */
export function roomApart(types: readonly TypedBlocks[]): Pages {
  const size = pagesIn((types[0]?.counts.length ?? 1) - 1)
  return types.reduce((sum, { counts }) => sum + Math.ceil(smallestZone(counts) / size) * size, 0)
}

export function allTypes(types: readonly TypedBlocks[]): number[] {
  return (types[0]?.counts ?? []).map((_, order) =>
    types.reduce((sum, { counts }) => sum + (counts[order] ?? 0), 0),
  )
}

/** The largest aligned blocks that cover such a zone, ascending. */
function cut(pages: Pages, maxOrder: Order): { pfn: Pfn; order: Order }[] {
  const blocks: { pfn: Pfn; order: Order }[] = []
  let pfn = 0
  for (let order = maxOrder; order >= 0; order--)
    for (; pfn + pagesIn(order) <= pages; pfn += pagesIn(order)) blocks.push({ pfn, order })
  return blocks
}
