// The slow path, compaction and the daemons in words: each line says what came of a small step, and of what it is.

import { describe, expect, test } from 'vitest'
import type { BuddyEvent } from '../buddy/event.ts'
import { lastView, viewerOf } from '../run/run-of.ts'
import { lines } from './linux-told.ts'

/** Fact and why of the small steps of the last action that are of these kinds. */
function steps(source: string, ...kinds: BuddyEvent['kind'][]): string[] {
  const viewer = viewerOf(source)
  const { steps: step } = viewer.summary()
  return viewer.view({ step, small: null }).events.flatMap(({ number, event }) => {
    if (kinds.length > 0 && !kinds.includes(event.kind)) return []
    const { fact, why } = viewer.view({ step, small: number }).explanation
    return `${fact} ${why}`.trim()
  })
}

/** 32 pages, marks 4 5 6. */
const MARKED = [
  'policy linux',
  'pcp off',
  'grouping off',
  'max-order 3',
  'min-free 16K',
  'memory 128K',
]

/** So many pages, every second of them free. */
const halved = (pages: number, ...more: string[]) =>
  lines(
    'policy linux',
    'pcp off',
    'watermarks off',
    'pageblock-order 4',
    'max-order 4',
    `memory ${4 * pages}K`,
    `for i in 1..${pages}`,
    'alloc p{i} 4K movable',
    'end',
    `for i in 1..${pages} step 2`,
    'free p{i}',
    'end',
    ...more,
  )

/** A HighAtomic pageblock with a pair of free pages, and 32 of 34 free pages for all others: min 32, low 40. */
const RESERVED = [
  'policy linux',
  'pcp off',
  'pageblock-order 2',
  'max-order 4',
  'memory 4M',
  'min-free 128K',
  'for i in 1..246',
  'alloc c{i} 16K movable',
  'end',
  'alloc n1 8K atomic',
  'alloc n2 8K atomic',
  'alloc n3 16K',
  'free n1',
]

