// A traced kernel against the simulator: each time that the kernel takes a block from its lists
// (mm_page_alloc_zone_locked, in __rmqueue_smallest), the simulator's __rmqueue is asked first which
// one it would take; then its lists follow what the kernel did, so that one miss does not spoil the
// rest.
//
//   mm_page_alloc_zone_locked   a block leaves the lists
//   mm_page_pcpu_drain          a block comes back from a per-CPU list (free_pcppages_bulk)
//   mm_page_free                of an order that has no per-CPU list: a block comes back at once
//   mm_page_alloc_extfrag       another type's block is taken; before 6.10 told before the block is
//                               taken, since then after it, and alone where the block itself serves

import { freeListOf } from '../buddy/free-area.ts'
import { mayClaim, newSearch, type Search } from '../buddy/linux/find-fallback.ts'
import { moveFreePages } from '../buddy/linux/move-freepages.ts'
import { rmqueueTyped } from '../buddy/linux/rmqueue-typed.ts'
import type { Machine } from '../buddy/machine.ts'
import { HIGHATOMIC, MOVABLE } from '../buddy/migratetype.ts'
import { isWholePageblock, pageblockType } from '../buddy/pageblock.ts'
import { retagPageblock, retagRange } from '../buddy/retag.ts'
import { placeBlock } from '../buddy/rmqueue-smallest.ts'
import type { Zone } from '../buddy/zone.ts'
import type { Order, Pfn, ZoneName } from '../units.ts'
import { freeBlockAt, giveBack, markTaken, moveBlock, takeFrom } from './follow.ts'
import { type Model, setMovable } from './model.ts'
import { straightFrees, zoneOfBlock } from './straight-frees.ts'
import type { PageEvent, PageEvents } from './trace-events.ts'

export interface Miss {
  /** Of the trace. */
  readonly line: number
  readonly pfn: Pfn
  readonly order: Order
  /** As pagetypeinfo names it. */
  readonly type: string
  /** −1: the simulator found none. */
  readonly predicted: Pfn
}

export interface Cosimulation {
  readonly predicted: number
  readonly of: number
  /** Blocks that the kernel took from another type. */
  readonly fallbacks: number
  readonly misses: readonly Miss[]
  /** Blocks taken from lists that the simulator does not have: CMA's. */
  readonly leftOut: number
}

/** Follows a trace from its first event to its last; the model is used up by it. */
export function cosimulate(model: Model, events: PageEvents): Cosimulation {
  const replay = new Replay(model, events)
  replay.run()
  return replay
}

/** A fallback that was told and whose block has not been taken yet. */
interface Pending {
  readonly event: PageEvent
  readonly predicted: Pfn
}

/** Events of other CPUs that may come between two of one. */
const NEAR = 64

class Replay implements Cosimulation {
  predicted = 0
  of = 0
  fallbacks = 0
  leftOut = 0
  readonly misses: Miss[] = []
  private readonly model: Model
  private readonly machine: Machine
  private readonly events: PageEvents
  /** By CPU. */
  private readonly pending = new Map<number, Pending>()
  private readonly searches = new Map<number, { search: Search; order: Order; type: number }>()
  /** Fallback events that a take has answered already. */
  private readonly answered = new Set<number>()
  /** Pageblocks whose type the trace has shown, and pages freed since in the others. */
  private readonly certain = new Set<number>()
  private readonly freed = new Set<Pfn>()

  constructor(model: Model, events: PageEvents) {
    this.model = model
    this.machine = model.machine
    this.events = events
  }

  run(): void {
    const straight = straightFrees(this.machine, this.events)
    for (let index = 0; index < this.events.length; index++) {
      const event = this.events.at(index)
      const zone = this.zoneOf(event)
      if (zone === undefined) continue
      const isSearch = event.kind === 'take' || event.kind === 'fallback'
      if (!isSearch) this.searches.delete(event.cpu)
      if (event.kind === 'alloc') this.alloc(zone, event)
      else if (event.kind === 'free') this.free(zone, event, straight.has(index))
      else if (event.kind === 'drain') this.drain(zone, event)
      else if (event.kind === 'take') this.take(zone, event, index)
      else if (!this.answered.delete(index)) this.fallback(zone, event)
    }
  }

