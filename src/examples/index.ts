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
]

/** The script of an example. */
export async function loadExample({ id }: Example): Promise<string> {
  if (id === 'a-to-f') return FIRST_SOURCE
  const source = await load[`./${id}.buddy`]?.()
  if (source === undefined) throw new Error(`no example "${id}"`)
  return source.trimEnd()
}
