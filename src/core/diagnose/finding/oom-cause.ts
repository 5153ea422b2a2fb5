// `invoked oom-killer`: what the request that ended in a kill could not have (mm/page_alloc.c:
// __alloc_pages_may_oom). Orders above 3 never come here.

import type { Case } from '../case.ts'
import type { Finding } from '../diagnosis.ts'
import { causeFindings } from './failure-cause.ts'

export function oomCause(of: Case): Finding[] {
  return causeFindings(of, 'oom', 'oom-cause')
}