  /** The zone of an event that can be: its blocks are aligned, and in one zone. */
  private zoneOf({ kind, pfn, order, foundOrder, foundType }: PageEvent): Zone | undefined {
    const isFallback = kind === 'fallback'
    const whole = isFallback ? Math.max(order, foundOrder) : order
    const isHead = !isFallback || this.machine.areListsPure || pfn % 2 ** whole === 0
    const isKnown = !isFallback || this.model.typeOf(foundType) >= 0
    if (pfn % 2 ** order !== 0 || whole > this.machine.maxOrder || !isHead || !isKnown) return
    return zoneOfBlock(this.machine.zones, pfn - (pfn % 2 ** whole), 2 ** whole)
  }

  private alloc(zone: Zone, { pfn, order, type }: PageEvent): void {
    const { machine } = this
    const block = freeBlockAt(machine, zone, pfn)
    // Compaction hands a block that it has made over as it is freed (compaction_capture).
    if (block !== null)
      takeFrom(machine, zone, pfn, order, freeListOf(machine.state, zone, block.pfn).type)
    const isMovable = this.model.typeOf(type) === MOVABLE
    for (let at = pfn; at < pfn + 2 ** order; at++) setMovable(machine, zone, at, isMovable)
    this.freed.delete(pfn)
  }

  private free(zone: Zone, { pfn, order }: PageEvent, isStraight: boolean): void {
    const { machine } = this
    for (let at = pfn; at < pfn + 2 ** order; at++) setMovable(machine, zone, at, false)
    if (isStraight || !this.hasPcpList(order))
      giveBack(machine, zone, pfn, order, pageblockType(machine.state, zone, pfn))
    else if (!this.isCertain(zone, pfn)) this.freed.add(pfn)
  }

  /** pcp_allowed_order: order 0 alone before 5.14, then also 1 to 3 and that of a huge page. */
  private hasPcpList(order: Order): boolean {
    const { kernel, pageblockOrder } = this.machine.config
    return order === 0 || (kernel !== '5.10' && (order <= 3 || order === pageblockOrder))
  }

  private drain(zone: Zone, { pfn, order, type: number }: PageEvent): void {
    const type = this.model.typeOf(number)
    if (type < 0) return
    // Before 6.10 it is the type that the pageblock had when the page was freed.
    if (this.machine.areListsPure) this.match(zone, pfn, type)
    else if (this.freed.delete(pfn)) this.learn(zone, pfn, type)
    giveBack(this.machine, zone, pfn, order, type)
  }

  private take(zone: Zone, event: PageEvent, index: number): void {
    const type = this.model.typeOf(event.type)
    if (type < 0) {
      this.leftOut++
      return
    }
    const told = this.pending.get(event.cpu)
    this.pending.delete(event.cpu)
    const isTold = told?.event.order === event.order && told.event.type === event.type
    const answer = isTold ? -1 : this.answerOf(event, index)
    const predicted = isTold ? told.predicted : this.predict(zone, event, type)
    this.count(event, predicted, isTold || answer >= 0)
    if (answer >= 0) {
      this.answered.add(answer)
      this.claim(zone, event.pfn, type)
    } else if (!isTold) this.checkList(zone, event.pfn, type)
    this.takePlainly(zone, event, type)
  }

  private takePlainly(zone: Zone, { pfn, order }: PageEvent, type: number): void {
    const { machine } = this
    const isNext = machine.state.tryOut(() => placeBlock(machine, zone, order, type)) === pfn
    if (!isNext) takeFrom(machine, zone, pfn, order, type)
    else {
      placeBlock(machine, zone, order, type)
      markTaken(machine, zone, pfn, order)
    }
  }

  private predict(zone: Zone, event: PageEvent, type: number): Pfn {
    const { machine } = this
    const { order, cpu } = event
    const last = this.searches.get(cpu)
    const isSame = last?.order === order && last.type === type
    const search = isSame ? last.search : newSearch()
    this.searches.set(cpu, { search, order, type })
    const tryWith = (noFragment: boolean) =>
      machine.state.tryOut(() =>
        rmqueueTyped(machine, zone, order, type, noFragment, { ...search }),
      )
    const pfn = this.mayNotFragment(zone) ? tryWith(true) : -1
    return pfn >= 0 ? pfn : tryWith(false)
  }

  /** alloc_flags_nofragment: where DMA32 lies below Normal, no pageblock is mixed while it can be helped. */
  private mayNotFragment({ node }: Zone): boolean {
    const { zones } = this.machine
    const has = (name: ZoneName) => zones.some((zone) => zone.node === node && zone.name === name)
    return has('Normal') && has('DMA32')
  }

  private count({ line, pfn, order, type }: PageEvent, predicted: Pfn, isFallback: boolean): void {
    this.of++
    if (isFallback) this.fallbacks++
    if (predicted === pfn) this.predicted++
    else
      this.misses.push({
        line,
        pfn,
        order,
        type: this.model.typeNames[type] ?? String(type),
        predicted,
      })
  }

