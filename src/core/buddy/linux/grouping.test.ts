// Grouping by mobility, worked out on paper from the kernel's rules before it was run. A pageblock
// changes hands when half of it is free or alike (try_to_claim_block); else one block is stolen
// (__rmqueue_steal). Fallback order: Unmovable → Reclaimable, Movable; Movable → Reclaimable, Unmovable.

import { describe, expect, test } from 'vitest'
import { zone } from '../ascii.ts'
import type { Kernel } from '../config.ts'

describe('claim (__rmqueue_claim, try_to_claim_block)', () => {
  test('the largest block goes over with all its pageblocks', () => {
    // 16 pages in one order-4 block, pageblocks of 4. Unmovable has nothing. From the top: order 4,
    // 4 ≥ pageblock order 2, so all four pageblocks turn, and the halves go back as Unmovable:
    // 8 at order 3, 4 at order 2, 2 at order 1, 1 at order 0.
    const z = zone('................', { types: 'MMMM', placement: 'lifo', maxOrder: 4 })
    expect(z.alloc('A', 1)).toBe(true)
    expect([z.draw(), z.types()]).toEqual(['A...............', 'UUUU'])
    expect([0, 1, 2, 3].map((order) => z.list(order, 'U'))).toEqual([[1], [2], [4], [8]])
  })

  test('half of a pageblock free is enough', () => {
    // Free 2 (one block of order 1), movable 2, alike 4 − 2 − 2 = 0: 2 + 0 ≥ 2, claimed.
    const z = zone('aa..bbbb', { types: 'MM', placement: 'lifo', maxOrder: 2 })
    expect(z.alloc('A', 1)).toBe(true)
    expect([z.draw(), z.types(), z.list(0, 'U')]).toEqual(['aaA.bbbb', 'UM', [3]])
  })

  test('unmovable pages in a Movable pageblock count as alike', () => {
    // Free 1, movable 1 (a), alike 4 − 1 − 1 = 2 (CC): 1 + 2 ≥ 2, claimed.
    const z = zone('aCC.bbbb', { types: 'MM', placement: 'lifo', maxOrder: 2 })
    expect(z.alloc('A', 1)).toBe(true)
    expect([z.draw(), z.types()]).toEqual(['aCCAbbbb', 'UM'])
  })

  test('a movable request does not claim by way of a small block', () => {
    // Pageblocks of 16: order 1 and less are below 4 / 2. Page 13 is stolen; its pageblock stays.
    const z = zone('AAAAAAAAAAAAA.AAbbbbbbbbbbbbbbbb', { types: 'UM', placement: 'lifo' })
    expect(z.alloc('c', 1)).toBe(true)
    expect([z.draw(), z.types()]).toEqual(['AAAAAAAAAAAAAcAAbbbbbbbbbbbbbbbb', 'UM'])
  })

  test('a movable request claims by way of a large one', () => {
    // Order 3 ≥ 2. Free 9, movable 0 of 16: 9 ≥ 8, the pageblock turns Movable. Page 1 is the
    // smallest block that then stands on the Movable lists.
    const z = zone('A.AAAAAA........bbbbbbbbbbbbbbbb', { types: 'UM', placement: 'lifo' })
    expect(z.alloc('c', 1)).toBe(true)
    expect([z.draw(), z.types()]).toEqual(['AcAAAAAA........bbbbbbbbbbbbbbbb', 'MM'])
    expect(z.list(3, 'M')).toEqual([8])
  })
})

describe('steal (__rmqueue_steal)', () => {
  test('takes one block and leaves the pageblock its type: it is mixed now', () => {
    // Free 1, movable 3, alike 0: 1 < 2, refused. Stolen: page 3.
    const z = zone('aaa.bbbb', { types: 'MM', placement: 'lifo', maxOrder: 2 })
    const steps = z.steps(() => z.alloc('A', 1))
    expect([z.draw(), z.types()]).toEqual(['aaaAbbbb', 'MM'])
    expect(steps.find(({ kind }) => kind === 'try-claim')).toMatchObject({
      free: 1,
      alike: 0,
      needed: 2,
      ok: false,
    })
    expect(steps.find(({ kind }) => kind === 'fallback')).toMatchObject({
      pfn: 3,
      order: 0,
      found: 0,
      type: 'Unmovable',
      from: 'Movable',
      fragmenting: true,
      changeOwnership: false,
      how: 'steal',
    })
  })

  test('Reclaimable is tried before Movable', () => {
    const z = zone('aaa.EEE.', { types: 'ME', placement: 'lifo', maxOrder: 2 })
    z.alloc('A', 1)
    // Reclaimable pageblock: free 1, alike 0 between Unmovable and Reclaimable, so it is stolen.
    expect([z.draw(), z.types()]).toEqual(['aaa.EEEA', 'ME'])
  })

  test('HighAtomic is nobody’s fallback', () => {
    const z = zone('aaaaHHH.', { types: 'MH', placement: 'lifo', maxOrder: 2 })
    expect(z.alloc('A', 1)).toBe(false)
  })
})

