// A zone of the naive Linux machine (naive.ts): its free lists, its pageblocks and its per-CPU lists,
// all as arrays.

import { type Order, type Pages, type Pfn, ZONE_NAMES } from '../../units.ts'
import type { MachineConfig, ZoneConfig } from '../config.ts'

export const UNMOVABLE = 0
export const MOVABLE = 1
export const RECLAIMABLE = 2
export const HIGHATOMIC = 3
/** Whose lists are tried when one's own are empty. */
const OTHERS = [
  [RECLAIMABLE, MOVABLE],
  [RECLAIMABLE, UNMOVABLE],
  [UNMOVABLE, MOVABLE],
]

export const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)
const pagesOn = (lists: readonly Pfn[][]) => sum(lists.map((list, k) => list.length * 2 ** k))

export class NaiveZone {
  readonly machine: MachineConfig
  readonly config: ZoneConfig
  readonly index: number
  readonly rank: number
  readonly end: Pfn
  /** By type and order. */
  readonly lists: Pfn[][][]
  /** By pageblock: pfn >> pageblock order. */
  readonly types: number[]
  /** By order · 3 + type. */
  readonly pcp: Pfn[][]
  /** Pages that somebody holds for what can move. */
  movable: Pfn[] = []
  /** Pages of HighAtomic pageblocks. */
  highatomic: Pages = 0
  min: Pages = 0
  low: Pages = 0
  high: Pages = 0
  /** lowmem_reserve, by rank of the request's highest zone. */
  reserve: Pages[] = []
  readonly did: string[] = []

  constructor(machine: MachineConfig, index: number) {
    const config = machine.zones[index] as ZoneConfig
    const { maxOrder, pageblockOrder, grouping } = machine
    this.machine = machine
    this.config = config
    this.index = index
    this.rank = ZONE_NAMES.indexOf(config.zone)
    this.end = config.startPfn + config.pages
    const empty = (length: number) => Array.from({ length }, (): Pfn[] => [])
    this.lists = Array.from({ length: grouping ? 4 : 1 }, () => empty(maxOrder + 1))
    this.pcp = empty(3 * (Math.min(3, maxOrder) + 1))
    this.types = new Array((this.end >> pageblockOrder) + 1).fill(grouping ? MOVABLE : 0)
    for (let pfn = config.startPfn; pfn < this.end; ) {
      let order = maxOrder
      while (pfn % 2 ** order !== 0 || pfn + 2 ** order > this.end) order--
      this.list(this.typeOf(pfn), order).push(pfn)
      pfn += 2 ** order
    }
  }

  copy(): NaiveZone {
    const twin = new NaiveZone(this.machine, this.index)
    return Object.assign(twin, JSON.parse(JSON.stringify(this)))
  }

  list(type: number, order: Order): Pfn[] {
    return this.lists[type]?.[order] as Pfn[]
  }

  typeOf(pfn: Pfn): number {
    return this.types[pfn >> this.machine.pageblockOrder] as number
  }

  freePages(): Pages {
    return sum(this.lists.map(pagesOn))
  }

  freeHighatomic(): Pages {
    return pagesOn(this.lists[HIGHATOMIC] ?? [])
  }

  pcpPages(): Pages {
    return sum(this.pcp.map((list, i) => list.length * 2 ** Math.floor(i / 3)))
  }

  // The buddies

  private isFree(pfn: Pfn, order: Order): boolean {
    return this.lists.some((lists) => lists[order]?.includes(pfn))
  }

  /** Takes a free block off whatever list it is on. */
  private takeOff(pfn: Pfn): void {
    for (const list of this.lists.flat()) if (list.includes(pfn)) list.splice(list.indexOf(pfn), 1)
  }

  /** The block of a list that is next to be taken. */
  private next(type: number, order: Order): Pfn {
    const list = this.list(type, order)
    return this.machine.placement === 'lowest' ? Math.min(...list) : (list[0] as Pfn)
  }

  /** Takes a free block and halves it down; the upper halves go to `rest`'s lists. */
  private cut(pfn: Pfn, from: Order, order: Order, rest: number): Pfn {
    this.takeOff(pfn)
    for (let k = from - 1; k >= order; k--) this.list(rest, k).unshift(pfn + 2 ** k)
    return pfn
  }

  private smallest(type: number, order: Order): Pfn | null {
    for (let k = order; k <= this.machine.maxOrder; k++)
      if (this.list(type, k).length > 0) return this.cut(this.next(type, k), k, order, type)
    return null
  }

