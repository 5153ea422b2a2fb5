// The layout rule of `zone … free C0 …` (script-language): where the free blocks stand is made up,
// always the same way, since buddyinfo has no addresses.
//
//   order 2, one order-0 block free      ....####   whole zone in use, cut
//                                        .#·····    halve the lowest: lower half on, upper in use
//
// With counts by type, a pageblock that has a block of one type serves that type alone, as long as
// there are others: then a real kernel since 6.10 could look like it. Pageblocks with none are Movable.

import type { Order, Pfn } from '../units.ts'
import { PfnHeap } from './pfn-heap.ts'
import type { Zone as MachineZone } from './zone.ts'

type Zone = Pick<MachineZone, 'start' | 'maxOrder' | 'pageblockOrder'>

/** Free blocks by order that one type has; `type` is an index into MIGRATETYPES, or UNGROUPED. */
export interface TypedFree {
  readonly type: number
  readonly counts: readonly number[]
}

/** Where the blocks of a zone go. */
export interface Layout {
  /** A block that nobody gets; it may be cut again. */
  hold(pfn: Pfn, order: Order): void
  free(pfn: Pfn, order: Order, type: number): void
  /** A pageblock is given its type, once. */
  tag(pageblock: Pfn, type: number): void
}

/** In a pageblock that no type has yet. */
const UNTAGGED = -1

/** Lays out a zone that has been cut into `cut`, ascending. Returns the order that did not fit, or null. */
export function layOutFree(
  zone: Zone,
  cut: readonly { readonly pfn: Pfn; readonly order: Order }[],
  free: readonly TypedFree[],
  layout: Layout,
): Order | null {
  return new Plan(zone, cut, layout).place(free)
}

class Plan {
  private readonly zone: Zone
  private readonly layout: Layout
  /** Blocks in use, by type of their pageblock and order: those of the cut, which may be taken whole. */
  private readonly whole = new Map<number, PfnHeap[]>()
  /** And the upper halves of blocks that were cut. */
  private readonly halves = new Map<number, PfnHeap[]>()
  private readonly tags = new Map<Pfn, number>()

  constructor(zone: Zone, cut: readonly { pfn: Pfn; order: Order }[], layout: Layout) {
    this.zone = zone
    this.layout = layout
    for (const { pfn, order } of cut) {
      layout.hold(pfn, order)
      heap(this.whole, UNTAGGED, order, zone).push(pfn)
    }
  }

  place(free: readonly TypedFree[]): Order | null {
    for (let order = this.zone.maxOrder; order >= 0; order--)
      for (const { type, counts } of free)
        for (let i = counts[order] ?? 0; i > 0; i--) if (!this.placeOne(order, type)) return order
    return null
  }

  private placeOne(order: Order, type: number): boolean {
    // In a pageblock of its own type, or of none; else, as kernels before 6.10 could have it, in any.
    return (
      this.placeAmong(order, type, [UNTAGGED, type]) ||
      this.placeAmong(order, type, [UNTAGGED, type, ...new Set(this.tags.values())])
    )
  }

  private placeAmong(order: Order, type: number, tags: readonly number[]): boolean {
    const uncut = this.take([this.whole], order, order, tags)
    if (uncut) {
      this.layout.free(uncut.pfn, order, this.tag(uncut.pfn, order, type))
      return true
    }
    const found = this.take([this.whole, this.halves], order + 1, this.zone.maxOrder, tags)
    if (!found) return false
    const { pfn } = found
    for (let half = found.order - 1; half >= order; half--) {
      const upper = pfn + 2 ** half
      this.layout.hold(upper, half)
      const tag = half >= this.zone.pageblockOrder ? UNTAGGED : this.tag(pfn, half, type)
      heap(this.halves, this.tagged(upper, half) ?? tag, half, this.zone).push(upper)
    }
    this.layout.free(pfn, order, this.tag(pfn, order, type))
    return true
  }

  /** The block to take, from the smallest order up and lowest first. UNTAGGED stands first in `tags`. */
  private take(
    from: readonly Map<number, PfnHeap[]>[],
    lowest: Order,
    highest: Order,
    tags: readonly number[],
  ): { pfn: Pfn; order: Order } | null {
    for (let order = lowest; order <= highest; order++) {
      const best = this.lowest(from, tags, order)
      if (best) return { pfn: best.pop(), order }
    }
    return null
  }

  private lowest(
    from: readonly Map<number, PfnHeap[]>[],
    tags: readonly number[],
    order: Order,
  ): PfnHeap | null {
    let best: PfnHeap | null = null
    for (const heaps of from)
      for (const tag of tags) {
        const candidates = heaps.get(tag)?.[order]
        if (!candidates) continue
        if (tag === UNTAGGED) this.sortOut(heaps, candidates, order)
        const pfn = candidates.peek()
        if (pfn >= 0 && (best === null || pfn < best.peek())) best = candidates
      }
    return best
  }

  /** Blocks whose pageblock has been tagged meanwhile leave the heap of the untagged. */
  private sortOut(heaps: Map<number, PfnHeap[]>, untagged: PfnHeap, order: Order): void {
    for (let pfn = untagged.peek(); pfn >= 0; pfn = untagged.peek()) {
      const tag = this.tagged(pfn, order)
      if (tag === undefined) return
      heap(heaps, tag, order, this.zone).push(untagged.pop())
    }
  }

  private tagged(pfn: Pfn, order: Order): number | undefined {
    return order >= this.zone.pageblockOrder ? undefined : this.tags.get(this.pageblock(pfn))
  }

  /** Gives the pageblocks of a block to a type, unless they have one; returns the list's type. */
  private tag(pfn: Pfn, order: Order, type: number): number {
    const size = 2 ** this.zone.pageblockOrder
    for (let at = this.pageblock(pfn); at < pfn + 2 ** order; at += size) {
      if (this.tags.has(at)) continue
      this.tags.set(at, type)
      this.layout.tag(Math.max(at, this.zone.start), type)
    }
    return type
  }

  private pageblock(pfn: Pfn): Pfn {
    return (pfn >> this.zone.pageblockOrder) << this.zone.pageblockOrder
  }
}

function heap(heaps: Map<number, PfnHeap[]>, tag: number, order: Order, zone: Zone): PfnHeap {
  let own = heaps.get(tag)
  if (!own) {
    own = Array.from({ length: zone.maxOrder + 1 }, () => new PfnHeap())
    heaps.set(tag, own)
  }
  return own[order] as PfnHeap
}
