// What always holds between two actions (allocation-rules: "What always holds"), checked from
// nothing but the state's words. Tests run it after every step.

import { buddyOf, type Pfn } from '../units.ts'
import { firstBit } from './bitmap.ts'
import { isFreeBlock, nextInList, nrFree } from './free-area.ts'
import { pcpList, pcpPages } from './linux/pcp-lists.ts'
import type { Machine } from './machine.ts'
import { PCP_TYPES, typeName } from './migratetype.ts'
import { pageblockType } from './pageblock.ts'
import { FREE, HELD, ON_PCP, ORDER_BITS, PCP_ORDER, TYPE_SHIFT, type Zone } from './zone.ts'

/** Every invariant that does not hold, in words; empty where all is well. */
export function brokenInvariants(machine: Machine): string[] {
  return machine.zones.flatMap((zone) => [
    ...brokenBlocks(machine, zone),
    ...brokenLists(machine, zone),
    ...brokenPcp(machine, zone),
  ])
}

function brokenBlocks({ state, maxOrder }: Machine, zone: Zone): string[] {
  const broken: string[] = []
  let pfn = zone.start
  while (pfn < zone.end) {
    const status = state.bytes[zone.status + pfn] as number
    const order = status & ORDER_BITS
    const isFree = (status & FREE) !== 0
    const isOnPcp = !isFree && (status & ON_PCP) !== 0
    if (!isFree && !isOnPcp && (status & HELD) === 0)
      return [...broken, `no block begins at pfn ${pfn}`]
    if (pfn % 2 ** order !== 0) broken.push(`order ${order} block at pfn ${pfn} is not aligned`)
    // Pageblocks of different types can stand apart, and still do when their types become alike.
    const mustMerge = order < maxOrder && (zone.types === 1 || order < zone.pageblockOrder)
    if (isFree && mustMerge && isFreeBlock(state, zone, buddyOf(pfn, order), order))
      broken.push(`free buddies at pfn ${pfn} and ${buddyOf(pfn, order)} have not merged`)
    for (let page = pfn + 1; page < pfn + 2 ** order; page++)
      if (state.bytes[zone.status + page] !== 0) broken.push(`pfn ${page} begins a second block`)
    pfn += 2 ** order
  }
  if (pfn !== zone.end) broken.push(`the blocks end at pfn ${pfn}, the zone at ${zone.end}`)
  return broken
}

function brokenLists(machine: Machine, zone: Zone): string[] {
  const { state, maxOrder } = machine
  const broken: string[] = []
  const listed = new Set<Pfn>()
  // A merge of larger blocks tags only the buddy's first pageblock (6.10 to 6.18).
  const arePure = machine.areListsPure && maxOrder <= zone.pageblockOrder + 1
  for (let type = 0; type < zone.types; type++)
    for (let order = 0; order <= maxOrder; order++) {
      let count = 0
      let lowest = Number.POSITIVE_INFINITY
      let pfn = nextInList(state, zone, order, type, -1)
      for (; pfn >= 0 && count <= zone.pages; pfn = nextInList(state, zone, order, type, pfn)) {
        if (listed.has(pfn)) broken.push(`pfn ${pfn} is on two lists`)
        listed.add(pfn)
        const status = FREE | (type << TYPE_SHIFT) | order
        if (state.bytes[zone.status + pfn] !== status)
          broken.push(`pfn ${pfn} is on list ${order} and is no free block of that order`)
        if (arePure && pageblockType(state, zone, pfn) !== type)
          broken.push(`pfn ${pfn} is on a list of ${typeName(type)}, its pageblock is not`)
        lowest = Math.min(lowest, pfn)
        count++
      }
      if (count !== nrFree(state, zone, order, type))
        broken.push(
          `list ${order} has ${count} blocks, nrFree says ${nrFree(state, zone, order, type)}`,
        )
      const bitmap = zone.bitmaps[type * (maxOrder + 1) + order]
      if (bitmap) {
        const bit = firstBit(state, bitmap)
        const found = bit < 0 ? Number.POSITIVE_INFINITY : ((zone.start >> order) + bit) << order
        if (found !== lowest) broken.push(`bitmap ${order} says ${found}, the list ${lowest}`)
      }
    }
  for (let pfn = zone.start; pfn < zone.end; pfn++)
    if (((state.bytes[zone.status + pfn] as number) & FREE) !== 0 && !listed.has(pfn))
      broken.push(`free block at pfn ${pfn} is on no list`)
  return broken
}

function brokenPcp({ state, config, maxOrder }: Machine, zone: Zone): string[] {
  if (!config.pcp) return []
  const broken: string[] = []
  const listed = new Set<Pfn>()
  let pages = 0
  for (let order = 0; order <= Math.min(PCP_ORDER, maxOrder); order++)
    for (let type = 0; type < PCP_TYPES; type++)
      for (const pfn of pcpList(state, zone, order, type, zone.pages + 1)) {
        if (listed.has(pfn)) broken.push(`pfn ${pfn} is on two per-CPU lists`)
        listed.add(pfn)
        pages += 2 ** order
        if (state.bytes[zone.status + pfn] !== (ON_PCP | order))
          broken.push(`pfn ${pfn} is on a per-CPU list of order ${order}, and its status says not`)
      }
  if (pages !== pcpPages(state, zone))
    broken.push(`${pages} pages are on per-CPU lists, the count says ${pcpPages(state, zone)}`)
  for (let pfn = zone.start; pfn < zone.end; pfn++) {
    const status = state.bytes[zone.status + pfn] as number
    const isOnPcp = (status & (FREE | HELD)) === 0 && (status & ON_PCP) !== 0
    if (isOnPcp && !listed.has(pfn)) broken.push(`pfn ${pfn} is on no per-CPU list`)
  }
  return broken
}