describe('the slow path', () => {
  test('says of each stage what came of it', () => {
    const source = lines(
      ...MARKED,
      'alloc n 16K movable',
      'alloc a 32K',
      'alloc d 16K',
      'alloc b 32K',
      'alloc e 16K',
      'alloc f 16K',
    )
    // 4 pages are free, and 4 of the mark and 2 · 4 of the block must be exceeded.
    const skipped =
      'Compaction was skipped. It needs twice the block free beyond the mark, more than 12 pages, and has 4.'
    expect(steps(source, 'slow-path')).toEqual([
      'Nothing above the low mark: the slow path begins. No zone could give a block and keep its low mark.',
      'kswapd is woken. There is one CPU, so it gets its turn when this request is done.',
      'Nothing above the min mark. No zone could give a block and keep its min mark.',
      skipped,
      'The request finds nothing to reclaim. In the zones that it may use nobody holds page cache or a shrinkable cache.',
      skipped,
      'Out of memory. A last look, down to the high mark, found no block either.',
      'Served after the kill. What n held is free.',
      'The slow path ends: served. The request has its block.',
    ])
  })

  test('that came down to the min mark says whose mark that is', () => {
    // 11 − 7 = 4 is not above min, 4; a request that cannot wait must leave 2 of it.
    const filled = ['alloc a 32K', 'alloc c 32K', 'alloc d 16K', 'alloc e 4K']
    const at = (last: string) => steps(lines(...MARKED, ...filled, last), 'slow-path')[2]
    expect(at('alloc b 32K')).toBe(
      'Nothing above the min mark. No zone could give a block and keep its min mark.',
    )
    expect(at('alloc b 32K atomic')).toBe(
      'Served, from below the min mark if need be. A request that cannot wait may use part of the reserve below the min mark.',
    )
  })

  test('that gives up says why, with what is left to try', () => {
    const last = (source: string) => steps(source, 'slow-path').at(-1)
    const full = ['alloc a 32K', 'alloc b 32K', 'alloc c 32K', 'alloc d 16K']
    expect(last(lines(...MARKED, ...full, 'alloc e 32K'))).toBe(
      'The slow path ends: given up. Nobody holds movable memory, so there is nobody to kill.',
    )
    expect(last(lines(...MARKED, ...full, 'alloc e 32K atomic'))).toBe(
      'The slow path ends: given up. A request that cannot wait may neither reclaim nor compact.',
    )
    expect(last(halved(128, 'set extfrag-threshold 1000', 'alloc h 64K movable'))).toBe(
      'The slow path ends: given up. For an order above 3 the kernel does not try again, and kills nobody.',
    )
    const low = lines(...MARKED.slice(0, 5), 'zone DMA 128K', 'zone Normal 128K')
    expect(
      last(`${low}${lines(...full.map((line) => `${line} zone DMA`), 'alloc e 32K zone DMA')}`),
    ).toBe(
      'The slow path ends: given up. For a request that only low zones may serve nobody is killed.',
    )
  })

  test('that empties the per-CPU lists says what came back from them', () => {
    // c's batch of four fills one half, k holds the other; c goes back to its per-CPU list.
    const source = lines(
      'policy linux',
      'grouping off',
      'watermarks off',
      'pcp on batch 4 high 32',
      'max-order 3',
      'memory 32K',
      'alloc c 4K cache',
      'alloc k 16K',
      'alloc b 16K',
    )
    expect(steps(source, 'slow-path').slice(4, 7)).toEqual([
      'Direct reclaim: one page. The request took memory back itself, whole names at a time, until it had 32 pages or no more was left.',
      'Still no block after reclaim. What was taken back makes no block that will do.',
      'Served once the per-CPU lists were emptied. 4 pages came back from the per-CPU lists, and that was enough.',
    ])
    expect(lastView(source).explanation.why).toContain(
      'Reclaim took back 4 KiB: c. The per-CPU lists gave 4 pages back. ',
    )
  })

  test('that gives HighAtomic back says so, small step and sentence alike', () => {
    const source = lines(...RESERVED, 'alloc k 16K')
    const told = steps(source, 'slow-path', 'move-freepages')
    expect(told).toContain(
      'Once more. A HighAtomic pageblock was given back, so the lists are worth another look.',
    )
    expect(told).toContain('Still no block. What was won is not enough yet.')
    expect(told).toContain(
      'One block of pageblock 992 moves to the Unmovable lists. It goes to the tail of its new list.',
    )
    expect(lastView(source).explanation.why).toContain(
      'The HighAtomic pageblock at 992 was given back. That was not enough, so the out-of-memory killer took',
    )
    // With nobody to kill it is told of the failure too.
    const failed = source.replaceAll(' movable', '')
    expect(lastView(failed).explanation.why).toContain(
      'Reclaim found nothing to take back; the HighAtomic pageblock at 984 was given back; compaction was skipped: ',
    )
  })

  test('speaks of no mark where there are none', () => {
    const told = steps(halved(128, 'alloc h 64K movable'))
    expect(told.filter((text) => /\b(low|min|high|the) mark/i.test(text))).toEqual([])
    expect(told).toContain(
      'No zone has a block for it: the slow path begins. With that the fast path is over.',
    )
    expect(told).toContain(
      'Still no block. This machine has no watermarks, so a second look finds no more than the first.',
    )
    expect(told).toContain('Served after compaction. It moved 8 pages to make the block.')
  })
})

