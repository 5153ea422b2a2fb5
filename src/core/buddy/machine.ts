// The machine: zones, their state, and who holds what. An allocation is known by its handle, a
// number from 1 up that the caller chooses (the page and the command line take the action's step).
//
// All that changes while it runs is in `state`; the sizes asked for under a handle stand beside it,
// since the same handle always asks for the same size.

import { type Order, orderFor, type Pages, type Pfn } from '../units.ts'
import type { Sysctl } from './command.ts'
import type { MachineConfig, ZoneConfig } from './config.ts'
import type { Block, CompactResult, Failure } from './event.ts'
import type { LinuxFrame } from './frame.ts'
import { nrFree } from './free-area.ts'
import type { Request } from './request.ts'
import { startZone } from './start.ts'
import { State } from './state.ts'
import { emit, type Trace } from './trace.ts'
import { FREE, HELD, layOutZones, ON_PCP, ORDER_BITS, PCP_ORDER, type Zone } from './zone.ts'

export interface Machine {
  readonly config: MachineConfig
  readonly maxOrder: Order
  readonly zones: readonly Zone[]
  readonly state: State
  /**
   * Word index of handle 0: first pfn + 1 of what the handle holds, less than 0 where compaction has
   * moved some of several blocks; 0 where it holds nothing.
   */
  readonly held: number
  /** Pages asked for, by handle. */
  readonly asked: Int32Array
  /** What the memory is for, by handle: index into MOBILITIES. */
  readonly mobility: Uint8Array
  /** Word index of vm.extfrag_threshold. */
  readonly extfragThreshold: number
  /** Word index of a handle: none below it holds memory that reclaim could take. */
  readonly oldest: number
  /** Word index of the latest handle that was asked for. */
  readonly latest: number
  /** lowmem_reserve[] in pages, by zone and class; empty without watermarks. */
  readonly reserve: readonly (readonly Pages[])[]
  /** By zone; empty without per-CPU lists. */
  readonly pcp: readonly PcpSizes[]
  /** null: no script asks for anything that only Linux has. */
  readonly linux: LinuxMachine | null
  /** Neither groups, nor keeps per-CPU lists or marks, nor has a slow path. */
  readonly isPlain: boolean
  /** Whether a request that finds nothing goes on to the slow path; else it fails at once. */
  readonly hasSlowPath: boolean
  /** Whether a free block is always on the lists of its pageblock's type: kernels from 6.10 on. */
  readonly areListsPure: boolean
  /** Set by the slow path: kswapd is to run before the action ends. */
  isKswapdWoken: boolean
  /** Why the last request failed, where it went the slow path; null: it was served, or has none. */
  failure: Failure | null
  /** Claims and steals so far, however often the run is walked through. */
  fallbacks: number
  /** Most pages that one name was ever given of movable memory. */
  mostMovable: Pages
  /** A request that is only tried out, and will be undone: nobody is killed for it. */
  isTrial: boolean
  /** Collects the small steps where somebody wants them; null in a plain run. */
  trace: Trace | null
}

/**
 * What only the Linux machine does (linux/machine.ts). The textbook's allocator never calls it, so that
 * a page that runs a textbook script need not load it: a machine is given it when it is made.
 */
export interface LinuxMachine {
  pcpSizes(config: MachineConfig, zone: Zone): PcpSizes
  /** In pages, by zone and class. */
  lowmemReserve(zones: readonly ZoneConfig[]): readonly (readonly Pages[])[]
  /** The first zone whose min mark would exceed it, and that mark; null: all fit. */
  markMisfit(config: MachineConfig): { readonly zone: ZoneConfig; readonly min: Pages } | null
  /** A machine at its start: per-CPU lists, marks, reserves. */
  init(machine: Machine): void
  /** One block of exactly `order`, within the marks, and by the slow path; −1: the request fails. */
  allocBlock(machine: Machine, order: Order, request: Request): Pfn
  freeToPcp(machine: Machine, zone: Zone, pfn: Pfn, order: Order): void
  /** kswapd and kcompactd, for those who woke them. */
  runDaemons(machine: Machine, order: Order, request: Request, handle: number): void
  /** Whether a request would have been served, had it been allowed to wait; nothing changes. */
  wouldReclaimHelp(machine: Machine, pages: Pages, request: Request): boolean
  compactWhole(machine: Machine, zone: Zone): Compacted
  /** Frees cache and reclaimable names, oldest first, until so many pages are won. */
  reclaim(machine: Machine, goal: Pages): Pages
  drainZone(machine: Machine, zone: Zone): Pages
  /** What a frame has of the Linux machine alone. */
  snapshot(machine: Machine): LinuxFrame
  writeSetting(machine: Machine, setting: Sysctl, value: number): void
}

/** `batch` and `high` of a zone in pages; `high` moves with the low mark. */
export interface PcpSizes {
  readonly batch: Pages
  high(state: State): Pages
}

export interface Compacted {
  readonly result: CompactResult
  readonly moved: Pages
}

/** A zone whose `free` counts do not fit it: the order that did not. */
export interface Misfit {
  /** Index into the config's zones. */
  readonly zone: number
  readonly order: Order
}

