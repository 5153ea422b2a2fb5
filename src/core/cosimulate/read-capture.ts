// A capture's texts → a machine that stands as its kernel stood, ready for the trace.

import type { Kernel } from '../buddy/config.ts'
import { readKernelText } from '../kernel-text/reader.ts'
import { readKernelLists } from './kernel-lists.ts'
import { buildModel, type Model } from './model.ts'
import { PageFlags } from './page-flags.ts'
import { isRefusal, type PageEvents, type Refusal } from './trace-events.ts'

/** What was read before the trace; null where the capture has no such file. */
export interface Before {
  /** truth.tsv: the kernel's own lists. */
  readonly lists: string
  readonly pagetypeinfo: Uint8Array | null
  readonly kpageflags: Uint8Array | null
}

export function readModel(before: Before, kernel: Kernel, events: PageEvents): Model | Refusal {
  const lists = readKernelLists(before.lists)
  if (isRefusal(lists)) return lists
  const { pagetypeinfo, kpageflags } = before
  const table = pagetypeinfo ? readKernelText(pagetypeinfo).pagetypeinfo[0] : undefined
  const flags = kpageflags ? new PageFlags(kpageflags) : null
  return buildModel(lists, kernel, table ?? null, flags, events.pageblockOrder)
}
