// What an explanation is made from: one action, its small steps, the lists before it and the
// machine after it.

import type { Op } from '../buddy/command.ts'
import type { Block, BuddyEvent, Failure } from '../buddy/event.ts'
import { isFreeBlock, nextInList, nrFree } from '../buddy/free-area.ts'
import { blockAt, type Machine } from '../buddy/machine.ts'
import type { Request } from '../buddy/request.ts'
import type { Zonelist } from '../buddy/zonelist.ts'
import { MIGRATETYPES, type Migratetype, type Order, type Pages, type Pfn } from '../units.ts'
import type { LinuxWords } from './linux-words.ts'

/** The first blocks of a free list, and how many there are. */
export interface ListHead {
  readonly count: number
  /** At most LIST_HEAD, head first. */
  readonly pfns: readonly Pfn[]
}

const LIST_HEAD = 4

/** The heads of all lists at one moment: [zone][type · orders + order]. */
export type ListHeads = readonly (readonly ListHead[])[]

/** A machine and the names of those who hold its memory. */
export interface Cast {
  readonly machine: Machine
  nameOf(handle: number): string
  /** Name id of a handle. */
  ownerOf(handle: number): number
}

export interface Scene extends Cast {
  readonly op: Op
  /** Empty where the action has none. */
  readonly name: string
  readonly owner: number
  readonly pages: Pages
  readonly zonelist: Zonelist
  /** null where the action is no alloc. */
  readonly request: Request | null
  /** The first TRACED_EVENTS of them. */
  readonly events: readonly BuddyEvent[]
  /** The first blocks given or freed, ascending; all small steps aside. */
  readonly blocks: readonly Block[]
  /** Pages given or freed, all blocks together. */
  readonly held: Pages
  readonly failure: Failure | null
  /** What the kernel logs of the failure, told as it was then; null: only the line that all machines have. */
  readonly log: string | null
  readonly before: ListHeads
  /** null on a machine that does nothing that only Linux does. */
  readonly words: LinuxWords | null
  /** Who stood in the way of a merge that was refused, at the moment of the refusal. */
  readonly obstacles: ReadonlyMap<BuddyEvent, Obstacle>
}

export function listHeads(machine: Machine): ListHeads {
  const { state, maxOrder } = machine
  const orders = maxOrder + 1
  return machine.zones.map((zone) =>
    Array.from({ length: zone.types * orders }, (_, list) => {
      const order = list % orders
      const type = Math.floor(list / orders)
      const pfns: Pfn[] = []
      let pfn = nextInList(state, zone, order, type, -1)
      for (; pfn >= 0 && pfns.length < LIST_HEAD; ) {
        pfns.push(pfn)
        pfn = nextInList(state, zone, order, type, pfn)
      }
      return { count: nrFree(state, zone, order, type), pfns }
    }),
  )
}

/** A list before the action. */
export function listBefore(
  { before, machine }: Scene,
  zone: number,
  order: Order,
  type?: Migratetype,
): ListHead | undefined {
  const own = type ? MIGRATETYPES.indexOf(type) : 0
  return before[zone]?.[own * (machine.maxOrder + 1) + order]
}

/** A page that is not free, and who holds it. */
export interface Obstacle extends Holder {
  readonly pfn: Pfn
}

export interface Holder {
  /** `held by D`, `in use`, `free`. */
  readonly note: string
  /** `D`, `in use`, `a per-CPU list`; empty where free. */
  readonly name: string
  readonly owner: number
}

/** Who holds a page after the action. */
export function holderOf(scene: Cast, zone: number, pfn: Pfn): Holder {
  const { machine } = scene
  const at = machine.zones[zone]
  if (!at || pfn < at.start || pfn >= at.end)
    return { note: 'not in the zone', name: '', owner: -1 }
  const block = blockAt(machine, at, pfn)
  if (block.handle > 0) {
    const name = scene.nameOf(block.handle)
    return { note: `held by ${name}`, name, owner: scene.ownerOf(block.handle) }
  }
  if (block.isFree) return { note: 'free', name: '', owner: -1 }
  return block.isOnPcp
    ? { note: 'on a per-CPU list', name: 'a per-CPU list', owner: -1 }
    : { note: 'in use', name: 'in use', owner: -1 }
}

/** Who stands in the way of a block: the first page of it that is not free, and its holder. */
export function obstacleOf(scene: Cast, zone: number, pfn: Pfn, order: Order): Obstacle | null {
  const at = scene.machine.zones[zone]
  if (!at) return null
  for (let page = Math.max(pfn, at.start); page < Math.min(pfn + 2 ** order, at.end); ) {
    const block = blockAt(scene.machine, at, page)
    if (!block.isFree) return { ...holderOf(scene, zone, page), pfn: page }
    page = block.pfn + 2 ** block.order
  }
  return null
}

/** How a block stands to one who would merge with it: `held by D`, `6 held by E`, `free in parts`. */
export function buddyHolder(scene: Cast, zone: number, pfn: Pfn, order: Order): Holder {
  const at = scene.machine.zones[zone]
  if (!at || pfn < at.start || pfn + 2 ** order > at.end)
    return { note: 'not in the zone', name: '', owner: -1 }
  const obstacle = obstacleOf(scene, zone, pfn, order)
  if (obstacle)
    return obstacle.pfn === pfn
      ? obstacle
      : { ...obstacle, note: `${obstacle.pfn} ${obstacle.note}` }
  const note = isFreeBlock(scene.machine.state, at, pfn, order) ? 'free' : 'free in parts'
  return { note, name: '', owner: -1 }
}

/** The one name that holds all that is not free of a block; empty where there are others too. */
export function soleHolderOf(scene: Cast, zone: number, pfn: Pfn, order: Order): string {
  const at = scene.machine.zones[zone]
  if (!at || pfn < at.start || pfn + 2 ** order > at.end) return ''
  let sole = ''
  for (let page = pfn; page < pfn + 2 ** order; ) {
    const block = blockAt(scene.machine, at, page)
    if (!block.isFree) {
      const name = block.handle > 0 ? scene.nameOf(block.handle) : ''
      if (name === '' || (sole !== '' && sole !== name)) return ''
      sole = name
    }
    page = block.pfn + 2 ** block.order
  }
  return sole
}
