// The free lists of a zone: circular, doubly linked, a sentinel a (type, order), kept in the order
// in which the kernel keeps them. Follows add_to_free_list, add_to_free_list_tail and
// del_page_from_free_list (mm/page_alloc.c). Links of a block that leaves its list are zeroed, so
// that one history of the lists has one image in memory.

import type { Order, Pfn } from '../units.ts'
import { clearBit, firstBit, setBit } from './bitmap.ts'
import type { State } from './state.ts'
import { FREE, ORDER_BITS, TYPE_SHIFT, type Zone } from './zone.ts'

function listOf(zone: Zone, order: Order, type: number): number {
  return type * (zone.maxOrder + 1) + order
}

/** Makes all lists of a zone empty: each sentinel its own neighbour. */
export function initLists(state: State, zone: Zone): void {
  const lists = zone.types * (zone.maxOrder + 1)
  for (let list = 0; list < lists; list++) initList(state, zone, zone.sentinel + list)
}

export function initList(state: State, zone: Zone, sentinel: number): void {
  state.set(zone.links + 2 * sentinel, sentinel)
  state.set(zone.links + 2 * sentinel + 1, sentinel)
}

/** Puts a node that is on no list at an end of one. */
export function link(
  state: State,
  { links }: Zone,
  sentinel: number,
  node: number,
  atTail: boolean,
): void {
  const prev = atTail ? (state.words[links + 2 * sentinel + 1] as number) : sentinel
  const next = atTail ? sentinel : (state.words[links + 2 * sentinel] as number)
  state.set(links + 2 * node, next)
  state.set(links + 2 * node + 1, prev)
  state.set(links + 2 * prev, node)
  state.set(links + 2 * next + 1, node)
}

/** Takes a node off the list that it is on. */
export function unlink(state: State, { links }: Zone, node: number): void {
  const next = state.words[links + 2 * node] as number
  const prev = state.words[links + 2 * node + 1] as number
  state.set(links + 2 * prev, next)
  state.set(links + 2 * next + 1, prev)
  state.set(links + 2 * node, 0)
  state.set(links + 2 * node + 1, 0)
}

/** Puts a free block at the head of its list, or at the tail. */
export function addToFreeList(
  state: State,
  zone: Zone,
  pfn: Pfn,
  order: Order,
  type: number,
  atTail: boolean,
): void {
  const list = listOf(zone, order, type)
  const sentinel = zone.sentinel + list
  link(state, zone, sentinel, pfn >> zone.pairShift, atTail)
  state.setByte(zone.status + pfn, FREE | (type << TYPE_SHIFT) | order)
  state.set(zone.nrFree + list, (state.words[zone.nrFree + list] as number) + 1)
  const bitmap = zone.bitmaps[list]
  if (bitmap !== undefined) setBit(state, bitmap, (pfn >> order) - (zone.start >> order))
}

/** Takes a free block off its list; the page is then inside no block, until somebody says what it is. */
export function deleteFromFreeList(state: State, zone: Zone, pfn: Pfn): void {
  const status = state.bytes[zone.status + pfn] as number
  const order = status & ORDER_BITS
  const list = listOf(zone, order, (status & ~FREE) >> TYPE_SHIFT)
  unlink(state, zone, pfn >> zone.pairShift)
  state.setByte(zone.status + pfn, 0)
  state.set(zone.nrFree + list, (state.words[zone.nrFree + list] as number) - 1)
  const bitmap = zone.bitmaps[list]
  if (bitmap !== undefined) clearBit(state, bitmap, (pfn >> order) - (zone.start >> order))
}

export function nrFree(state: State, zone: Zone, order: Order, type: number): number {
  return state.words[zone.nrFree + listOf(zone, order, type)] as number
}

/** The order and migratetype of the list that a free block is on. */
export function freeListOf(state: State, zone: Zone, pfn: Pfn): { order: Order; type: number } {
  const status = state.bytes[zone.status + pfn] as number
  return { order: status & ORDER_BITS, type: (status & ~FREE) >> TYPE_SHIFT }
}

/** The block of a list that placement takes: the lowest where there are bitmaps, else the head; −1: empty. */
export function placedBlock(state: State, zone: Zone, order: Order, type: number): Pfn {
  const list = listOf(zone, order, type)
  const bitmap = zone.bitmaps[list]
  if (bitmap !== undefined) {
    const bit = firstBit(state, bitmap)
    return bit < 0 ? -1 : ((zone.start >> order) + bit) << order
  }
  const sentinel = zone.sentinel + list
  const node = state.words[zone.links + 2 * sentinel] as number
  return node === sentinel ? -1 : headOf(state, zone, node)
}

/** The block of `pfn`'s list that follows it, head → tail; `pfn` −1: the head. −1: no more. */
export function nextInList(state: State, zone: Zone, order: Order, type: number, pfn: Pfn): Pfn {
  const sentinel = zone.sentinel + listOf(zone, order, type)
  const from = pfn < 0 ? sentinel : pfn >> zone.pairShift
  const node = state.words[zone.links + 2 * from] as number
  return node === sentinel ? -1 : headOf(state, zone, node)
}

/** Whether a free block of exactly this order begins at `pfn` (mm/internal.h: page_is_buddy). */
export function isFreeBlock(state: State, zone: Zone, pfn: Pfn, order: Order): boolean {
  if (pfn < zone.start || pfn >= zone.end) return false
  const status = state.bytes[zone.status + pfn] as number
  return (status & FREE) !== 0 && (status & ORDER_BITS) === order
}

/** First pfn of the free block that a node stands for: one page of the pair heads it. */
function headOf(state: State, zone: Zone, node: number): Pfn {
  const pfn = node << zone.pairShift
  if (zone.pairShift === 0) return pfn
  const isEven = pfn >= zone.start && ((state.bytes[zone.status + pfn] as number) & FREE) !== 0
  return isEven ? pfn : pfn + 1
}
