// Reports whose first line is not in the text: Mem-Info alone (SysRq m prints it so too), or a stack. Without
// the order and the flags no cause can be told; the zones can still be read.

import type { Report } from '../../kernel-text/reading.ts'
import type { Case } from '../case.ts'
import type { Finding } from '../diagnosis.ts'
import { isCgroupKill } from '../gravity.ts'
import { countOf } from '../words.ts'

export function headlessReport({ scene }: Case): Finding[] {
  const { reports } = scene.reading
  // A kill for a cgroup's limit is understood without its first line, and a vmalloc asks for no order.
  const headless = reports.filter(
    (report) => !isCgroupKill(report) && report.caller === null && isHeadless(report),
  )
  const last = headless.at(-1)
  if (!last) return []
  const what = {
    allocfail: 'report of a failed allocation',
    oom: 'report of an OOM kill',
    unknown: 'Mem-Info',
  }
  return [
    {
      id: 'headless-report',
      tone: 'info',
      fact: `The ${what[last.kind ?? 'unknown']} at line ${last.line} has no first line before it.`,
      why: 'What was asked for, its order and flags, stands there ("page allocation failure: order:…", "invoked oom-killer: …"): without it no cause can be told.',
      arithmetic: [`${headless.length} of ${countOf(reports.length, 'report')} without it`],
      node: null,
      zone: null,
    },
  ]
}

function isHeadless({ order, kind }: Report): boolean {
  return order === null || kind === null
}
