// Per-CPU lists: blocks of order 0 to 3 that one CPU keeps to itself, a list a type and order. They
// are free, but stand in no buddyinfo and merge with nothing. Follows rmqueue_pcplist,
// rmqueue_bulk, free_frozen_page_commit and free_pcppages_bulk (mm/page_alloc.c). One CPU, and
// `batch` and `high` stay as they are: the kernel adapts them while it runs.

import type { Order, Pages, Pfn } from '../../units.ts'
import { listType } from '../expand.ts'
import { freeToZone } from '../free-one.ts'
import type { Machine, PcpSizes } from '../machine.ts'
import { HIGHATOMIC, MOVABLE, PCP_TYPES } from '../migratetype.ts'
import { pageblockType } from '../pageblock.ts'
import { emit } from '../trace.ts'
import { IN_HAND, ORDER_BITS, PCP_ORDER, type Zone } from '../zone.ts'
import { newSearch } from './find-fallback.ts'
import { enterPcp, isPcpEmpty, leavePcp, pcpPages, sentinelOf } from './pcp-lists.ts'
import { rmqueueTyped } from './rmqueue-typed.ts'

/** Takes the head of a per-CPU list, which is filled first where it is empty; −1: there is nothing. */
export function takeFromPcp(
  machine: Machine,
  zone: Zone,
  order: Order,
  type: number,
  noFragment: boolean,
): Pfn {
  const { state, trace } = machine
  const sentinel = sentinelOf(zone, order, type)
  if (isPcpEmpty(state, zone, sentinel)) refill(machine, zone, order, type, noFragment)
  if (isPcpEmpty(state, zone, sentinel)) return -1
  const pfn = state.words[zone.links + 2 * sentinel] as Pfn
  leavePcp(machine, zone, pfn, order)
  if (trace) {
    state.setByte(zone.status + pfn, IN_HAND | order)
    const pages = pcpPages(state, zone)
    emit(trace, state, {
      kind: 'pcp-take',
      zone: zone.index,
      pfn,
      order,
      pages,
      ...listType(zone, type),
    })
  }
  return pfn
}

/** Puts a freed block at the head of its list; past `high`, a batch goes back to the zone. */
export function freeToPcp(machine: Machine, zone: Zone, pfn: Pfn, order: Order): void {
  const { state } = machine
  const pageblock = pageblockType(state, zone, pfn)
  const type = pageblock === HIGHATOMIC ? MOVABLE : pageblock
  enterPcp(machine, zone, pfn, order, type, false)
  const { batch, high } = machine.pcp[zone.index] as PcpSizes
  const pages = pcpPages(state, zone)
  if (pages < high(state)) return
  if (machine.trace)
    emit(machine.trace, state, {
      kind: 'pcp-drain',
      zone: zone.index,
      pages: drainable(machine, zone, Math.min(batch, pages), order * PCP_TYPES + type),
      high: high(state),
    })
  drainLists(machine, zone, Math.min(batch, pages), order * PCP_TYPES + type)
}

/** Gives all per-CPU pages of a zone back (drain_all_pages). Returns how many there were. */
export function drainZone(machine: Machine, zone: Zone): Pages {
  if (!machine.config.pcp) return 0
  const { state, trace } = machine
  const pages = pcpPages(state, zone)
  if (pages === 0) return 0
  if (trace) emit(trace, state, { kind: 'pcp-drain', zone: zone.index, pages, high: 0 })
  drainLists(machine, zone, pages, 0)
  return pages
}

/** Fills a list from the free lists: block by block to the tail, so that they leave in that order. */
function refill(
  machine: Machine,
  zone: Zone,
  order: Order,
  type: number,
  noFragment: boolean,
): void {
  const { state, trace } = machine
  const { batch } = machine.pcp[zone.index] as PcpSizes
  const blocks = order === 0 ? batch : Math.max(batch >> order, 2)
  if (trace)
    emit(trace, state, {
      kind: 'pcp-refill',
      zone: zone.index,
      order,
      blocks,
      ...listType(zone, type),
    })
  const search = newSearch()
  for (let i = 0; i < blocks; i++) {
    const pfn = rmqueueTyped(machine, zone, order, type, noFragment, search)
    if (pfn < 0) return
    enterPcp(machine, zone, pfn, order, type, true)
  }
}

/** Pages that a drain of so many gives back: whole blocks, so perhaps more. */
function drainable({ state, maxOrder }: Machine, zone: Zone, pages: Pages, first: number): Pages {
  const lists = (Math.min(PCP_ORDER, maxOrder) + 1) * PCP_TYPES
  let count = 0
  for (let i = 0; i < lists && count < pages; i++) {
    const list = (first + i) % lists
    const sentinel = zone.pcpSentinel + list
    let node = state.words[zone.links + 2 * sentinel + 1] as number
    while (node !== sentinel && count < pages) {
      count += 2 ** Math.floor(list / PCP_TYPES)
      node = state.words[zone.links + 2 * node + 1] as number
    }
  }
  return count
}

/** From the tail of one list after another, beginning with `first`, until so many pages are back. */
function drainLists(machine: Machine, zone: Zone, pages: Pages, first: number): void {
  const { state } = machine
  const lists = (Math.min(PCP_ORDER, machine.maxOrder) + 1) * PCP_TYPES
  let left = pages
  for (let list = first; left > 0; list = (list + 1) % lists) {
    const sentinel = zone.pcpSentinel + list
    while (left > 0 && !isPcpEmpty(state, zone, sentinel)) {
      const pfn = state.words[zone.links + 2 * sentinel + 1] as Pfn
      const order = (state.bytes[zone.status + pfn] as number) & ORDER_BITS
      leavePcp(machine, zone, pfn, order)
      freeToZone(machine, zone, pfn, order)
      left -= 2 ** order
    }
  }
}
