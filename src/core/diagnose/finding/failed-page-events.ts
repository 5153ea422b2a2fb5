// Requests that got no page, as traced: mm_page_alloc with page NULL and pfn 0. They tell failures that the log
// keeps to itself, as it prints one report in ten seconds at most (mm/page_alloc.c: warn_alloc).

import { formatCount } from '../../units.ts'
import type { Case } from '../case.ts'
import type { Finding } from '../diagnosis.ts'
import { countOf } from '../words.ts'

export function failedPageEvents({ scene }: Case): Finding[] {
  const { allocs, failed, total } = scene.reading.pageEvents
  if (total === 0 || failed === 0) return []
  return [
    {
      id: 'failed-page-events',
      tone: 'warn',
      fact: `${formatCount(failed)} of ${countOf(allocs, 'traced request')} got no page.`,
      why: 'The log would not show them all: it prints at most one failure in 10 s, and none for requests that ask it not to (__GFP_NOWARN), as those for huge pages do.',
      arithmetic: [`mm_page_alloc with no page: ${formatCount(failed)} of ${formatCount(allocs)}`],
      node: null,
      zone: null,
    },
  ]
}
