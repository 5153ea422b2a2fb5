// Compaction: two scanners walk towards each other, a pageblock at a time. The migrate scanner takes
// movable blocks from the bottom of the zone, the free scanner finds them a place at the top, until
// a block of the wanted order is free or the two meet. Follows compact_zone, isolate_migratepages,
// isolate_freepages and __compact_finished (mm/compaction.c, 6.18).
//
//   AA.B#.C.......    →      ...·#.....CBAA         # stays: it is not movable
//   ▸ migrate    free ◂
//
// Simplified: every run begins at the zone's ends (no remembered positions, no skip bits, nothing is
// deferred), a block moves to the highest free place of the topmost pageblock that takes it, and what
// it leaves is freed past the per-CPU lists.

import type { Order, Pfn } from '../../units.ts'
import { nrFree } from '../free-area.ts'
import { freeToZone } from '../free-one.ts'
import { type Compacted, type Machine, moveHeld } from '../machine.ts'
import { MOBILITIES, MOVABLE, migratetypeOf, UNMOVABLE } from '../migratetype.ts'
import { pageblockPages, pageblockStart, pageblockType } from '../pageblock.ts'
import type { Request } from '../request.ts'
import { emit } from '../trace.ts'
import { FREE, HELD, ORDER_BITS, UNGROUPED, ZONE_WORDS, type Zone } from '../zone.ts'
import { type AllocFlags, MARK_MIN } from './alloc-flags.ts'
import { type CompactControl, compactionSuits } from './compaction-suitable.ts'
import { freeTarget, type TargetSearch } from './compaction-target.ts'
import { findFallback, mayClaim } from './find-fallback.ts'

/** How hard direct compaction tries (enum compact_priority). */
export type CompactPriority = 'async' | 'sync-light' | 'sync-full'

/**
 * Direct compaction for a request, zone by zone until one succeeds (try_to_compact_pages). False
 * where every zone was skipped.
 */
export function compactZones(
  machine: Machine,
  order: Order,
  { zonelist, type, highest }: Request,
  mode: CompactPriority,
  flags: AllocFlags,
): boolean {
  let didRun = false
  for (const zone of zonelist) {
    const { result } = compactZone(machine, zone, { mode, order, type, highest, flags })
    if (result !== 'skipped' && result !== 'not-suitable') didRun = true
    if (result === 'success' || result === 'nothing-to-do') break
  }
  return didRun
}

/** As writing to /proc/sys/vm/compact_memory does (compact_node). */
export function compactWhole(machine: Machine, zone: Zone): Compacted {
  const type = machine.config.grouping ? UNMOVABLE : UNGROUPED
  return compactZone(machine, zone, {
    mode: 'explicit',
    order: -1,
    type,
    highest: 0,
    flags: MARK_MIN,
  })
}

export function compactZone(machine: Machine, zone: Zone, control: CompactControl): Compacted {
  const { state, trace } = machine
  const { mode, order } = control
  if (trace) emit(trace, state, { kind: 'compact', zone: zone.index, mode, order })
  const unsuited = order < 0 ? null : compactionSuits(machine, zone, control)
  const compacted = unsuited ? { result: unsuited, moved: 0 } : scan(machine, zone, control)
  if (trace) emit(trace, state, { kind: 'compact-end', zone: zone.index, ...compacted })
  return compacted
}

function scan(machine: Machine, zone: Zone, control: CompactControl): Compacted {
  const { state } = machine
  const size = pageblockPages(zone)
  const targets: TargetSearch = {
    below: new Array<Pfn>(machine.maxOrder + 1).fill(zone.end),
    wanted: control.order < 0 ? zone.pageblockOrder : control.order,
    anyType: control.mode === 'sync-full',
  }
  let moved = 0
  let free = pageblockStart(zone, zone.end - 1)
  for (let block = pageblockStart(zone, zone.start); block < free; block += size) {
    const first = Math.max(block, zone.start)
    tellScan(machine, zone, block, free)
    if (isSource(machine, zone, first, control))
      for (let pfn = first; pfn < Math.min(block + size, zone.end); ) {
        const status = state.bytes[zone.status + pfn] as number
        const next = pfn + 2 ** (status & ORDER_BITS)
        if (canMove(machine, zone, pfn, status, control)) {
          const from = status & ORDER_BITS
          const to = freeTarget(machine, zone, from, block, targets)
          if (to < 0) {
            tellScan(machine, zone, block, block)
            return { result: isDone(machine, zone, control) ? 'success' : 'complete', moved }
          }
          const met = pageblockStart(zone, to)
          if (met < free) tellScan(machine, zone, block, met)
          free = Math.min(free, met)
          move(machine, zone, pfn, to, from)
          moved += 2 ** from
        }
        pfn = next
      }
    if (isDone(machine, zone, control)) return { result: 'success', moved }
  }
  return { result: 'complete', moved }
}

