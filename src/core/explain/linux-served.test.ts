// The sentences of requests that the Linux machine served, a kind each, through whole runs.

import { describe, expect, test } from 'vitest'
import { lastView } from '../run/run-of.ts'
import { BARE, BASE, lines, told } from './linux-told.ts'

/** What is said of the last action. */
const last = (source: string) => told(lastView(source))

describe('served', () => {
  test('from a per-CPU list that was filled first', () => {
    expect(last(lines(...BASE, 'pcp on batch 3 high 9', 'alloc a 4K movable'))).toMatchObject({
      fact: 'a gets page 0.',
      why: 'It asked for 4 KiB: one page, order 0, Movable. The per-CPU list of Movable pages was empty, so 3 pages were fetched from the free lists at once.',
      follows: '2 pages wait on the per-CPU lists of this zone: free, but in no buddyinfo.',
      margin: 'page 0',
      brief: 'per-CPU list 0, 3 pages fetched',
    })
  })

  test('from a per-CPU list that had it', () => {
    const { why, follows } = last(
      lines(...BASE, 'pcp on batch 2 high 9', 'alloc a 4K movable', 'alloc b 4K movable'),
    )
    expect(why).toBe(
      'It asked for 4 KiB: one page, order 0, Movable. The per-CPU list of Movable pages had it ready, so no free list is touched.',
    )
    expect(follows).toBe('The per-CPU lists of this zone are empty now.')
  })

  test('from the free lists of its type', () => {
    expect(last(lines(...BARE, 'alloc a 4K movable'))).toMatchObject({
      fact: 'a gets page 0.',
      why: 'It asked for 4 KiB: one page, order 0, Movable. Movable lists 0 to 2 are empty. The head of Movable list 3 is taken and split 3 times; what is left over goes back.',
    })
  })

  test('by a claim of whole pageblocks', () => {
    expect(last(lines(...BASE, 'pcp off', 'alloc net 32K'))).toMatchObject({
      fact: 'net claims two Movable pageblocks.',
      why: 'It asked for 32 KiB: 8 pages, order 3, Unmovable. No block of 32 KiB or more is on the Unmovable lists, so the kernel takes the largest Movable one, order 5, and turns both its pageblocks Unmovable.',
      follows:
        '32 KiB go to net, the rest to the Unmovable lists. The largest is taken, so that Unmovable pages stay together and spoil no other pageblock.',
      margin: 'pages 0–7, claims Movable',
      brief: 'claims Movable, order 5',
    })
  })

  test('by a claim while a per-CPU list is filled', () => {
    expect(last(lines(...BASE, 'alloc net 32K'))).toMatchObject({
      fact: 'net claims two Movable pageblocks.',
      why: 'It asked for 32 KiB: 8 pages, order 3, Unmovable. The per-CPU list was empty and no block of 32 KiB or more was on the Unmovable lists, so the kernel takes the largest Movable one, order 5, and turns both its pageblocks Unmovable.',
      follows:
        'Of the 2 blocks fetched at once the other waits on the per-CPU list; what else is free in the pageblocks is on the Unmovable lists. The largest is taken, so that Unmovable pages stay together and spoil no other pageblock.',
    })
  })

  test('by a claim of a pageblock that is half free', () => {
    const source = lines(
      ...BARE,
      'alloc a 4K movable',
      'alloc b 4K movable',
      'alloc m 32K movable',
      'alloc u 4K',
    )
    expect(last(source)).toMatchObject({
      fact: 'u claims a Movable pageblock.',
      why: 'It asked for 4 KiB: one page, order 0, Unmovable. No block of 4 KiB or more is on the Unmovable lists. Of the Movable pageblock at 0, 6 pages are free, at least half: all of it turns Unmovable.',
      follows: '4 KiB go to u, what else is free in the pageblock to the Unmovable lists.',
    })
  })

  test('by a steal', () => {
    const source = lines(
      ...BARE,
      'alloc m 32K movable',
      'alloc u 4K',
      'alloc v 16K',
      'alloc x 4K movable',
    )
    expect(last(source)).toMatchObject({
      fact: 'x steals a block from an Unmovable pageblock.',
      why: 'It asked for 4 KiB: one page, order 0, Movable. No block of 4 KiB or more is on the Movable lists, and no pageblock could be claimed. The kernel takes an Unmovable block of order 0 and leaves its pageblock Unmovable.',
      follows: 'The pageblock at 8 is mixed now: Movable memory stands in Unmovable memory.',
      margin: 'page 9, steals Unmovable',
      brief: 'steals Unmovable, order 0',
    })
  })

  test('from another zone, since the preferred one keeps its low mark', () => {
    const source = lines(
      'policy linux',
      'pcp off',
      'min-free 64K',
      'pageblock-order 2',
      'max-order 3',
      'zone DMA32 128K',
      'zone Normal 128K',
      ...[1, 2, 3, 4].map((i) => `alloc p${i} 32K`),
    )
    const { fact, why } = last(source)
    expect(fact).toBe('p4 claims two Movable pageblocks in zone DMA32.')
    expect(why).toContain(
      "Zone Normal is passed over: 16 pages are free, 9 without 7 of the block's 8; more than 10, the low mark, are needed. No block of 32 KiB or more is on the Unmovable lists in zone DMA32, so",
    )
  })

  test('from another zone, since in the preferred one a pageblock would be mixed', () => {
    const why = (normal: string, ...more: string[]) =>
      last(
        lines(
          ...BARE.filter((line) => line !== 'memory 64K' && line !== 'watermarks off'),
          'zone DMA32 128K',
          `zone Normal 128K ${normal}`,
          ...more,
          'alloc a 8K',
        ),
      ).why
    const mixed = 'Zone Normal is passed over: there a pageblock would have to be mixed.'
    const none = 'Zone Normal is passed over: it has no block for it.'
    expect(why('free Movable 0 4', 'watermarks off')).toContain(mixed)
    expect(why('free Movable 0 4', 'min-free 8K')).toContain(mixed)
    expect(why('free Movable 8', 'watermarks off')).toContain(none)
    const full = [1, 2, 3, 4].map((i) => `alloc m${i} 32K movable`)
    expect(why('', 'watermarks off', ...full)).toContain(none)
    // A run of largest blocks takes them of any type.
    const run = ['policy linux', 'fit exact', 'pcp off', 'watermarks off', 'pageblock-order 3']
    const zones = ['max-order 3', 'zone DMA32 128K', 'zone Normal 128K']
    expect(last(lines(...run, ...zones, 'alloc m 96K movable', 'alloc n 64K')).why).not.toContain(
      mixed,
    )
  })

  test('after the low mark: down to the min mark, and kswapd then reclaims', () => {
    const source = lines(
      'policy linux',
      'pcp off',
      'min-free 32K',
      'pageblock-order 4',
      'max-order 5',
      'memory 1M',
      'alloc c1 128K cache',
      ...[1, 2, 3, 4, 5, 6].map((i) => `alloc m${i} 128K movable`),
      'alloc c3 64K cache',
      'alloc c4 32K cache',
    )
    expect(last(source)).toMatchObject({
      fact: 'c4 gets pages 240–247.',
      why: "It asked for 32 KiB: 8 pages, order 3, Movable. No zone could serve it above the low mark, so it woke kswapd and tried harder. Down to the min mark it can be served: 16 pages are free, 9 without 7 of the block's 8; more than 8, the min mark, are needed. Movable list 3 is empty. The head of Movable list 4 is taken and split; one half goes back.",
      follows: 'kswapd then took back 128 KiB: c1.',
    })
  })

  test('after reclaim', () => {
    const source = lines(...BARE, 'alloc c1 32K cache', 'alloc m 32K', 'alloc n 32K movable')
    expect(last(source)).toMatchObject({
      fact: 'n gets pages 0–7, after reclaim.',
      why: 'It asked for 32 KiB: 8 pages, order 3, Movable. No zone had a block for it, so it woke kswapd and tried harder. Reclaim took back 32 KiB: c1. The head of Movable list 3 is taken.',
      margin: 'pages 0–7, reclaims',
      brief: 'reclaims c1',
    })
  })

  test('after compaction', () => {
    const source = lines(
      'policy linux',
      'pcp off',
      'watermarks off',
      'pageblock-order 2',
      'max-order 2',
      'memory 128K',
      'for i in 1..32',
      'alloc p{i} 4K movable',
      'end',
      'for i in 1..32 step 2',
      'free p{i}',
      'end',
      'alloc n 16K movable',
    )
    expect(last(source)).toMatchObject({
      fact: 'n gets pages 0–3, after compaction.',
      why: 'It asked for 16 KiB: 4 pages, order 2, Movable. No zone had a block for it, so it woke kswapd and tried harder. Compaction moved 2 pages. The head of Movable list 2 is taken.',
      margin: 'pages 0–3, compacts',
      brief: 'after 2 pages moved',
    })
  })

  test('after somebody was killed', () => {
    const source = lines(...BARE, 'alloc m 32K movable', 'alloc u 32K', 'alloc n 32K movable')
    expect(last(source)).toMatchObject({
      fact: 'n gets pages 0–7, and m is killed for it.',
      why: 'It asked for 32 KiB: 8 pages, order 3, Movable. No zone had a block for it, so it woke kswapd and tried harder. Nothing could be reclaimed, so the out-of-memory killer took all that m held: 32 KiB. The head of Movable list 3 is taken.',
      margin: 'pages 0–7, kills',
      brief: 'kills m',
    })
  })

  test('atomic, below the min mark, and its pageblocks kept as HighAtomic', () => {
    const source = lines(
      'policy linux',
      'pcp off',
      'min-free 128K',
      'pageblock-order 2',
      'max-order 4',
      'memory 2M',
      'for i in 1..29',
      'alloc a{i} 64K movable',
      'end',
      'alloc f 64K atomic',
    )
    const { fact, why, follows } = last(source)
    expect(fact).toBe('f claims four Movable pageblocks.')
    expect(why).toContain(
      "It cannot wait, so it may use part of the reserve below the min mark: 48 pages are free, 33 without 15 of the block's 16; more than 12 are needed, the part of the min mark that the request may not use.",
    )
    expect(follows).toContain(
      'Its pageblocks from 464 on are kept as HighAtomic from now on, for requests that cannot wait: 16 pages in all.',
    )
  })
})
