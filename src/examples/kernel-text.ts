// The texts that Inspect offers as examples: what articles print, and what small guests printed.
// To add one, add the file and its line here. A text is fetched when it is chosen.

export interface TextExample {
  /** The file's name without its ending. */
  readonly id: string
  readonly title: string
  /** One line: what there is to see. */
  readonly summary: string
}

const load = import.meta.glob<string>('./kernel-text/*.txt', { query: '?raw', import: 'default' })

export const TEXT_EXAMPLES: readonly TextExample[] = [
  {
    id: 'tour-buddyinfo',
    title: 'buddyinfo of two nodes',
    summary: 'Four zones: plenty is free, and hardly a huge page among it',
  },
  {
    id: 'tour-pagetypeinfo',
    title: 'pagetypeinfo',
    summary: 'Free lists and pageblocks by migratetype',
  },
  {
    id: 'tour-zoneinfo',
    title: 'zoneinfo of a zone',
    summary: 'Free pages against the watermarks',
  },
  {
    id: 'tour-extfrag_index',
    title: 'extfrag_index',
    summary: "The kernel's own index, where all can be served",
  },
  {
    id: 'tour-allocation-failure',
    title: 'Two failures in a log',
    summary: 'Flags as numbers, of an old kernel',
  },
  {
    id: 'unequal-rows-buddyinfo',
    title: 'Rows of unequal length',
    summary: 'A row of 11 counts and one of 9: what cannot be read whole is told',
  },
  {
    id: 'guest-over-time',
    title: 'A guest fragments',
    summary: 'Ten snapshots of 2 GiB: boot, load, an OOM kill, compaction',
  },
  {
    id: 'guest-failure',
    title: 'A failure with its free lists',
    summary: 'Order 4 fails with 200 MiB free',
  },
  {
    id: 'guest-extfrag-trace',
    title: 'Fallbacks in a trace',
    summary: '46 requests that took from another type',
  },
]

/** The text of an example. */
export async function loadText({ id }: TextExample): Promise<string> {
  const text = await load[`./kernel-text/${id}.txt`]?.()
  if (text === undefined) throw new Error(`no example "${id}"`)
  return text
}
