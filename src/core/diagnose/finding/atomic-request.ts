// Failures of requests that cannot sleep: the kernel wakes kswapd for them and gives up, so they live off what
// is free above the marks at that moment (mm/page_alloc.c: __alloc_pages_slowpath, `if (!can_direct_reclaim)`).

import type { Case } from '../case.ts'
import type { Finding } from '../diagnosis.ts'
import { isBefore63 } from '../request.ts'
import { countOf } from '../words.ts'

export function atomicRequest({ causes }: Case): Finding[] {
  const failed = causes.filter(({ report }) => report.kind === 'allocfail')
  const atomic = failed.filter(({ request }) => request.canWait === false)
  const last = atomic.at(-1)
  if (!last) return []
  const { request } = last
  const reserve = request.isHigh
    ? 'It is urgent (__GFP_HIGH) and may go below the min mark: half of it'
    : 'It is not urgent (no __GFP_HIGH), so the whole min mark holds for it'
  const quarter =
    request.isHigh && (request.isAtomic || !isBefore63(request))
      ? ', and a quarter of the rest as it cannot wait'
      : ''
  return [
    {
      id: 'atomic-request',
      tone: 'warn',
      fact: `${countOf(atomic.length, 'request')} of ${failed.length} that failed could not wait for memory.`,
      why: `${reserve}${quarter}. Callers of such requests (interrupts, network drivers) are written to live with a failure: a packet is dropped and sent again. Many of them in a row say that kswapd starts too late or that blocks of the order run out.`,
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
