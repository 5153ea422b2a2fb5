// The requested type's lists are empty: whose block is taken instead. The rules have changed with
// the kernel, so they are a table by version; each has its file.
//
//   5.10, 6.1   fallback-6-1.ts    the block moves to the requested type's lists, then smallest first
//   6.12        fallback-6-12.ts   a pageblock is claimed whole, or one block is taken from its lists
//   6.18        fallback-6-18.ts   claim (largest first), then steal (smallest first)

import type { Kernel } from '../config.ts'
import { fallback61 } from './fallback-6-1.ts'
import { fallback612 } from './fallback-6-12.ts'
import { fallback618 } from './fallback-6-18.ts'
import type { Fallback } from './find-fallback.ts'

export const FALLBACK_RULES: Readonly<Record<Kernel, Fallback>> = {
  '5.10': fallback61,
  '6.1': fallback61,
  '6.12': fallback612,
  '6.18': fallback618,
}
