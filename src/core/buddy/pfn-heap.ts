// The lowest pfn of a growing set: a binary heap.

import type { Pfn } from '../units.ts'

export class PfnHeap {
  private readonly pfns: Pfn[] = []

  /** The lowest pfn; −1 where the heap is empty. */
  peek(): Pfn {
    return this.pfns[0] ?? -1
  }

  push(pfn: Pfn): void {
    const { pfns } = this
    let at = pfns.push(pfn) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if ((pfns[parent] as Pfn) <= pfn) break
      pfns[at] = pfns[parent] as Pfn
      at = parent
    }
    pfns[at] = pfn
  }

  /** Takes the lowest pfn out; −1 where the heap is empty. */
  pop(): Pfn {
    const { pfns } = this
    const lowest = this.peek()
    const last = pfns.pop()
    if (last === undefined || pfns.length === 0) return lowest
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= pfns.length) break
      if (child + 1 < pfns.length && (pfns[child + 1] as Pfn) < (pfns[child] as Pfn)) child++
      if ((pfns[child] as Pfn) >= last) break
      pfns[at] = pfns[child] as Pfn
      at = child
    }
    pfns[at] = last
    return lowest
  }
}
