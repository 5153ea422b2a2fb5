// Marks, kswapd, reclaim and the out-of-memory killer, worked out by hand (__zone_watermark_ok,
// __alloc_pages_slowpath, balance_pgdat, __alloc_pages_may_oom).
//
// 64 pages and min_free_kbytes of 8 pages: min 8, a step of max(8 / 4, 64 · 10 / 10000) = 2, so low 10
// and high 12.

import { describe, expect, test } from 'vitest'
import type { Drawn } from '../ascii.ts'
import { zone } from '../ascii.ts'
import type { BuddyEvent } from '../event.ts'
import { freePages } from '../machine.ts'
import type { Zone } from '../zone.ts'
import { marksOf } from './marks.ts'

const tight = (picture = '.'.repeat(64)) =>
  zone(picture, { policy: 'linux', placement: 'lifo', maxOrder: 4, minFree: 8 })

const only = ({ machine }: Drawn) => machine.zones[0] as Zone
const freeIn = (z: Drawn) => freePages(z.machine, only(z))
const stages = (steps: readonly BuddyEvent[]) =>
  steps.flatMap((step) => (step.kind === 'slow-path' ? [`${step.stage} ${step.ok}`] : []))

/** Fills with page cache, four pages a name, from `A` on. */
function fill(z: Drawn, names: number): void {
  for (let i = 0; i < names; i++)
    expect(z.alloc(String.fromCharCode(65 + i), 4, { mobility: 'cache' })).toBe(true)
}

test('the marks', () => {
  const z = tight()
  expect(marksOf(z.machine.state, only(z))).toEqual({ min: 8, low: 10, high: 12 })
})

describe('kswapd', () => {
  test('is woken at low and stops at high', () => {
    const z = tight()
    fill(z, 13)
    expect(freeIn(z)).toBe(12)
    // 12 − 3 = 9 is not above low 10, but above min 8: served, and kswapd runs when that is done.
    const steps = z.steps(() => z.alloc('z', 4, { mobility: 'unmovable' }))
    expect(stages(steps)).toEqual(['fast false', 'kswapd true', 'min true', 'served true'])
    // 8 are left. A round is 32 pages: eight names of four, the oldest. 40 > 12: enough.
    expect(freeIn(z)).toBe(40)
    expect(
      steps.flatMap((step) => (step.kind === 'reclaim' ? [String.fromCharCode(step.handle)] : [])),
    ).toEqual([...'ABCDEFGH'])
  })

  test('does not run while the low mark holds', () => {
    const z = tight()
    fill(z, 12)
    const steps = z.steps(() => z.alloc('z', 1))
    expect(steps.some(({ kind }) => kind === 'kswapd' || kind === 'slow-path')).toBe(false)
  })

  test('does not take back what the waker was just given', () => {
    const z = tight(`${'#'.repeat(52)}............`)
    expect(z.alloc('z', 2, { mobility: 'cache' })).toBe(true)
    expect(z.draw()).toContain('z')
  })
})

describe('direct reclaim', () => {
  test('a request that may wait takes memory back itself', () => {
    // 40 in use and three names of cache: 12 free, and 12 − 7 = 5 is above no mark. Compaction would
    // need more than 8 + 2 · 8 = 24 free pages. All three go; 24 − 7 = 17 is above min 8.
    const z = tight(`${'#'.repeat(40)}${'.'.repeat(24)}`)
    fill(z, 3)
    const steps = z.steps(() => expect(z.alloc('Y', 8)).toBe(true))
    expect(stages(steps)).toEqual([
      'fast false',
      'kswapd true',
      'min false',
      'compact false',
      'reclaim true',
      'reclaim true',
      'served true',
    ])
    expect(freeIn(z)).toBe(16)
  })

  test('GFP_ATOMIC fails where GFP_KERNEL waits', () => {
    // Ten pages free of 64 in blocks of one and two, the rest cache in fours: a block of four is
    // there for none. Atomic may go down to 8 − 4 − 1 = 3 and finds no block; the other reclaims.
    const picture = `${'#.'.repeat(10)}${'#'.repeat(12)}`
    const z = tight(`${picture}${'.'.repeat(32)}`)
    for (const name of 'ABCDEFGH') expect(z.alloc(name, 4, { mobility: 'cache' })).toBe(true)
    expect(freeIn(z)).toBe(10)
    const steps = z.steps(() => expect(z.alloc('Z', 4, { atomic: true })).toBe(false))
    expect(z.machine.failure).toMatchObject({ reason: 'atomic', order: 2, freePages: 10 })
    expect(stages(steps)).toEqual(['fast false', 'kswapd true', 'min false', 'give-up false'])
    // kswapd ran when the request was over, so that the same request is served now.
    expect(z.alloc('Z', 4, { atomic: true })).toBe(true)
  })
})