/** Moves what a handle holds at `from` to a block that was taken for it, and frees the old place. */
function move(machine: Machine, zone: Zone, from: Pfn, to: Pfn, order: Order): void {
  const { state, trace } = machine
  const handle = state.words[zone.owner + from] as number
  state.setByte(zone.status + to, HELD | order)
  state.set(zone.owner + to, handle)
  state.set(zone.owner + from, 0)
  moveHeld(machine, handle, to, order)
  if (trace) emit(trace, state, { kind: 'migrate', zone: zone.index, pfn: to, from, order, handle })
  freeToZone(machine, zone, from, order)
}

/** Whether the migrate scanner works on a pageblock (suitable_migration_source). */
function isSource(machine: Machine, zone: Zone, first: Pfn, { mode, type }: CompactControl) {
  if ((machine.state.bytes[zone.status + first] as number) === 0) return false
  return mode !== 'async' || pageblockType(machine.state, zone, first) === type
}

/**
 * Whether a block is moved: movable, and smaller than what is wanted. Asynchronous compaction leaves
 * alone what would not empty its whole chunk of the wanted order.
 */
function canMove(
  machine: Machine,
  zone: Zone,
  pfn: Pfn,
  status: number,
  { mode, order }: CompactControl,
): boolean {
  if (!isMovable(machine, zone, pfn, status)) return false
  const size = status & ORDER_BITS
  if (size >= zone.pageblockOrder || (order >= 0 && size >= order)) return false
  return mode !== 'async' || isChunkMovable(machine, zone, pfn, order)
}

function isMovable({ state, mobility }: Machine, zone: Zone, pfn: Pfn, status: number): boolean {
  if ((status & (FREE | HELD)) !== HELD) return false
  const handle = state.words[zone.owner + pfn] as number
  const held = MOBILITIES[mobility[handle] as number] ?? 'unmovable'
  return handle > 0 && migratetypeOf(held) === MOVABLE
}

function isChunkMovable(machine: Machine, zone: Zone, pfn: Pfn, order: Order): boolean {
  const chunk = Math.min(order, zone.pageblockOrder)
  const start = Math.max((pfn >> chunk) << chunk, zone.start)
  const end = Math.min(((pfn >> chunk) + 1) << chunk, zone.end)
  for (let at = start; at < end; ) {
    const status = machine.state.bytes[zone.status + at] as number
    if ((status & FREE) === 0 && !isMovable(machine, zone, at, status)) return false
    at += 2 ** (status & ORDER_BITS)
  }
  return true
}

/** Whether a block that will do is free now, on the wanted lists or to be claimed whole. */
function isDone({ state, maxOrder }: Machine, zone: Zone, control: CompactControl): boolean {
  const { order, type } = control
  if (order < 0) return false
  for (let k = order; k <= maxOrder; k++) {
    if (nrFree(state, zone, k, type) > 0) return true
    if (zone.types > 1 && mayClaim(zone, k, type) && findFallback(state, zone, k, type) >= 0)
      return true
  }
  return false
}

/** Notes where the scanners stand: state, so that the pictures can show it at any small step. */
function tellScan(machine: Machine, zone: Zone, migrate: Pfn, free: Pfn): void {
  const { state, trace } = machine
  state.set(zone.counters + ZONE_WORDS.migrateScanner, migrate + 1)
  state.set(zone.counters + ZONE_WORDS.freeScanner, free + 1)
  if (trace)
    emit(trace, state, {
      kind: 'scan',
      zone: zone.index,
      migrate,
      free,
      order: zone.pageblockOrder,
    })
}
