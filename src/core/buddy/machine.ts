// The machine: zones, their state, and who holds what. An allocation is known by its handle, a
// number from 1 up that the caller chooses (the page and the command line take the action's step).
//
// All that changes while it runs is in `state`; the sizes asked for under a handle stand beside it,
// since the same handle always asks for the same size.

import type { Order, Pages, Pfn } from '../units.ts'
import type { MachineConfig } from './config.ts'
import type { Block } from './event.ts'
import { nrFree } from './free-area.ts'
import { startZone } from './start.ts'
import { State } from './state.ts'
import { emit, type Trace } from './trace.ts'
import { FREE, HELD, layOutZones, ORDER_BITS, type Zone } from './zone.ts'

export interface Machine {
  readonly config: MachineConfig
  readonly maxOrder: Order
  readonly zones: readonly Zone[]
  readonly state: State
  /** Word index of handle 0: first pfn + 1 of what the handle holds; 0 where it holds nothing. */
  readonly held: number
  /** Pages asked for, by handle. */
  readonly asked: Int32Array
  /** Collects the small steps where somebody wants them; null in a plain run. */
  trace: Trace | null
}

/** A zone whose `free` counts do not fit it: the order that did not. */
export interface Misfit {
  /** Index into the config's zones. */
  readonly zone: number
  readonly order: Order
}

/** Builds a machine at its start, for handles 1 to `handles`. */
export function createMachine(config: MachineConfig, handles: number): Machine | Misfit {
  const { zones, words } = layOutZones(config)
  const machine: Machine = {
    config,
    maxOrder: config.maxOrder,
    zones,
    state: new State(words + handles + 1),
    held: words,
    asked: new Int32Array(handles + 1),
    trace: null,
  }
  return resetMachine(machine) ?? machine
}

export function isMisfit(result: Machine | Misfit): result is Misfit {
  return !('state' in result)
}

/** Takes a machine back to its start; its journal must be empty. */
export function resetMachine(machine: Machine): Misfit | null {
  const { state, zones, config } = machine
  state.words.fill(0)
  for (const zone of zones) {
    const misfit = startZone(state, zone, config.zones[zone.index]?.free ?? null)
    if (misfit !== null) return { zone: zone.index, order: misfit }
  }
  return null
}

/** First pfn of what a handle holds; −1 where it holds nothing. */
export function heldAt(machine: Machine, handle: number): Pfn {
  return (machine.state.words[machine.held + handle] as number) - 1
}

export function setHeldAt(machine: Machine, handle: number, pfn: Pfn): void {
  machine.state.set(machine.held + handle, pfn + 1)
}

/** The zone that a pfn lies in. */
export function zoneAt(machine: Machine, pfn: Pfn): Zone {
  for (const zone of machine.zones) if (pfn >= zone.start && pfn < zone.end) return zone
  throw new RangeError(`pfn ${pfn} lies in no zone`)
}

/** Gives a block that is on no list to a handle. */
export function give(machine: Machine, zone: Zone, pfn: Pfn, order: Order, handle: number): void {
  const { state, trace } = machine
  state.setByte(zone.status + pfn, HELD | order)
  state.set(zone.owner + pfn, handle)
  if (trace) emit(trace, state, { kind: 'give', zone: zone.index, pfn, order, handle })
}

/** Free blocks of one order, all migratetypes together, as /proc/buddyinfo counts them. */
export function countFree(machine: Machine, zone: Zone, order: Order): number {
  let count = 0
  for (let type = 0; type < zone.types; type++) count += nrFree(machine.state, zone, order, type)
  return count
}

/** Free blocks of a zone by order, 0 to max order. */
export function freeCounts(machine: Machine, zone: Zone): number[] {
  return Array.from({ length: machine.maxOrder + 1 }, (_, order) => countFree(machine, zone, order))
}

export function freePages(machine: Machine, zone: Zone): Pages {
  let pages = 0
  for (let order = 0; order <= machine.maxOrder; order++)
    pages += countFree(machine, zone, order) * 2 ** order
  return pages
}

/** What a handle holds, ascending by pfn, at most `limit` blocks; empty where it holds nothing. */
export function blocksOf(
  machine: Machine,
  handle: number,
  limit = Number.POSITIVE_INFINITY,
): Block[] {
  const first = heldAt(machine, handle)
  if (first < 0) return []
  const zone = zoneAt(machine, first)
  const end = first + (machine.asked[handle] as number)
  const blocks: Block[] = []
  for (let pfn = first; pfn < end && blocks.length < limit; ) {
    const order = (machine.state.bytes[zone.status + pfn] as number) & ORDER_BITS
    blocks.push({ pfn, order })
    pfn += 2 ** order
  }
  return blocks
}

export interface BlockAt extends Block {
  readonly isFree: boolean
  /** Who holds it; 0: nobody by name. */
  readonly handle: number
}

/** The block that a page lies in. */
export function blockAt(machine: Machine, zone: Zone, pfn: Pfn): BlockAt {
  const { state, maxOrder } = machine
  for (let k = 0; k <= maxOrder; k++) {
    const head = (pfn >> k) << k
    const status = head < zone.start ? 0 : (state.bytes[zone.status + head] as number)
    const order = status & ORDER_BITS
    if (status === 0 || head + 2 ** order <= pfn) continue
    const isFree = (status & FREE) !== 0
    const handle = (status & HELD) === 0 ? 0 : (state.words[zone.owner + head] as number)
    return { pfn: head, order, isFree, handle }
  }
  throw new RangeError(`no block holds pfn ${pfn}`)
}
