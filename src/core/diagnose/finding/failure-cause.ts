// `page allocation failure`: why it failed (mm/page_alloc.c: __alloc_pages_slowpath, warn_alloc). Reports that
// say the same are told once, with how often.

import type { Case } from '../case.ts'
import type { Cause } from '../cause.ts'
import type { Finding } from '../diagnosis.ts'
import { countOf } from '../words.ts'

/** Different causes that are told; and the lines of those that are alike. */
const MOST = 8
const MOST_LINES = 6

export function failureCause(of: Case): Finding[] {
  return causeFindings(of, 'allocfail', 'failure-cause')
}

export function causeFindings(
  { causes }: Case,
  kind: 'allocfail' | 'oom',
  id: 'failure-cause' | 'oom-cause',
): Finding[] {
  const alike = new Map<string, Cause[]>()
  for (const cause of causes) {
    const { deciding, report, request } = cause
    if (report.kind !== kind) continue
    const zone = deciding ? `${deciding.zone.node} ${deciding.zone.zone}` : ''
    const key = [request.order, report.mode, deciding?.outcome, zone].join(' ')
    alike.set(key, [...(alike.get(key) ?? []), cause])
  }
  // The last are nearest to now.
  return [...alike.values()]
    .reverse()
    .slice(0, MOST)
    .map((group) => findingOf(id, group))
}

function findingOf(id: string, group: readonly Cause[]): Finding {
  const last = group.at(-1) as Cause
  return {
    id,
    tone: 'bad',
    fact: last.fact,
    why: [last.why, others(group.slice(0, -1))].filter(Boolean).join(' '),
    arithmetic: last.arithmetic,
    node: last.deciding?.zone.node ?? null,
    zone: last.deciding?.zone.zone ?? null,
  }
}

function others(group: readonly Cause[]): string {
  if (group.length === 0) return ''
  const lines = group.slice(0, MOST_LINES).map(({ report }) => report.line)
  const more = group.length - lines.length
  const rest = more > 0 ? ` and ${more} more` : ''
  const at = `${group.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}${rest}`
  return `${countOf(group.length, 'more report')} like it: ${at}.`
}
