// The test dialect: a zone drawn a page a character, `A` to `Z` held by that name and not movable,
// `a` to `z` held and movable, `.` free, `-` on a per-CPU list, `#` in use. A run of one letter stands
// for the largest aligned blocks that cover it. Pageblock types, a letter a pageblock, as
// /proc/pagetypeinfo abbreviates them: U M E (Reclaimable) H (HighAtomic).
//
//   'AAb...cc'    A at 0 of order 1, b at 2, free 3, free 4 of order 1, c at 6 of order 1
//   'UM'          with pageblocks of 4 pages: the first Unmovable, the second Movable

import type { Order, Pages, Pfn } from '../units.ts'
import type { Mobility } from './command.ts'
import type { BuddyEvent } from './event.ts'
import { free } from './free.ts'
import { addToFreeList, initLists, nextInList } from './free-area.ts'
import { setHighatomicPages } from './linux/highatomic-pages.ts'
import { LINUX } from './linux/machine.ts'
import { pcpList } from './linux/pcp-lists.ts'
import type { Compacted } from './machine.ts'
import { createMachine, isMisfit, type Machine, setHeldAt } from './machine.ts'
import { MOBILITIES } from './migratetype.ts'
import { type OneZoneOptions, oneZone } from './one-zone.ts'
import { pageblockPages, pageblockStart, pageblockType } from './pageblock.ts'
import { requestOf } from './request.ts'
import { alloc } from './serve.ts'
import { FREE, HELD, ON_PCP, ORDER_BITS, UNGROUPED, type Zone } from './zone.ts'

const TYPE_LETTERS = 'UMEH'

export interface Asked {
  /** Without it: by the letter's case. */
  readonly mobility?: Mobility
  readonly atomic?: boolean
}

export interface Drawn {
  readonly machine: Machine
  /** Asks for pages under a letter; true where they were given. */
  alloc(name: string, pages: Pages, asked?: Asked): boolean
  free(name: string): void
  /** The zone as it stands now. */
  draw(): string
  /** Its pageblocks' types. */
  types(): string
  /** A free list, head first. */
  list(order: Order, type?: string): Pfn[]
  /** A per-CPU list, head first. */
  pcp(order: Order, type?: string): Pfn[]
  /** As writing to /proc/sys/vm/compact_memory does. */
  compact(): Compacted
  /** The small steps of what is done meanwhile. */
  steps(act: () => void): BuddyEvent[]
}

/** A machine of one zone as drawn; without options `round`, `lowest`, and the largest order that fits. */
export function zone(picture: string, options: OneZoneOptions = {}): Drawn {
  const machine = createMachine(oneZone(picture.length, options), 127, LINUX)
  if (isMisfit(machine)) throw new Error('a whole zone always fits')
  const drawn = machine.zones[0] as Zone
  layOut(machine, drawn, picture, options.types ?? '')
  const typeIndex = (letter?: string) =>
    letter === undefined ? UNGROUPED : TYPE_LETTERS.indexOf(letter)
  return {
    machine,
    alloc: (name, pages, { mobility = mobilityOf(name), atomic = false } = {}) => {
      const request = requestOf(machine, { node: null, zone: null, mobility, atomic })
      return alloc(machine, name.charCodeAt(0), pages, request) >= 0
    },
    free: (name) => free(machine, name.charCodeAt(0)),
    draw: () => draw(machine, drawn),
    types: () => drawTypes(machine, drawn),
    list: (order, type) => {
      const pfns: Pfn[] = []
      let pfn = nextInList(machine.state, drawn, order, typeIndex(type), -1)
      for (; pfn >= 0; pfn = nextInList(machine.state, drawn, order, typeIndex(type), pfn))
        pfns.push(pfn)
      return pfns
    },
    pcp: (order, type) => pcpList(machine.state, drawn, order, typeIndex(type)),
    compact: () => LINUX.compactWhole(machine, drawn),
    steps: (act) => {
      const events: BuddyEvent[] = []
      machine.trace = { limit: Number.POSITIVE_INFINITY, events, marks: [] }
      act()
      machine.trace = null
      return events
    },
  }
}

/** A zone's pages, a character each; letters are handles as `zone` gives them. */
export function draw({ state }: Machine, zone: Zone): string {
  let picture = ''
  for (let pfn = zone.start; pfn < zone.end; ) {
    const status = state.bytes[zone.status + pfn] as number
    const handle = state.words[zone.owner + pfn] as number
    const pages = 2 ** (status & ORDER_BITS)
    picture += markOf(status, handle).repeat(pages)
    pfn += pages
  }
  return picture
}

function markOf(status: number, handle: number): string {
  if ((status & FREE) !== 0) return '.'
  if ((status & HELD) === 0 && (status & ON_PCP) !== 0) return '-'
  return handle > 0 ? String.fromCharCode(handle) : '#'
}

function drawTypes({ state }: Machine, zone: Zone): string {
  let types = ''
  for (let pfn = pageblockStart(zone, zone.start); pfn < zone.end; pfn += pageblockPages(zone))
    types += TYPE_LETTERS[pageblockType(state, zone, pfn)]
  return types
}

function mobilityOf(name: string): Mobility {
  return name >= 'a' && name <= 'z' ? 'movable' : 'unmovable'
}

function layOut(machine: Machine, drawn: Zone, picture: string, types: string): void {
  const { state, config } = machine
  const { words, bytes } = state
  words.fill(0)
  initLists(state, drawn)
  const size = pageblockPages(drawn)
  for (const [i, letter] of [...types].entries())
    bytes[drawn.pageblockTypes + (drawn.start >> drawn.pageblockOrder) + i] =
      TYPE_LETTERS.indexOf(letter)
  for (const run of picture.matchAll(/(.)\1*/g)) {
    const mark = run[1] as string
    const start = drawn.start + run.index
    const end = start + run[0].length
    const handle = mark.charCodeAt(0)
    for (let pfn = start; pfn < end; ) {
      let order = machine.maxOrder
      const spansTypes = () =>
        mark === '.' &&
        config.grouping &&
        Array.from({ length: Math.ceil(2 ** order / size) }, (_, i) => pfn + i * size).some(
          (at) => pageblockType(state, drawn, at) !== pageblockType(state, drawn, pfn),
        )
      while (pfn % 2 ** order !== 0 || pfn + 2 ** order > end || spansTypes()) order--
      if (mark === '.')
        addToFreeList(state, drawn, pfn, order, pageblockType(state, drawn, pfn), true)
      else {
        state.setByte(drawn.status + pfn, HELD | order)
        state.set(drawn.owner + pfn, mark === '#' ? 0 : handle)
      }
      pfn += 2 ** order
    }
    if (mark === '.' || mark === '#') continue
    setHeldAt(machine, handle, start)
    machine.asked[handle] = end - start
    machine.mobility[handle] = MOBILITIES.indexOf(mobilityOf(mark))
    machine.mostMovable = Math.max(machine.mostMovable, end - start)
  }
  state.set(machine.extfragThreshold, config.extfragThreshold)
  state.set(machine.latest, 127)
  LINUX.init(machine)
  setHighatomicPages(state, drawn, [...types].filter((letter) => letter === 'H').length * size)
}