describe('compaction', () => {
  // 64 pages in 64 blocks: 1000 − (1000 + 64 000 / 16) / 64 = 922.
  test('up to the threshold is left out for the index, with both as the page writes them', () => {
    const source = halved(128, 'set extfrag-threshold 922', 'alloc h 64K movable')
    const { why } = lastView(source).explanation
    expect(why).toContain(
      'compaction was left out: the index, 0.922, is not above the threshold, 0.922. For an order above 3',
    )
    expect(why).not.toContain('lacking')
    expect(steps(source, 'compact-suitable', 'compact-end', 'slow-path').slice(3, 6)).toEqual([
      'Compaction is left out: index 0.922, not above the threshold, 0.922. From 0 up to the threshold the kernel takes memory to be lacking, against which moving pages does not help.',
      'Compaction ends: the index is not above the threshold.',
      'Compaction was left out. The index, 0.922, is not above the threshold, 0.922.',
    ])
  })

  test('above the threshold begins', () => {
    const source = halved(128, 'set extfrag-threshold 921', 'alloc h 64K movable')
    expect(steps(source, 'compact', 'compact-suitable').slice(0, 2)).toEqual([
      'Compaction for order 4, asynchronous. Two scanners walk towards each other: movable pages are taken at the bottom and put into free pages at the top.',
      'Compaction has a chance: 64 pages free, more than 32 needed; index 0.922, above 0.921. Above the threshold the kernel takes memory to be in pieces, and moves them together.',
    ])
  })

  test('with too little free is skipped, and says how much it wanted', () => {
    // Twice the 16 pages of the block must be exceeded.
    const source = halved(64, 'alloc h 64K movable')
    expect(lastView(source).explanation.why).toContain(
      'compaction was skipped: it needs twice the block free, more than 32 pages, and has 32.',
    )
    expect(steps(source, 'compact', 'compact-suitable', 'compact-end').slice(0, 3)).toEqual([
      'Compaction for order 4, asynchronous. Before its scanners start, the kernel asks whether it has a chance.',
      'Compaction is skipped: 32 pages free, more than 32 needed. What is moved stands twice for a while, so twice the block must be free.',
      'Compaction ends: too little is free to begin.',
    ])
  })
})

test('what belongs to no zone names none, and compaction names its own', () => {
  const source = lines(
    ...MARKED.slice(0, 5),
    'zone DMA32 128K',
    'zone Normal 128K',
    ...[1, 2, 3, 4, 5, 6].map((i) => `alloc p${i} 32K`),
    'alloc b 16K',
    'alloc c 16K',
    'alloc d 32K',
  )
  const told = steps(source, 'slow-path', 'kswapd', 'kcompactd')
  expect(told.length).toBeGreaterThan(5)
  expect(told.filter((text) => / in zone /.test(text))).toEqual([])
  const [first, second] = steps(source, 'compact', 'compact-suitable')
  expect(first).toContain('Compaction of zone Normal for order 3, asynchronous.')
  expect(second).toContain('Compaction of zone Normal is skipped: ')
  expect(steps(source, 'compact-end')[0]).toBe(
    'Compaction of zone Normal ends: too little is free to begin.',
  )
  expect(steps(source, 'watermark')[0]).toContain('Low watermark of zone Normal: ')
})

describe('the marks of several zones', () => {
  const nodes = (count: number, last: string) =>
    lines(
      ...MARKED.slice(0, 5),
      ...Array.from({ length: count }, (_, i) => `zone node ${i} Normal 64K`),
      ...Array.from({ length: count }, (_, i) => `alloc p${i} 32K node ${i}`),
      last,
    )

  test('are told together where their sums are equal', () => {
    // min-free 16K over four zones is one page each; 8 − 7 = 1 is not above 1.
    const { why } = lastView(nodes(4, 'alloc b 32K node 2')).explanation
    expect(why).toContain(
      "In all four zones: 8 pages are free, 1 without 7 of the block's 8; more than 1, the min mark, are needed. Reclaim",
    )
  })

  test('are told by node where only some are equal', () => {
    const { why } = lastView(nodes(4, 'alloc c 4K node 1\nalloc b 32K node 2')).explanation
    expect(why).toContain(
      "In zone Normal of nodes 2, 3 and 0: 8 pages are free, 1 without 7 of the block's 8",
    )
    expect(why).toContain("In node 1, zone Normal: 7 pages are free, 0 without 7 of the block's 8")
  })
})

test('a mark is a bound on what is left of a block, and on what is there for a single page', () => {
  const full = ['alloc a 32K', 'alloc b 32K', 'alloc c 32K', 'alloc d 16K']
  expect(steps(lines(...MARKED, ...full, 'alloc e 4K'), 'watermark')[0]).toBe(
    'Low watermark: 4 pages against 5, too few. 4 pages are free for this request; more than 5, the low mark, are needed.',
  )
  expect(steps(lines(...MARKED, ...full, 'alloc e 8K'), 'watermark')[0]).toBe(
    "Low watermark: 4 − 1 = 3 against 5, too few. 4 pages are free for this request, 3 without 1 of the block's 2; more than 5, the low mark, are needed.",
  )
})
