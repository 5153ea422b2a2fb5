// Failures of requests that cannot sleep: the kernel wakes kswapd for them and gives up, so they live off what
// is free above the marks at that moment (mm/page_alloc.c: __alloc_pages_slowpath, `if (!can_direct_reclaim)`).
// A page fault that wants a huge page may choose not to wait (mm/huge_memory.c: vma_thp_gfp_mask).

import type { Case } from '../case.ts'
import type { Cause } from '../cause.ts'
import type { Finding } from '../diagnosis.ts'
import { flagsOf, ignoresMarks, isBefore63, isLightHugePage, type Request } from '../request.ts'
import { countOf } from '../words.ts'

export function atomicRequest({ causes }: Case): Finding[] {
  const failed = causes.filter(
    ({ report }) => report.kind === 'allocfail' && report.stalledMs === null,
  )
  const cannot = failed.filter(({ request }) => request.canWait === false)
  return [
    ...urgentFinding(
      cannot.filter(({ request }) => !isLightHugePage(request)),
      failed.length,
    ),
    ...lightFinding(
      cannot.filter(({ request }) => isLightHugePage(request)),
      failed.length,
    ),
  ]
}

function urgentFinding(atomic: readonly Cause[], failed: number): Finding[] {
  const last = atomic.at(-1)
  if (!last) return []
  return [
    {
      id: 'atomic-request',
      tone: 'warn',
      fact: `${countOf(atomic.length, 'request')} of ${failed} that failed could not wait for memory.`,
      why: `${reserveOf(last.request)}. Callers of such requests (interrupts, network drivers) are written to live with a failure: a packet is dropped and sent again. Many of them in a row say that kswapd starts too late or that blocks of the order run out.`,
      arithmetic: linesOf(atomic),
      node: null,
      zone: null,
    },
  ]
}

function lightFinding(light: readonly Cause[], failed: number): Finding[] {
  if (light.length === 0) return []
  return [
    {
      id: 'light-huge-page',
      tone: 'info',
      fact: `${countOf(light.length, 'request')} of ${failed} that failed chose not to wait for a huge page (GFP_TRANSHUGE_LIGHT).`,
      why: 'A page fault asks so where transparent_hugepage/defrag does not let it compact. It takes small pages instead, and khugepaged may make a huge page of them later: no program fails for it.',
      arithmetic: linesOf(light),
      node: null,
      zone: null,
    },
  ]
}

function linesOf(causes: readonly Cause[]): string[] {
  return causes
    .slice(-4)
    .map(
      ({ report, request }) => `line ${report.line}: order ${request.order}, ${flagsOf(request)}`,
    )
}

function reserveOf(request: Request): string {
  if (ignoresMarks(request))
    return 'No mark holds for it (__GFP_MEMALLOC): it may take the last page, and fails only where no block is left at all'
  if (!request.isHigh) return 'It is not urgent (no __GFP_HIGH), so the whole min mark holds for it'
  const quarter =
    request.isAtomic || !isBefore63(request) ? ', and a quarter of the rest as it cannot wait' : ''
  return `It is urgent (__GFP_HIGH) and may go below the min mark: half of it${quarter}`
}