  /** Frees a block to the lists; one larger than a pageblock in pageblocks. */
  private merge(block: Pfn, blockOrder: Order): void {
    const { maxOrder, pageblockOrder, placement, grouping } = this.machine
    const piece = grouping ? Math.min(blockOrder, pageblockOrder) : blockOrder
    for (let start = block; start < block + 2 ** blockOrder; start += 2 ** piece) {
      const type = this.typeOf(start)
      let pfn = start
      let order = piece
      for (; order < maxOrder && this.isFree(pfn ^ (2 ** order), order); order++) {
        const buddy = pfn ^ (2 ** order)
        const other = this.typeOf(buddy)
        if (order >= pageblockOrder && other !== type) {
          if (type === HIGHATOMIC || other === HIGHATOMIC) break
          this.did.push('merge of unlike pageblocks')
          this.types[buddy >> pageblockOrder] = type
        }
        this.takeOff(buddy)
        pfn = Math.min(pfn, buddy)
      }
      const parent = pfn - (pfn % 2 ** (order + 1))
      const isLikely =
        placement === 'lifo' &&
        order < maxOrder - 1 &&
        this.isFree(parent ^ (2 ** (order + 1)), order + 1)
      if (isLikely) this.list(type, order).push(pfn)
      else this.list(type, order).unshift(pfn)
    }
  }

  // Grouping

  /** First page of the pageblock around a page; null: it sticks out of the zone. */
  private pageblock(pfn: Pfn): Pfn | null {
    const size = 2 ** this.machine.pageblockOrder
    const start = pfn - (pfn % size)
    return start >= this.config.startPfn && start + size <= this.end ? start : null
  }

  private freeIn(start: Pfn): { pfn: Pfn; order: Order }[] {
    const end = start + 2 ** this.machine.pageblockOrder
    return this.lists
      .flatMap((lists) => lists.flatMap((list, order) => list.map((pfn) => ({ pfn, order }))))
      .filter(({ pfn }) => pfn >= start && pfn < end)
      .sort((a, b) => a.pfn - b.pfn)
  }

  /** A pageblock takes another type, and its free blocks go to the tails of that type's lists. */
  private turn(start: Pfn, type: number): void {
    for (const { pfn, order } of this.freeIn(start)) {
      this.takeOff(pfn)
      this.list(type, order).push(pfn)
    }
    this.types[start >> this.machine.pageblockOrder] = type
  }

  private turnAll(pfn: Pfn, order: Order, type: number): void {
    const { pageblockOrder } = this.machine
    for (let at = pfn; at < pfn + 2 ** order; at += 2 ** pageblockOrder)
      this.types[at >> pageblockOrder] = type
  }

  private otherWith(type: number, order: Order): number | undefined {
    return OTHERS[type]?.find((other) => this.list(other, order).length > 0)
  }

  private claim(type: number, order: Order, noFragment: boolean): Pfn | null {
    const { maxOrder, pageblockOrder } = this.machine
    const size = 2 ** pageblockOrder
    const lowest = noFragment ? Math.max(order, pageblockOrder) : order
    for (let k = maxOrder; k >= lowest; k--) {
      if (type === MOVABLE && k < Math.floor(pageblockOrder / 2)) return null
      const other = this.otherWith(type, k)
      if (other === undefined) continue
      const pfn = this.next(other, k)
      if (k >= pageblockOrder) {
        this.did.push('claim whole')
        this.turnAll(pfn, k, type)
        return this.cut(pfn, k, order, type)
      }
      const start = this.pageblock(pfn)
      if (start === null) continue
      const free = sum(this.freeIn(start).map((block) => 2 ** block.order))
      const movable = this.movable.filter((page) => page >= start && page < start + size).length
      const isMovable = this.typeOf(start) === MOVABLE
      const alike = type === MOVABLE ? movable : isMovable ? size - free - movable : 0
      if (free + alike < size / 2) continue
      this.did.push('claim')
      this.turn(start, type)
      return this.smallest(type, order)
    }
    return null
  }

  private steal(type: number, order: Order): Pfn | null {
    for (let k = order; k <= this.machine.maxOrder; k++) {
      const other = this.otherWith(type, k)
      if (other === undefined) continue
      this.did.push('steal')
      return this.cut(this.next(other, k), k, order, other)
    }
    return null
  }

  /** `search` is shared by those that are taken at once: who has stolen goes on stealing. */
  private typed(type: number, order: Order, noFragment: boolean, search: { steals: boolean }) {
    if (!search.steals) {
      const pfn = this.smallest(type, order)
      if (pfn !== null || !this.machine.grouping) return pfn
      const claimed = this.claim(type, order, noFragment)
      if (claimed !== null) return claimed
    }
    const stolen = noFragment ? null : this.steal(type, order)
    search.steals = stolen !== null
    return stolen
  }

