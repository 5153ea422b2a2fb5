// A report, the request in it, and how each zone answered: what the sentences of a cause are made of.

import type { Report } from '../kernel-text/reading.ts'
import type { Pages } from '../units.ts'
import type { Attempt, Outcome, ZoneAttempt } from './attempt.ts'
import { pagesOf } from './orders.ts'
import type { Request } from './request.ts'
import type { Scene, ZoneScene } from './scene.ts'

export interface Judged {
  /** That of the text, with the zones of this report. */
  readonly scene: Scene
  readonly report: Report
  readonly request: Request
  readonly attempt: Attempt
  /** null: the report has no zones. */
  readonly deciding: ZoneAttempt | null
  /** Of a request that is bound to one node, which is not printed: those that could have served it. */
  readonly otherNodes: readonly number[]
  /** Zones that have memory free and that the request may not use at all. */
  readonly closed: readonly ZoneScene[]
}

/** Blocks are lacking, or of another type. */
export const LACKS_BLOCKS: readonly Outcome[] = [
  'no-block',
  'cma-blocks',
  'highatomic-blocks',
  'isolated-blocks',
  'scaled',
]

/** Pages: as printed, else as the blocks make them. */
export function freeIn({ marks, counts }: ZoneScene): Pages {
  return marks?.free ?? pagesOf(counts)
}
