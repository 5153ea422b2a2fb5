// `page allocation failure`: why it failed (mm/page_alloc.c: __alloc_pages_slowpath, warn_alloc). Reports that
// say the same are told once, with how often.

import type { Case } from '../case.ts'
import type { Cause } from '../cause.ts'
import type { Finding } from '../diagnosis.ts'
import { othersText, toldGroups } from '../told-groups.ts'

export function failureCause(of: Case): Finding[] {
  return causeFindings(of, 'allocfail', 'failure-cause')
}

export function causeFindings(
  { causes, leader }: Case,
  kind: 'allocfail' | 'oom',
  id: 'failure-cause' | 'oom-cause',
): Finding[] {
  const own = causes.filter(({ report }) => report.kind === kind)
  return toldGroups(own, keyOf, ({ report }) => report === leader).map(({ told, others }) => ({
    id,
    tone: 'bad',
    fact: told.fact,
    why: [told.why, othersText(others.map(({ report }) => report))].filter(Boolean).join(' '),
    arithmetic: told.arithmetic,
    node: told.deciding?.zone.node ?? null,
    zone: told.deciding?.zone.zone ?? null,
    line: told.report.line,
  }))
}

/** What reports have in common that are told once. */
function keyOf({ deciding, report, request }: Cause): string {
  const { mode, caller, stalledMs, panic } = report
  const zone = deciding ? `${deciding.zone.node} ${deciding.zone.zone}` : ''
  return [request.order, mode, caller, panic, stalledMs !== null, deciding?.outcome, zone].join(' ')
}