describe('the out-of-memory killer', () => {
  test('takes the name with most movable memory, the older of two, and the request is served', () => {
    const z = tight()
    expect(z.alloc('a', 16)).toBe(true)
    expect(z.alloc('b', 16)).toBe(true)
    expect(z.alloc('c', 8)).toBe(true)
    expect(z.alloc('D', 8)).toBe(true)
    // 16 left; 16 − 7 = 9 is above min 8, but not above low 10: served by the slow path.
    expect(z.alloc('e', 8)).toBe(true)
    const steps = z.steps(() => expect(z.alloc('F', 8)).toBe(true))
    expect(steps.filter(({ kind }) => kind === 'oom-kill')).toMatchObject([
      { handle: 97, pages: 16 },
    ])
    expect(stages(steps)).toEqual([
      'fast false',
      'kswapd true',
      'min false',
      'compact false',
      'reclaim false',
      'compact false',
      'oom false',
      'retry true',
      'served true',
    ])
  })

  test('kills nobody for an order above 3, nor for one that cannot wait', () => {
    for (const [pages, atomic] of [
      [16, false],
      [8, true],
    ] as const) {
      const z = tight()
      for (const name of 'abcdefg') z.alloc(name, 8)
      const before = z.draw()
      expect(z.alloc('Z', pages, { atomic })).toBe(false)
      expect(z.draw()).toBe(before)
    }
  })

  test('where nobody holds movable memory, the request fails', () => {
    const z = tight('#'.repeat(56) + '.'.repeat(8))
    expect(z.alloc('A', 4)).toBe(false)
    expect(z.machine.failure).toMatchObject({ reason: 'watermark', freePages: 8 })
  })
})

test('what is kept for urgent requests does not make reclaim look worthwhile', () => {
  // Pageblocks of 16, one of them HighAtomic and free. 48 names of cache hold a page each between the
  // kernel's, so that no two free pages merge; Z wants two. A round frees 32 names and wins no pair:
  // then the reserve is given back, and 16 of cache stay.
  const picture = `${'.'.repeat(16)}${'#.'.repeat(56)}`
  const z = zone(picture, {
    types: `H${'U'.repeat(7)}`,
    policy: 'linux',
    placement: 'lifo',
    maxOrder: 4,
  })
  for (let i = 0; i < 56; i++) z.alloc(String.fromCharCode(32 + i), 1, { mobility: 'reclaimable' })
  const steps = z.steps(() => expect(z.alloc('~', 2, { mobility: 'reclaimable' })).toBe(true))
  const kinds = steps.map(({ kind }) => kind)
  expect(kinds.filter((kind) => kind === 'reclaim')).toHaveLength(32)
  expect(kinds).toContain('unreserve-highatomic')
})

test('nobody is killed for a request larger than all zones that it may use', () => {
  const z = zone('a.b.', { policy: 'linux', placement: 'lifo', maxOrder: 3 })
  expect(z.alloc('Z', 8)).toBe(false)
  expect([z.draw(), z.machine.failure?.reason]).toEqual(['a.b.', 'too-large'])
})

describe('the watermark test (__zone_watermark_ok)', () => {
  test('an order above 0 needs a block of that order besides', () => {
    const z = tight('#.'.repeat(32))
    const steps = z.steps(() => z.alloc('A', 2))
    expect(steps.find(({ kind }) => kind === 'watermark')).toMatchObject({
      mark: 'low',
      free: 31,
      needed: 10,
      ok: false,
      why: 'no-block',
    })
  })

  test('urgent requests use half of min, and a quarter of the rest', () => {
    // Order 0, 5 pages free: 5 > 8 − 4 − 1 = 3.
    const z = tight(`${'#'.repeat(59)}.....`)
    expect(z.alloc('A', 1)).toBe(false)
    expect(z.alloc('A', 1, { atomic: true })).toBe(true)
    expect(z.alloc('B', 1, { atomic: true })).toBe(true)
    expect(z.alloc('C', 1, { atomic: true })).toBe(false)
  })
})
