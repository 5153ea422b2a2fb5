// A naive allocator, written from the rules alone (lists as arrays, no links, no bitmaps), held
// against the real one at every step of random runs.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { orderFor, type Pfn } from '../units.ts'
import { zone } from './ascii.ts'
import { brokenInvariants } from './check.ts'
import type { Fit, Placement } from './config.ts'

class Naive {
  readonly lists: Pfn[][]
  readonly held = new Map<string, [Pfn, number][]>()

  readonly end: Pfn
  readonly max: number
  readonly fit: Fit
  readonly placement: Placement

  constructor(start: Pfn, end: Pfn, max: number, fit: Fit, placement: Placement) {
    this.end = end
    this.max = max
    this.fit = fit
    this.placement = placement
    this.lists = Array.from({ length: max + 1 }, () => [])
    for (let pfn = start; pfn < end; ) {
      let k = max
      while (pfn % 2 ** k !== 0 || pfn + 2 ** k > end) k--
      this.lists[k]?.push(pfn)
      pfn += 2 ** k
    }
  }

  list(k: number): Pfn[] {
    return this.lists[k] as Pfn[]
  }

  has(pfn: Pfn, k: number): boolean {
    return this.list(k).includes(pfn)
  }

  take(pfn: Pfn, k: number): void {
    this.list(k).splice(this.list(k).indexOf(pfn), 1)
  }

  place(k: number): Pfn {
    let j = k
    while (j <= this.max && this.list(j).length === 0) j++
    if (j > this.max) return -1
    const pfn = this.placement === 'lowest' ? Math.min(...this.list(j)) : (this.list(j)[0] as Pfn)
    this.take(pfn, j)
    while (j > k) this.list(--j).unshift(pfn + 2 ** j)
    return pfn
  }

  alloc(name: string, n: number): boolean {
    const k = this.fit === 'round' ? orderFor(n) : Math.min(this.max, orderFor(n))
    if (k > this.max) return false
    const blocks: [Pfn, number][] = []
    const size = 2 ** k
    const m = this.fit === 'round' ? 1 : Math.ceil(n / size)
    if (m === 1) {
      const pfn = this.place(k)
      if (pfn < 0) return false
      if (this.fit === 'round') blocks.push([pfn, k])
      else this.trim(pfn, k, n, blocks)
    } else {
      const rest = n - (m - 1) * size
      const orderAt = (pfn: Pfn) => this.lists.findIndex((list) => list.includes(pfn))
      const runs = [...Array(this.end)]
        .map((_, pfn) => pfn)
        .filter((pfn) => {
          const last = orderAt(pfn + (m - 1) * size)
          const whole = [...Array(m - 1)].every((_, i) => this.has(pfn + i * size, this.max))
          return pfn % size === 0 && whole && last >= 0 && 2 ** last >= rest
        })
      const first = runs[0]
      if (first === undefined) return false
      for (let i = 0; i < m - 1; i++) {
        this.take(first + i * size, k)
        blocks.push([first + i * size, k])
      }
      const last = first + (m - 1) * size
      const order = orderAt(last)
      this.take(last, order)
      this.trim(last, order, rest, blocks)
    }
    this.held.set(name, blocks)
    return true
  }

  trim(pfn: Pfn, k: number, r: number, blocks: [Pfn, number][]): void {
    if (r === 0) this.list(k).unshift(pfn)
    else if (r === 2 ** k) blocks.push([pfn, k])
    else {
      const half = 2 ** (k - 1)
      if (r >= half) {
        blocks.push([pfn, k - 1])
        this.trim(pfn + half, k - 1, r - half, blocks)
      } else {
        this.list(k - 1).unshift(pfn + half)
        this.trim(pfn, k - 1, r, blocks)
      }
    }
  }

  free(name: string): void {
    for (const [first, order] of this.held.get(name) ?? []) {
      let pfn = first
      let k = order
      while (k < this.max && this.has(pfn ^ (2 ** k), k)) {
        this.take(pfn ^ (2 ** k), k)
        pfn = Math.min(pfn, pfn ^ (2 ** k))
        k++
      }
      const parent = pfn - (pfn % 2 ** (k + 1))
      const isLikely =
        this.placement === 'lifo' && k < this.max - 1 && this.has(parent ^ (2 ** (k + 1)), k + 1)
      if (isLikely) this.list(k).push(pfn)
      else this.list(k).unshift(pfn)
    }
    this.held.delete(name)
  }
}

const NAMES = 'ABCDEFGHIJKLMNOP'
const commands = fc.array(fc.tuple(fc.constantFrom(...NAMES), fc.integer({ min: 1, max: 40 })), {
  minLength: 30,
  maxLength: 120,
})

describe.each([
  ['round', 'lowest'],
  ['round', 'lifo'],
  ['exact', 'lowest'],
  ['exact', 'lifo'],
] as [Fit, Placement][])('%s, %s', (fit, placement) => {
  test('agrees with the naive allocator at every step, and the invariants hold', () => {
    fc.assert(
      fc.property(
        commands,
        fc.integer({ min: 0, max: 5 }),
        fc.integer({ min: 0, max: 9 }),
        fc.integer({ min: 1, max: 140 }),
        (run, maxOrder, startPfn, pages) => {
          const real = zone('.'.repeat(pages), { fit, placement, maxOrder, startPfn })
          const naive = new Naive(startPfn, startPfn + pages, maxOrder, fit, placement)
          for (const [name, n] of run) {
            if (naive.held.has(name)) {
              naive.free(name)
              real.free(name)
            } else expect(real.alloc(name, n)).toBe(naive.alloc(name, n))
            expect(naive.lists.map((_, order) => real.list(order))).toEqual(naive.lists)
            expect(brokenInvariants(real.machine)).toEqual([])
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})
