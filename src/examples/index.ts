// The Examples menu, in its order: a script's file and what it shows. To add one, add the file and
// its line here. The list is fetched when the page stands, a script when it is chosen.

import { FIRST_SOURCE } from './first.ts'

export interface Example {
  /** The file's name without its ending. */
  readonly id: string
  /** The script's own title. */
  readonly title: string
  /** One line: what there is to see. */
  readonly summary: string
}

const load = import.meta.glob<string>(['./*.buddy', '!./a-to-f.buddy'], {
  query: '?raw',
  import: 'default',
})

export const EXAMPLES: readonly Example[] = [
  {
    id: 'a-to-f',
    title: 'A to F in 32K',
    summary: 'Six requests, two frees, and a failure with memory to spare',
  },
  {
    id: 'order-8',
    title: '256 pages out of 1024',
    summary: 'One block of 1024 pages is split, shared out and put together again',
  },
  {
    id: 'dma-72k',
    title: '72 KiB for a driver',
    summary: 'A request between two powers of two: 72 KiB takes 128',
  },
  {
    id: 'neighbours',
    title: 'Neighbours, but not buddies',
    summary: 'Two free pages side by side that do not merge',
  },
  {
    id: 'fragmenting',
    title: 'Half of it free, and none of it usable',
    summary: 'Five hundred steps to a memory that is half free and of no use',
  },
  {
    id: 'one-page',
    title: 'One page pins four megabytes',
    summary: 'Everything is free but one page, and 4 MiB cannot be had',
  },
  {
    id: 'three-failures',
    title: 'Three ways to fail',
    summary: 'Too large, exhausted, fragmented: why a request fails',
  },
  {
    id: 'exact-fit',
    title: 'Nothing wasted',
    summary: 'What a request does not need is split off and given back',
  },
  {
    id: 'lifo',
    title: 'Lowest address, or last freed?',
    summary: 'The block freed last is taken first, with one exception',
  },
  {
    id: 'boot-2g',
    title: '2 GiB at boot',
    summary: 'Two zones: one is spared, and steps in when the other is full',
  },
  {
    id: 'in-pieces',
    title: 'A zone as buddyinfo shows it',
    summary: 'Start from the counts that /proc/buddyinfo prints',
  },
  {
    id: 'grouping',
    title: 'Why memory is grouped by mobility',
    summary: 'What cannot move is kept together, and high orders survive',
  },
  {
    id: 'stolen-page',
    title: 'A stolen page ruins a block',
    summary: 'No pageblock to claim: one page is taken from a foreign one',
  },
  {
    id: 'pinned',
    title: 'An unmovable page pins 2 MiB',
    summary: 'Compaction moves all but one page, and that one is enough',
  },
  {
    id: 'kswapd',
    title: 'kswapd wakes at low and stops at high',
    summary: 'Page cache is given up before anybody has to wait',
  },
  {
    id: 'atomic',
    title: 'GFP_ATOMIC fails where GFP_KERNEL waits',
    summary: 'Free pages in pieces, and a request that cannot wait',
  },
  {
    id: 'compaction',
    title: 'Compaction makes a huge page',
    summary: 'Two scanners walk towards each other until a block is free',
  },
  {
    id: 'extfrag-threshold',
    title: 'What extfrag_threshold means',
    summary: 'Above it memory is compacted, up to it not',
  },
  {
    id: 'lowmem-reserve',
    title: 'DMA keeps something back',
    summary: 'Requests fall back to DMA, but only down to its reserve',
  },
  {
    id: 'remote-node',
    title: 'A remote node serves',
    summary: 'Another node is asked before anybody reclaims',
  },
  {
    id: 'per-cpu',
    title: 'Per-CPU pages hide from buddyinfo',
    summary: 'Free pages that stand in no list and merge with nothing',
  },
  {
    id: 'oom',
    title: 'The out-of-memory killer chooses',
    summary: 'Nothing to reclaim: the one that holds most goes',
  },
  {
    id: 'boot-marks',
    title: '2 GiB at boot, with its marks',
    summary: 'Zones, marks and reserve as a real kernel has them',
  },
]

/** The script of an example. */
export async function loadExample({ id }: Example): Promise<string> {
  if (id === 'a-to-f') return FIRST_SOURCE
  const source = await load[`./${id}.buddy`]?.()
  if (source === undefined) throw new Error(`no example "${id}"`)
  return source.trimEnd()
}
