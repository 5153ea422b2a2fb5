// Fallback of 4.14 to 6.9 (mm/page_alloc.c: __rmqueue_fallback, steal_suitable_fallback): blocks
// move to the requested type's lists first, then the smallest of those is taken. All free blocks of
// a pageblock move where claiming is allowed, whether or not its type changes; else the one block
// alone: lists and pageblock types can then differ.

import type { Order, Pfn } from '../../units.ts'
import { addToFreeList, deleteFromFreeList, placedBlock } from '../free-area.ts'
import type { Machine } from '../machine.ts'
import { HIGHATOMIC } from '../migratetype.ts'
import { pageblockPages, pageblockType } from '../pageblock.ts'
import { retagPageblock, retagRange } from '../retag.ts'
import { placeBlock } from '../rmqueue-smallest.ts'
import type { Zone } from '../zone.ts'
import { alikePages, tellFallback } from './claim.ts'
import { fallbackOrder } from './fallback-6-12.ts'
import { type Fallback, findFallback, mayClaim } from './find-fallback.ts'
import { moveFreePages, surveyPageblock } from './move-freepages.ts'

export const fallback61: Fallback = (machine, zone, order, type, noFragment) => {
  const found = fallbackOrder(machine, zone, order, type, noFragment)
  if (found < 0) return -1
  const from = findFallback(machine.state, zone, found, type)
  const block = placedBlock(machine.state, zone, found, from)
  const isWhole = moveToType(machine, zone, block, found, type)
  const pfn = placeBlock(machine, zone, order, type)
  tellFallback(machine, zone, pfn, order, found, type, from, isWhole ? 'claim' : 'steal')
  return pfn
}

/** steal_suitable_fallback; true where all free blocks of the pageblock were moved. */
function moveToType(machine: Machine, zone: Zone, block: Pfn, found: Order, type: number): boolean {
  const { state } = machine
  const blockType = pageblockType(state, zone, block)
  const isWhole = found >= zone.pageblockOrder && blockType !== HIGHATOMIC
  if (isWhole) retagRange(machine, zone, block, found, type)
  else if (blockType !== HIGHATOMIC && mayClaim(zone, found, type)) {
    const survey = surveyPageblock(machine, zone, block)
    if (survey) {
      moveFreePages(machine, zone, block, type)
      const alike = alikePages(zone, survey, blockType, type)
      if (survey.free + alike >= pageblockPages(zone) >> 1)
        retagPageblock(machine, zone, block, type)
      return true
    }
  }
  deleteFromFreeList(state, zone, block)
  addToFreeList(state, zone, block, found, type, true)
  return isWhole
}