describe('the kernel’s version decides', () => {
  // Pageblocks of 8, half is 4. Pageblock 0 has page 7, pageblock 1 pages 14 and 15.
  const at = (kernel: Kernel) => {
    const z = zone('aaaaaaa.bbbbbb..', { types: 'MM', placement: 'lifo', maxOrder: 3, kernel })
    z.alloc('A', 1)
    return [z.draw(), z.types(), z.list(0, 'U'), z.list(0, 'M')]
  }

  test('6.18 steals the smallest block', () => {
    // Claim: order 1, free 2 < 4; order 0, free 1 < 4. Steal: order 0, page 7.
    expect(at('6.18')).toEqual(['aaaaaaaAbbbbbb..', 'MM', [], []])
  })

  test('6.12 splits the largest, and the rest stays Movable', () => {
    // Order 1 first. Not half: page 14 alone, 15 back to its pageblock's own lists.
    expect(at('6.12')).toEqual(['aaaaaaa.bbbbbbA.', 'MM', [], [15, 7]])
  })

  test.each(['6.1', '5.10'] as const)(
    '%s moves the pageblock’s free blocks over first',
    (kernel) => {
      // All of pageblock 1 that is free goes to the Unmovable lists, though its type stays.
      expect(at(kernel)).toEqual(['aaaaaaa.bbbbbbA.', 'MM', [15], [7]])
    },
  )
})

describe('merging across pageblocks (__free_one_page)', () => {
  test('unlike pageblocks that have fallbacks merge, and the buddy’s takes the freed one’s type', () => {
    // A frees 0–3 (Unmovable); 4–7 is free and Movable. Order 2 = pageblock order: both mergeable.
    const z = zone('AAAA....', { types: 'UM', placement: 'lifo', maxOrder: 3 })
    z.free('A')
    expect([z.draw(), z.types(), z.list(3, 'U'), z.list(2, 'M')]).toEqual([
      '........',
      'UU',
      [0],
      [],
    ])
  })

  test('before 6.10 the buddy’s pageblock keeps its type', () => {
    const z = zone('AAAA....', { types: 'UM', placement: 'lifo', maxOrder: 3, kernel: '6.1' })
    z.free('A')
    expect([z.types(), z.list(3, 'U')]).toEqual(['UM', [0]])
  })

  test('HighAtomic merges with its own kind alone', () => {
    const z = zone('AAAA....', { types: 'UH', placement: 'lifo', maxOrder: 3 })
    const steps = z.steps(() => z.free('A'))
    expect([z.list(2, 'U'), z.list(2, 'H')]).toEqual([[0], [4]])
    expect(steps.findLast(({ kind }) => kind === 'try-merge')).toMatchObject({
      ok: false,
      why: 'type',
    })
  })

  test('in 5.10 it merges with any kind', () => {
    const z = zone('AAAA....', { types: 'UH', placement: 'lifo', maxOrder: 3, kernel: '5.10' })
    z.free('A')
    expect([z.types(), z.list(3, 'U')]).toEqual(['UH', [0]])
  })

  test('a block larger than a pageblock is freed in pageblocks, each to its own type', () => {
    // 0–3 Movable, 4–7 Unmovable: first 0–3 to Movable, then 4–7 merges with it and retags it.
    const z = zone('aaaaaaaa', { types: 'MU', placement: 'lifo', maxOrder: 3 })
    z.free('a')
    expect([z.types(), z.list(3, 'U')]).toEqual(['UU', [0]])
  })
})

describe('HighAtomic (reserve_highatomic_pageblock, unreserve_highatomic_pageblock)', () => {
  // 400 pages, pageblocks of 4: a hundredth is 4, so one pageblock may be kept. min 16, low 20.
  const tight = () =>
    zone(`${'#'.repeat(380)}${'.'.repeat(20)}`, {
      types: 'M'.repeat(100),
      placement: 'lifo',
      policy: 'linux',
      maxOrder: 2,
      minFree: 16,
    })

  test('a request of two pages that cannot wait keeps its pageblock, once it came below low', () => {
    // Low: 20 − 1 = 19 > 20? No. Min: 19 > 16 − 8 − 2 = 6. Pageblock 380 is claimed for Unmovable,
    // then kept: what is left of it, 382–383, is HighAtomic.
    const z = tight()
    expect(z.alloc('B', 2, { atomic: true })).toBe(true)
    expect([z.types().slice(94), z.list(1, 'H')]).toEqual(['MHMMMM', [382]])
    // The next one finds its place there, and no second pageblock is kept.
    expect(z.alloc('D', 2, { atomic: true })).toBe(true)
    expect([z.draw().slice(378), z.types().slice(94)]).toEqual(['##BBDD................', 'MHMMMM'])
  })

  test('one that may wait counts the reserve as not free', () => {
    // Free 18, of them 2 HighAtomic: 18 − 1 − 2 = 15, not above min 16.
    const z = tight()
    z.alloc('B', 2, { atomic: true })
    const steps = z.steps(() => z.alloc('C', 2))
    expect(steps.filter(({ kind }) => kind === 'watermark')[1]).toMatchObject({
      mark: 'min',
      free: 15,
      needed: 16,
      ok: false,
    })
  })

  test('a pageblock that sticks out of the zone is never given back, and nothing hangs', () => {
    const free = '.'.repeat(3)
    const z = zone(`${free}${'a'.repeat(9)}`, {
      types: 'HMM',
      placement: 'lifo',
      policy: 'linux',
      maxOrder: 2,
      startPfn: 1,
    })
    expect(z.alloc('B', 2)).toBe(true)
    expect(z.types()[0]).toBe('H')
  })

  test('above low nothing is kept', () => {
    const z = zone(`${'#'.repeat(200)}${'.'.repeat(200)}`, {
      types: 'M'.repeat(100),
      placement: 'lifo',
      policy: 'linux',
      maxOrder: 2,
      minFree: 16,
    })
    z.alloc('B', 2, { atomic: true })
    expect(z.types()).not.toContain('H')
  })
})