  /** A block for a request; urgent ones of several pages look into the HighAtomic reserve first. */
  take(type: number, order: Order, isUrgent: boolean, noFragment: boolean): Pfn | null {
    if (this.machine.pcp && order <= 3) {
      const list = this.pcp[order * 3 + type] as Pfn[]
      const batch = this.batch()
      const blocks = order === 0 ? batch : Math.max(batch >> order, 2)
      const search = { steals: false }
      for (let i = 0, isEmpty = list.length === 0; isEmpty && i < blocks; i++) {
        const pfn = this.typed(type, order, noFragment, search)
        if (pfn === null) break
        list.push(pfn)
      }
      const head = list.shift()
      if (head !== undefined) return head
    }
    const mayUseReserve = isUrgent && this.machine.grouping
    const reserved = mayUseReserve && order > 0 ? this.smallest(HIGHATOMIC, order) : null
    if (reserved !== null) return reserved
    const pfn = this.typed(type, order, noFragment, { steals: false })
    return pfn === null && mayUseReserve ? this.smallest(HIGHATOMIC, order) : pfn
  }

  // Per-CPU lists

  private batch(): Pages {
    const { pcpBatch, pageSize } = this.machine
    const most = Math.min(this.config.pages / 1024, 2 ** 20 / pageSize)
    const base = Math.max(1, Math.floor(Math.floor(most) / 4))
    const half = base + Math.floor(base / 2)
    return pcpBatch ?? Math.max(1, 2 ** Math.floor(Math.log2(half)) - 1)
  }

  free(pfn: Pfn, order: Order): void {
    this.movable = this.movable.filter((page) => page < pfn || page >= pfn + 2 ** order)
    if (!this.machine.pcp || order > 3) {
      this.merge(pfn, order)
      return
    }
    const type = this.typeOf(pfn)
    const list = order * 3 + (type === HIGHATOMIC ? MOVABLE : type)
    this.pcp[list]?.unshift(pfn)
    const high = this.machine.pcpHigh ?? Math.max(this.low, 4 * this.batch())
    if (this.pcpPages() >= high) this.drain(Math.min(this.batch(), this.pcpPages()), list)
  }

  /** So many pages go back, from the tail of one list after another. */
  drain(pages = this.pcpPages(), first = 0): void {
    for (let left = pages, i = first; left > 0; i = (i + 1) % this.pcp.length) {
      const order = Math.floor(i / 3)
      for (; left > 0 && this.pcp[i]?.length; left -= 2 ** order)
        this.merge(this.pcp[i]?.pop() as Pfn, order)
    }
  }

  // The HighAtomic reserve

  /** Keeps the pageblock around a block that was just given to who cannot wait. */
  keep(pfn: Pfn, order: Order): void {
    const { pageblockOrder, grouping } = this.machine
    const size = 2 ** pageblockOrder
    const hundredth = Math.floor(this.config.pages / 100)
    const isFull = hundredth < size || this.highatomic >= Math.ceil(hundredth / size) * size
    if (!grouping || isFull || this.typeOf(pfn) === HIGHATOMIC) return
    const start = this.pageblock(pfn)
    if (start === null) return
    if (order < pageblockOrder) this.turn(start, HIGHATOMIC)
    else this.turnAll(pfn, order, HIGHATOMIC)
    this.highatomic += Math.max(2 ** order, size)
    this.did.push('keep')
  }

  /** Gives one pageblock back to `type`; the last one only when it is forced to. */
  giveBack(type: number, isForced: boolean): boolean {
    const { pageblockOrder, maxOrder, grouping } = this.machine
    const size = 2 ** pageblockOrder
    if (!grouping || (!isForced && this.highatomic <= size)) return false
    for (let order = 0; order <= maxOrder; order++) {
      if (this.list(HIGHATOMIC, order).length === 0) continue
      const pfn = this.next(HIGHATOMIC, order)
      this.highatomic -= Math.min(Math.max(size, 2 ** order), this.highatomic)
      this.did.push(isForced ? 'give back, forced' : 'give back')
      if (order < pageblockOrder) this.turn(pfn - (pfn % size), type)
      else {
        this.takeOff(pfn)
        this.list(type, order).push(pfn)
        this.turnAll(pfn, order, type)
      }
      return true
    }
    return false
  }
}
