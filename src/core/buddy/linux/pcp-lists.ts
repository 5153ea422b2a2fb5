// The per-CPU lists themselves: where they lie, what is on them, and how large they grow. Follows
// struct per_cpu_pages (include/linux/mmzone.h), zone_batchsize and zone_highsize
// (mm/page_alloc.c). A page on them is marked and linked like a free block, under sentinels of its own.

import type { Order, Pages, Pfn } from '../../units.ts'
import type { MachineConfig } from '../config.ts'
import { listType } from '../expand.ts'
import { initList, link, unlink } from '../free-area.ts'
import type { Machine, PcpSizes } from '../machine.ts'
import { PCP_TYPES } from '../migratetype.ts'
import type { State } from '../state.ts'
import { emit } from '../trace.ts'
import { ON_PCP, PCP_ORDER, ZONE_WORDS, type Zone } from '../zone.ts'

export function pcpPages(state: State, zone: Zone): Pages {
  return state.words[zone.counters + ZONE_WORDS.pcpPages] as number
}

/** Empties the lists of a zone whose words are zero. */
export function initPcp(machine: Machine, zone: Zone): void {
  if (!machine.config.pcp) return
  const lists = (Math.min(PCP_ORDER, machine.maxOrder) + 1) * PCP_TYPES
  for (let list = 0; list < lists; list++) initList(machine.state, zone, zone.pcpSentinel + list)
}

/** pfns of a per-CPU list, head first, at most `limit` of them. */
export function pcpList(
  state: State,
  zone: Zone,
  order: Order,
  type: number,
  limit = Number.POSITIVE_INFINITY,
): Pfn[] {
  const sentinel = sentinelOf(zone, order, type)
  const pfns: Pfn[] = []
  let node = state.words[zone.links + 2 * sentinel] as number
  while (node !== sentinel && pfns.length < limit) {
    pfns.push(node)
    node = state.words[zone.links + 2 * node] as number
  }
  return pfns
}

/** From the formulas, or as the script sets them. */
export function pcpSizes({ pcpBatch, pcpHigh, pageSize }: MachineConfig, zone: Zone): PcpSizes {
  const batch = pcpBatch ?? batchOf(zone.pages, pageSize)
  return {
    batch,
    high: (state) =>
      pcpHigh ?? Math.max(state.words[zone.counters + ZONE_WORDS.low] as number, 4 * batch),
  }
}

/** Pages that move at once (zone_batchsize, 4.19 to 6.18), for a zone of so many managed pages. */
export function batchOf(managed: Pages, pageSize: number): Pages {
  const base = Math.max(
    1,
    Math.floor(Math.min(Math.floor(managed / 1024), Math.floor(2 ** 20 / pageSize)) / 4),
  )
  return Math.max(1, 2 ** Math.floor(Math.log2(base + (base >> 1))) - 1)
}

/** Puts a block that is on no list at an end of its per-CPU list. */
export function enterPcp(
  machine: Machine,
  zone: Zone,
  pfn: Pfn,
  order: Order,
  type: number,
  atTail: boolean,
): void {
  const { state, trace } = machine
  link(state, zone, sentinelOf(zone, order, type), pfn, atTail)
  state.setByte(zone.status + pfn, ON_PCP | order)
  addPages(state, zone, 2 ** order)
  if (trace)
    emit(trace, state, {
      kind: 'pcp-put',
      zone: zone.index,
      pfn,
      order,
      end: atTail ? 'tail' : 'head',
      pages: pcpPages(state, zone),
      ...listType(zone, type),
    })
}

/** Takes a block off its per-CPU list; the page is then inside no block. */
export function leavePcp({ state }: Machine, zone: Zone, pfn: Pfn, order: Order): void {
  unlink(state, zone, pfn)
  state.setByte(zone.status + pfn, 0)
  addPages(state, zone, -(2 ** order))
}

function addPages(state: State, zone: Zone, pages: Pages): void {
  state.set(zone.counters + ZONE_WORDS.pcpPages, pcpPages(state, zone) + pages)
}

export function sentinelOf(zone: Zone, order: Order, type: number): number {
  return zone.pcpSentinel + order * PCP_TYPES + type
}

export function isPcpEmpty(state: State, zone: Zone, sentinel: number): boolean {
  return state.words[zone.links + 2 * sentinel] === sentinel
}