  /** Since 6.10: the fallback event that follows the taking of this block; −1: it was no fallback. */
  private answerOf(event: PageEvent, index: number): number {
    if (!this.machine.areListsPure) return -1
    for (let next = index + 1; next <= index + NEAR && next < this.events.length; next++) {
      const other = this.events.at(next)
      if (other.cpu !== event.cpu) continue
      const isAnswer =
        other.kind === 'fallback' && other.pfn === event.pfn && other.order === event.order
      return isAnswer ? next : -1
    }
    return -1
  }

  private fallback(zone: Zone, event: PageEvent): void {
    const { machine } = this
    const type = this.model.typeOf(event.type)
    if (type < 0) return
    const predicted = this.predict(zone, event, type)
    if (machine.areListsPure) {
      this.count(event, predicted, true)
      this.takeAlone(zone, event, type)
    } else {
      this.pending.set(event.cpu, { event, predicted })
      this.moveToType(zone, event, type)
    }
  }

  /** Since 6.10: the block found serves by itself; its pageblocks are claimed, or it is stolen. */
  private takeAlone(zone: Zone, event: PageEvent, type: number): void {
    const { machine } = this
    const { pfn, order, foundOrder, foundType, isOwned, cpu } = event
    const isClaimed = isOwned && foundOrder >= zone.pageblockOrder
    if (isClaimed) retagRange(machine, zone, (pfn >> foundOrder) << foundOrder, foundOrder, type)
    takeFrom(machine, zone, pfn, order, isClaimed ? type : this.model.typeOf(foundType))
    const last = this.searches.get(cpu)
    if (last) last.search.isStealing = !isClaimed && machine.config.kernel === '6.18'
  }

  /** Since 6.10: the free blocks of a pageblock go over with its type. */
  private claim(zone: Zone, pfn: Pfn, type: number): void {
    if (isWholePageblock(zone, pfn)) moveFreePages(this.machine, zone, pfn, type)
    this.setType(zone, pfn, type)
  }

  /** Before 6.10 (steal_suitable_fallback): blocks go over to the type first. */
  private moveToType(zone: Zone, event: PageEvent, type: number): void {
    const { machine } = this
    const { pfn, foundOrder, foundType, isOwned } = event
    const from = this.model.typeOf(foundType)
    // The kernel had it free, whatever stands here; here it can lie in a larger block.
    if (freeBlockAt(machine, zone, pfn) === null) giveBack(machine, zone, pfn, foundOrder, from)
    const blockType = pageblockType(machine.state, zone, pfn)
    if (foundOrder >= zone.pageblockOrder) retagRange(machine, zone, pfn, foundOrder, type)
    else if (
      blockType !== HIGHATOMIC &&
      mayClaim(zone, foundOrder, type) &&
      isWholePageblock(zone, pfn)
    )
      moveFreePages(machine, zone, pfn, type)
    const head = freeBlockAt(machine, zone, pfn)?.pfn ?? pfn
    if (freeListOf(machine.state, zone, head).type !== type) moveBlock(machine, zone, head, type)
    if (isOwned) this.setType(zone, pfn, type)
    else if (blockType === type) retagPageblock(machine, zone, pfn, from)
  }

  /** A block taken without a fallback was on the list of its type, whatever stands here. */
  private checkList(zone: Zone, pfn: Pfn, type: number): void {
    const block = freeBlockAt(this.machine, zone, pfn)
    if (block === null || freeListOf(this.machine.state, zone, block.pfn).type === type) return
    if (this.machine.areListsPure) this.match(zone, pfn, type)
    else this.learn(zone, pfn, type)
  }

  /** Since 6.10 lists are those of the pageblock's type, so that either tells the other. */
  private match(zone: Zone, pfn: Pfn, type: number): void {
    if (pageblockType(this.machine.state, zone, pfn) !== type) this.claim(zone, pfn, type)
  }

  private learn(zone: Zone, pfn: Pfn, type: number): void {
    if (!this.isCertain(zone, pfn)) this.setType(zone, pfn, type)
  }

  private setType(zone: Zone, pfn: Pfn, type: number): void {
    retagPageblock(this.machine, zone, pfn, type)
    this.certain.add(pfn >> zone.pageblockOrder)
  }

  private isCertain(zone: Zone, pfn: Pfn): boolean {
    return this.certain.has(pfn >> zone.pageblockOrder)
  }
}
