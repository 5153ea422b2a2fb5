// The Examples menu, in its order: a script's file and what it shows. To add one, add the file and
// its line here.

export interface Example {
  /** The file's name without its ending. */
  readonly id: string
  readonly title: string
  /** One line: what there is to see. */
  readonly summary: string
  /** The script. */
  readonly source: string
}

const SCRIPTS = import.meta.glob<string>('./*.buddy', {
  query: '?raw',
  import: 'default',
  eager: true,
})

export const EXAMPLES: readonly Example[] = [
  example('a-to-f', 'Six requests, two frees, and a failure with memory to spare'),
  example('order-8', 'One block of 1024 pages is split, shared out and put together again'),
  example('dma-72k', 'A request between two powers of two: 72 KiB takes 128'),
  example('neighbours', 'Two free pages side by side that do not merge'),
  example('fragmenting', 'Five hundred steps to a memory that is half free and of no use'),
  example('one-page', 'Everything is free but one page, and 4 MiB cannot be had'),
  example('three-failures', 'Too large, exhausted, fragmented: why a request fails'),
  example('exact-fit', 'What a request does not need is split off and given back'),
  example('lifo', 'The block freed last is taken first, with one exception'),
  example('boot-2g', 'Two zones: one is spared, and steps in when the other is full'),
  example('in-pieces', 'Start from the counts that /proc/buddyinfo prints'),
]

function example(id: string, summary: string): Example {
  const source = SCRIPTS[`./${id}.buddy`] ?? ''
  const title = /^title "(.*)"$/m.exec(source)?.[1] ?? id
  return { id, title, summary, source }
}
