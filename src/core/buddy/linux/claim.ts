// Claiming: a pageblock turns to the requested type where at least half of it is free or alike.
// Follows the second half of try_to_claim_block (before 6.15: steal_suitable_fallback,
// mm/page_alloc.c). Not simulated: watermark boost (as with vm.watermark_boost_factor 0).

import type { Order, Pages, Pfn } from '../../units.ts'
import { expand } from '../expand.ts'
import type { Machine } from '../machine.ts'
import { MOVABLE, typeName } from '../migratetype.ts'
import { pageblockPages, pageblockStart, pageblockType } from '../pageblock.ts'
import { retagPageblock, retagRange } from '../retag.ts'
import { placeBlock, takeBlock } from '../rmqueue-smallest.ts'
import { emit } from '../trace.ts'
import type { Zone } from '../zone.ts'
import { moveFreePages, type PageblockSurvey, surveyPageblock } from './move-freepages.ts'

/** Pages of the pageblock that go well with the requested type. */
export function alikePages(
  zone: Zone,
  { free, movable }: PageblockSurvey,
  blockType: number,
  type: number,
): Pages {
  if (type === MOVABLE) return movable
  return blockType === MOVABLE ? pageblockPages(zone) - free - movable : 0
}

/** Whether the pageblock around a free block may be claimed for a type: half of it free or alike. */
export function isClaimable(machine: Machine, zone: Zone, pfn: Pfn, type: number): boolean {
  const survey = surveyPageblock(machine, zone, pfn)
  const blockType = pageblockType(machine.state, zone, pfn)
  const alike = survey ? alikePages(zone, survey, blockType, type) : 0
  const needed = pageblockPages(zone) >> 1
  const ok = survey !== null && survey.free + alike >= needed
  if (machine.trace)
    emit(machine.trace, machine.state, {
      kind: 'try-claim',
      zone: zone.index,
      pfn: pageblockStart(zone, pfn),
      order: zone.pageblockOrder,
      from: typeName(blockType),
      to: typeName(type),
      free: survey?.free ?? 0,
      alike,
      needed,
      ok,
      why: survey === null ? 'outside' : ok ? 'half' : 'too-few',
    })
  return ok
}

/** Claims every pageblock of a free block that covers whole ones, and takes `order` from it. */
export function claimWhole(
  machine: Machine,
  zone: Zone,
  pfn: Pfn,
  from: Order,
  order: Order,
  type: number,
): Pfn {
  takeBlock(machine, zone, pfn, from)
  retagRange(machine, zone, pfn, from, type)
  expand(machine, zone, pfn, from, order, type)
  return pfn
}

/** Claims the pageblock around a free block, and takes the smallest block that then will do. */
export function claimPageblock(
  machine: Machine,
  zone: Zone,
  block: Pfn,
  order: Order,
  type: number,
): Pfn {
  moveFreePages(machine, zone, block, type)
  retagPageblock(machine, zone, block, type)
  return placeBlock(machine, zone, order, type)
}

/** Takes `order` from one free block; what is left over goes to `rest`'s lists, and no type changes. */
export function stealBlock(
  machine: Machine,
  zone: Zone,
  pfn: Pfn,
  from: Order,
  order: Order,
  rest: number,
): Pfn {
  takeBlock(machine, zone, pfn, from)
  expand(machine, zone, pfn, from, order, rest)
  return pfn
}

/** Tells of a fallback with the fields of mm_page_alloc_extfrag (include/trace/events/kmem.h). */
export function tellFallback(
  machine: Machine,
  zone: Zone,
  pfn: Pfn,
  order: Order,
  found: Order,
  type: number,
  from: number,
  how: 'claim' | 'steal',
): void {
  const { state, trace } = machine
  if (!machine.isTrial) machine.fallbacks++
  if (!trace) return
  emit(trace, state, {
    kind: 'fallback',
    zone: zone.index,
    pfn,
    order,
    found,
    pageblockOrder: zone.pageblockOrder,
    type: typeName(type),
    from: typeName(from),
    fragmenting: found < zone.pageblockOrder,
    changeOwnership: pageblockType(state, zone, pfn) === type,
    how,
  })
}
