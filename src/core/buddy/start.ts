// A zone at the start: cut from the lowest pfn up into the largest aligned blocks that fit, as
// memblock frees memory at boot (mm/memblock.c: __free_pages_memory), every list ascending, every
// pageblock Movable. With `free` counts, exactly those blocks are free and all else is in use.

import { MIGRATETYPES, type Order, type Pfn } from '../units.ts'
import type { StartingCounts } from './config.ts'
import { addToFreeList, initLists } from './free-area.ts'
import { layOutFree, type TypedFree } from './layout.ts'
import { MOVABLE } from './migratetype.ts'
import { pageblockPages, pageblockStart } from './pageblock.ts'
import type { State } from './state.ts'
import { FREE, HELD, ORDER_BITS, TYPE_SHIFT, UNGROUPED, type Zone } from './zone.ts'

/** Fills the lists of a zone whose words are zero. Returns the order whose count does not fit, or null. */
export function startZone(
  state: State,
  zone: Zone,
  free: readonly StartingCounts[] | null,
): Order | null {
  initLists(state, zone)
  const usual = zone.types === 1 ? UNGROUPED : MOVABLE
  if (zone.types > 1)
    for (let pfn = pageblockStart(zone, zone.start); pfn < zone.end; pfn += pageblockPages(zone))
      tagPageblock(state, zone, pfn, usual)
  const mark = (pfn: Pfn, order: Order, type: number) =>
    state.setByte(zone.status + pfn, FREE | (type << TYPE_SHIFT) | order)
  if (free === null) for (const { pfn, order } of cutBlocks(zone)) mark(pfn, order, usual)
  else {
    const misfit = layOutFree(zone, [...cutBlocks(zone)], typedCounts(zone, free, usual), {
      hold: (pfn, order) => state.setByte(zone.status + pfn, HELD | order),
      free: mark,
      tag: (pfn, type) => {
        if (zone.types > 1) tagPageblock(state, zone, pfn, type)
      },
    })
    if (misfit !== null) return misfit
  }
  for (let pfn = zone.start; pfn < zone.end; ) {
    const status = state.bytes[zone.status + pfn] as number
    const order = status & ORDER_BITS
    if ((status & FREE) !== 0)
      addToFreeList(state, zone, pfn, order, (status & ~FREE) >> TYPE_SHIFT, true)
    pfn += 2 ** order
  }
  return null
}

function tagPageblock(state: State, zone: Zone, pfn: Pfn, type: number): void {
  state.setByte(zone.pageblockTypes + (pfn >> zone.pageblockOrder), type)
}

/** The largest aligned blocks that cover a zone, ascending by pfn. */
function* cutBlocks(zone: Zone): Generator<{ pfn: Pfn; order: Order }> {
  let pfn = zone.start
  while (pfn < zone.end) {
    let order = zone.maxOrder
    while (pfn % 2 ** order !== 0 || pfn + 2 ** order > zone.end) order--
    yield { pfn, order }
    pfn += 2 ** order
  }
}

function typedCounts(
  zone: Zone,
  free: readonly StartingCounts[],
  usual: number,
): readonly TypedFree[] {
  return free.map(({ type, counts }) => ({
    type: type === null || zone.types === 1 ? usual : MIGRATETYPES.indexOf(type),
    counts,
  }))
}
