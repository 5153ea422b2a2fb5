// The test dialect: a zone drawn a page a character, `A` to `z` held by that name, `.` free, `#` in
// use. A run of one letter stands for the largest aligned blocks that cover it.
//
//   'AAB...CC'    A at 0 of order 1, B at 2, free 3, free 4 of order 1, C at 6 of order 1

import { type Order, orderFor, type Pages, type Pfn } from '../units.ts'
import type { Fit, MachineConfig, Placement } from './config.ts'
import { free } from './free.ts'
import { addToFreeList, initLists, nextInList } from './free-area.ts'
import { LINUX } from './linux.ts'
import { createMachine, isMisfit, type Machine, setHeldAt } from './machine.ts'
import { requestOf } from './request.ts'
import { alloc } from './serve.ts'
import { FREE, HELD, ORDER_BITS, UNGROUPED, type Zone } from './zone.ts'

export interface Drawn {
  readonly machine: Machine
  /** Asks for pages under a letter; true where they were given. */
  alloc(name: string, pages: Pages): boolean
  free(name: string): void
  /** The zone as it stands now. */
  draw(): string
  /** A free list, head first. */
  list(order: Order): Pfn[]
}

export interface DrawnOptions {
  readonly fit?: Fit
  readonly placement?: Placement
  readonly maxOrder?: Order
  readonly startPfn?: Pfn
}

/** A machine of one zone as drawn; without options `round`, `lowest`, and the largest order that fits. */
export function zone(picture: string, options: DrawnOptions = {}): Drawn {
  const machine = createMachine(configOf(picture, options), 127, LINUX)
  if (isMisfit(machine)) throw new Error('a whole zone always fits')
  const drawn = machine.zones[0] as Zone
  layOut(machine, drawn, picture)
  const request = requestOf(machine, {
    node: null,
    zone: null,
    mobility: 'unmovable',
    atomic: false,
  })
  return {
    machine,
    alloc: (name, pages) => alloc(machine, name.charCodeAt(0), pages, request) >= 0,
    free: (name) => free(machine, name.charCodeAt(0)),
    draw: () => draw(machine, drawn),
    list: (order) => {
      const pfns: Pfn[] = []
      let pfn = nextInList(machine.state, drawn, order, UNGROUPED, -1)
      for (; pfn >= 0; pfn = nextInList(machine.state, drawn, order, UNGROUPED, pfn)) pfns.push(pfn)
      return pfns
    },
  }
}

/** A zone's pages, a character each; letters are handles as `zone` gives them. */
export function draw({ state }: Machine, zone: Zone): string {
  let picture = ''
  for (let pfn = zone.start; pfn < zone.end; ) {
    const status = state.bytes[zone.status + pfn] as number
    const handle = state.words[zone.owner + pfn] as number
    const mark = (status & FREE) !== 0 ? '.' : handle > 0 ? String.fromCharCode(handle) : '#'
    const pages = 2 ** (status & ORDER_BITS)
    picture += mark.repeat(pages)
    pfn += pages
  }
  return picture
}

function layOut(machine: Machine, drawn: Zone, picture: string): void {
  const { state } = machine
  state.words.fill(0)
  initLists(state, drawn)
  for (const run of picture.matchAll(/(.)\1*/g)) {
    const mark = run[1] as string
    const start = drawn.start + run.index
    const end = start + run[0].length
    for (let pfn = start; pfn < end; ) {
      let order = machine.maxOrder
      while (pfn % 2 ** order !== 0 || pfn + 2 ** order > end) order--
      if (mark === '.') addToFreeList(state, drawn, pfn, order, UNGROUPED, true)
      else {
        state.setByte(drawn.status + pfn, HELD | order)
        state.set(drawn.owner + pfn, mark === '#' ? 0 : mark.charCodeAt(0))
      }
      pfn += 2 ** order
    }
    if (mark === '.' || mark === '#') continue
    setHeldAt(machine, mark.charCodeAt(0), start)
    machine.asked[mark.charCodeAt(0)] = end - start
  }
}

function configOf(picture: string, options: DrawnOptions): MachineConfig {
  const pages = picture.length
  const maxOrder = options.maxOrder ?? Math.min(10, orderFor(pages + 1) - 1)
  return {
    pageSize: 4096,
    maxOrder,
    pageblockOrder: Math.min(9, maxOrder),
    policy: 'textbook',
    kernel: '6.18',
    fit: options.fit ?? 'round',
    placement: options.placement ?? 'lowest',
    grouping: false,
    pcp: false,
    pcpBatch: null,
    pcpHigh: null,
    watermarks: false,
    areMarksTooLarge: false,
    minFree: null,
    extfragThreshold: 500,
    zones: [{ node: 0, zone: 'Normal', startPfn: options.startPfn ?? 0, pages, free: null }],
  }
}
