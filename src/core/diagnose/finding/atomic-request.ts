// Failures of requests that cannot sleep: the kernel wakes kswapd for them and gives up, so they live off what
// is free above the marks at that moment (mm/page_alloc.c: __alloc_pages_slowpath, `if (!can_direct_reclaim)`).

import type { Case } from '../case.ts'
import type { Finding } from '../diagnosis.ts'
import { ignoresMarks, isBefore63, type Request } from '../request.ts'
import { countOf } from '../words.ts'

export function atomicRequest({ causes }: Case): Finding[] {
  const failed = causes.filter(
    ({ report }) => report.kind === 'allocfail' && report.stalledMs === null,
  )
  const atomic = failed.filter(({ request }) => request.canWait === false)
  const last = atomic.at(-1)
  if (!last) return []
  const { request } = last
  return [
    {
      id: 'atomic-request',
      tone: 'warn',
      fact: `${countOf(atomic.length, 'request')} of ${failed.length} that failed could not wait for memory.`,
      why: `${reserveOf(request)}. Callers of such requests (interrupts, network drivers) are written to live with a failure: a packet is dropped and sent again. Many of them in a row say that kswapd starts too late or that blocks of the order run out.`,
      arithmetic: atomic
        .slice(-4)
        .map(
          ({ report, request: { order, flags } }) =>
            `line ${report.line}: order ${order}, ${flags.join('|')}`,
        ),
      node: null,
      zone: null,
    },
  ]
}

function reserveOf(request: Request): string {
  if (ignoresMarks(request))
    return 'No mark holds for it (__GFP_MEMALLOC): it may take the last page, and fails only where no block is left at all'
  if (!request.isHigh) return 'It is not urgent (no __GFP_HIGH), so the whole min mark holds for it'
  const quarter =
    request.isAtomic || !isBefore63(request) ? ', and a quarter of the rest as it cannot wait' : ''
  return `It is urgent (__GFP_HIGH) and may go below the min mark: half of it${quarter}`
}
