// The simulator's machine as a captured kernel stood: its zones, its lists in their order, its
// pageblocks' types as far as they can be told. A page in use is a block of its own, held by
// MOVABLE_HANDLE where compaction could move it and by nobody otherwise: that is all a claim asks.

import type { Kernel } from '../buddy/config.ts'
import { addToFreeList } from '../buddy/free-area.ts'
import { LINUX } from '../buddy/linux/machine.ts'
import { createMachine, isMisfit, type Machine } from '../buddy/machine.ts'
import { MOBILITIES, typeName } from '../buddy/migratetype.ts'
import { pageblockPages, pageblockStart } from '../buddy/pageblock.ts'
import { HELD, type Zone } from '../buddy/zone.ts'
import type { Pagetypeinfo } from '../kernel-text/reading.ts'
import { MIGRATETYPES, type Order, type Pfn } from '../units.ts'
import type { KernelLists, ListedZone } from './kernel-lists.ts'
import type { PageFlags } from './page-flags.ts'
import { inferPageblockTypes } from './pageblock-types.ts'
import type { Refusal } from './trace-events.ts'

/** Holds the pages in use that could be moved. */
const MOVABLE_HANDLE = 1
/** x86-64's, where nothing tells it. */
const USUAL_PAGEBLOCK_ORDER = 9
/** Without a table of them (include/linux/mmzone.h: enum migratetype, CONFIG_CMA off). */
const USUAL_TYPES = [...MIGRATETYPES, 'Isolate']

export interface Model {
  readonly machine: Machine
  /** Migratetypes by number, as this kernel numbers them. */
  readonly typeNames: readonly string[]
  /** By a migratetype's number: index into MIGRATETYPES; −1: the simulator has no such lists. */
  readonly typeOf: (type: number) => number
  /** Free blocks on lists that the simulator does not have: CMA, Isolate. */
  readonly leftOut: number
}

export function buildModel(
  lists: KernelLists,
  kernel: Kernel,
  pagetypeinfo: Pagetypeinfo | null,
  flags: PageFlags | null,
  pageblockOrder: Order | null,
): Model | Refusal {
  const { maxOrder, zones } = lists
  const order = pagetypeinfo?.pageBlockOrder ?? pageblockOrder ?? USUAL_PAGEBLOCK_ORDER
  const machine = createMachine(
    {
      pageSize: 4096,
      maxOrder,
      pageblockOrder: Math.min(order, maxOrder),
      policy: 'textbook',
      kernel,
      fit: 'round',
      placement: 'lifo',
      grouping: true,
      pcp: false,
      pcpBatch: null,
      pcpHigh: null,
      watermarks: false,
      areMarksTooLarge: false,
      minFree: null,
      extfragThreshold: 500,
      zones: zones.map(({ node, zone, startPfn, pages }) => {
        return { node, zone, startPfn, pages, free: [] }
      }),
    },
    MOVABLE_HANDLE,
    LINUX,
  )
  if (isMisfit(machine)) return { line: 1, message: 'these zones make no machine' }
  machine.mobility[MOVABLE_HANDLE] = MOBILITIES.indexOf('movable')
  const blocks = pagetypeinfo?.blocks[0]?.counts
  const typeNames = blocks ? Object.keys(blocks) : USUAL_TYPES
  const names: readonly string[] = MIGRATETYPES
  const typeOf = (type: number) => names.indexOf(typeNames[type] ?? '')
  let leftOut = 0
  for (const zone of machine.zones) {
    const listed = zones[zone.index] as ListedZone
    const counts = countsOf(pagetypeinfo, listed)
    const types = inferPageblockTypes(listed, zone.pageblockOrder, flags, counts, typeOf)
    tagPageblocks(machine, zone, types)
    for (let pfn = zone.start; pfn < zone.end; pfn++)
      setInUse(machine, zone, pfn, flags?.use(pfn) === 'lru')
    for (const { pfn, order, type } of listed.free) {
      if (!isWholeBlock(machine, zone, pfn, order))
        return {
          line: 1,
          message: `pfn ${pfn} of order ${order} cannot be free in zone ${zone.name}`,
        }
      if (typeOf(type) < 0) leftOut++
      else fillList(machine, zone, pfn, order, typeOf(type))
    }
  }
  return { machine, typeNames, typeOf, leftOut }
}

/** Notes that a page is in use, for something that could be moved or not. */
export function setInUse(machine: Machine, zone: Zone, pfn: Pfn, isMovable: boolean): void {
  machine.state.setByte(zone.status + pfn, HELD)
  setMovable(machine, zone, pfn, isMovable)
}

export function setMovable({ state }: Machine, zone: Zone, pfn: Pfn, isMovable: boolean): void {
  state.set(zone.owner + pfn, isMovable ? MOVABLE_HANDLE : 0)
}

/** Gives a pageblock a type without moving what is free in it. */
function tagPageblocks({ state }: Machine, zone: Zone, types: readonly number[]): void {
  const start = pageblockStart(zone, zone.start)
  for (const [i, type] of types.entries()) {
    const pfn = start + i * pageblockPages(zone)
    state.setByte(zone.pageblockTypes + (pfn >> zone.pageblockOrder), type)
  }
}

/** Whether a block is aligned, in its zone, and no page of it free yet. */
function isWholeBlock({ state }: Machine, zone: Zone, pfn: Pfn, order: Order): boolean {
  const end = pfn + 2 ** order
  if (pfn % 2 ** order !== 0 || pfn < zone.start || end > zone.end) return false
  for (let at = pfn; at < end; at++) if (state.bytes[zone.status + at] !== HELD) return false
  return true
}

function fillList({ state }: Machine, zone: Zone, pfn: Pfn, order: Order, type: number): void {
  state.bytes.fill(0, zone.status + pfn, zone.status + pfn + 2 ** order)
  addToFreeList(state, zone, pfn, order, type, true)
}

function countsOf(info: Pagetypeinfo | null, { node, zone }: ListedZone): number[] | null {
  const row = info?.blocks.find((one) => one.node === node && one.zone === zone)
  return row ? MIGRATETYPES.map((_, type) => row.counts[typeName(type)] ?? 0) : null
}