/** Builds a machine at its start, for handles 1 to `handles`; all but a plain one needs `linux`. */
export function createMachine(
  config: MachineConfig,
  handles: number,
  linux: LinuxMachine | null = null,
): Machine | Misfit {
  const { zones, words } = layOutZones(config)
  const hasSlowPath = config.policy === 'linux' || config.watermarks
  const machine: Machine = {
    config,
    maxOrder: config.maxOrder,
    zones,
    state: new State(words + handles + 4),
    held: words + 3,
    asked: new Int32Array(handles + 1),
    mobility: new Uint8Array(handles + 1),
    extfragThreshold: words,
    oldest: words + 1,
    latest: words + 2,
    reserve: linux && config.watermarks ? linux.lowmemReserve(config.zones) : [],
    pcp: linux && config.pcp ? zones.map((zone) => linux.pcpSizes(config, zone)) : [],
    isPlain: !hasSlowPath && !config.grouping && !config.pcp,
    hasSlowPath,
    areListsPure: config.kernel === '6.12' || config.kernel === '6.18',
    linux,
    isKswapdWoken: false,
    failure: null,
    fallbacks: 0,
    mostMovable: 0,
    isTrial: false,
    trace: null,
  }
  if (!machine.isPlain) linuxOf(machine)
  return resetMachine(machine) ?? machine
}

/** What only Linux does; whoever makes a machine that needs it must give it (run/linux-parts.ts). */
export function linuxOf({ linux }: Machine): LinuxMachine {
  if (!linux) throw new Error('this machine was made without the Linux machine')
  return linux
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
  state.set(machine.extfragThreshold, config.extfragThreshold)
  machine.linux?.init(machine)
  return null
}

/** First pfn of what a handle holds; −1 where it holds nothing. */
export function heldAt(machine: Machine, handle: number): Pfn {
  return Math.abs(machine.state.words[machine.held + handle] as number) - 1
}

/** Whether the blocks of a handle no longer lie side by side. */
export function isScattered(machine: Machine, handle: number): boolean {
  return (machine.state.words[machine.held + handle] as number) < 0
}

/** From here on the handle's blocks are looked for one by one. */
function setScattered(machine: Machine, handle: number): void {
  const word = machine.state.words[machine.held + handle] as number
  machine.state.set(machine.held + handle, -Math.abs(word))
}

export function setHeldAt(machine: Machine, handle: number, pfn: Pfn): void {
  machine.state.set(machine.held + handle, pfn + 1)
}

/** Notes that compaction has moved a block of a handle. */
export function moveHeld(machine: Machine, handle: number, to: Pfn, order: Order): void {
  const isOnly = machine.config.fit === 'round' || machine.asked[handle] === 2 ** order
  if (isOnly) setHeldAt(machine, handle, to)
  else setScattered(machine, handle)
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

/** Whether blocks of this order go through the per-CPU lists (pcp_allowed_order). */
export function isPcpOrder({ config }: Machine, order: Order): boolean {
  return config.pcp && order <= PCP_ORDER
}

/** Free blocks of one order, all migratetypes together, as /proc/buddyinfo counts them. */
export function countFree(machine: Machine, zone: Zone, order: Order): number {
  let count = 0
  for (let type = 0; type < zone.types; type++) count += nrFree(machine.state, zone, order, type)
  return count
}

/** Whether any free block of this order or a larger one is in the zone, whatever its type. */
export function hasFreeBlock(machine: Machine, zone: Zone, order: Order): boolean {
  for (let k = order; k <= machine.maxOrder; k++) if (countFree(machine, zone, k) > 0) return true
  return false
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

/** Pages that a handle is given for what it asks: a block of the next order, or exactly those. */
export function heldPages({ config, asked }: Machine, handle: number): Pages {
  const pages = asked[handle] as number
  return config.fit === 'round' ? 2 ** orderFor(pages) : pages
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
  if (isScattered(machine, handle)) return scatteredBlocks(machine, zone, handle, limit)
  const end = first + (machine.asked[handle] as number)
  const blocks: Block[] = []
  for (let pfn = first; pfn < end && blocks.length < limit; ) {
    const order = (machine.state.bytes[zone.status + pfn] as number) & ORDER_BITS
    blocks.push({ pfn, order })
    pfn += 2 ** order
  }
  return blocks
}

/** Compaction moves blocks within their zone, so that is where they are. */
function scatteredBlocks({ state }: Machine, zone: Zone, handle: number, limit: number): Block[] {
  const blocks: Block[] = []
  for (let pfn = zone.start; pfn < zone.end && blocks.length < limit; ) {
    const status = state.bytes[zone.status + pfn] as number
    const order = status & ORDER_BITS
    const isHeld = (status & (FREE | HELD)) === HELD
    if (isHeld && state.words[zone.owner + pfn] === handle) blocks.push({ pfn, order })
    pfn += 2 ** order
  }
  return blocks
}

export interface BlockAt extends Block {
  /** On a free list. */
  readonly isFree: boolean
  /** On a per-CPU list: free, but on no free list. */
  readonly isOnPcp: boolean
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
    const isOnPcp = !isFree && (status & ON_PCP) !== 0
    const handle = (status & HELD) === 0 ? 0 : (state.words[zone.owner + head] as number)
    return { pfn: head, order, isFree, isOnPcp, handle }
  }
  throw new RangeError(`no block holds pfn ${pfn}`)
}
