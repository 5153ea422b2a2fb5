// A report, the request in it, and how each zone answered: what the sentences of a cause are made of.

import type { Report } from '../kernel-text/reading.ts'
import type { Order, Pages } from '../units.ts'
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

/** Thousandths of the fragmentation index above which the memory is there, in pieces. */
export const IN_PIECES = 500

/**
 * The largest order of the machine where the request is for one above it, which no free memory serves (mm/page_alloc.c:
 * __alloc_pages returns none for order > MAX_PAGE_ORDER); null: it is not, or no row is told to its end.
 */
export function exceededOrder({
  report,
  request,
  deciding,
}: Pick<Judged, 'report' | 'request' | 'deciding'>): Order | null {
  if (deciding?.outcome !== 'no-block') return null
  const whole = report.zones.filter(({ totalKB }) => totalKB !== null)
  const largest = Math.max(-1, ...whole.map(({ counts }) => counts.length - 1))
  return largest >= 0 && request.order > largest ? largest : null
}

/** Pages: as printed, else as the blocks make them. */
export function freeIn({ marks, counts }: ZoneScene): Pages {
  return marks?.free ?? pagesOf(counts)
}
