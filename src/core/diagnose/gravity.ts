// Which of several reports matters most: one process was killed for, then one that failed, then one that waits or
// a kill that somebody asked for.

import type { Report } from '../kernel-text/reading.ts'

/** A kill for a cgroup's own limit: no matter of the machine's memory (mm/memcontrol.c: mem_cgroup_out_of_memory). */
export function isCgroupKill({ cgroup, constraint }: Report): boolean {
  return cgroup !== null || constraint === 'CONSTRAINT_MEMCG'
}

/** A kill that was asked for by hand, SysRq f (mm/oom_kill.c: is_sysrq_oom): no request is behind it. */
export function isOrderedKill({ kind, order }: Pick<Report, 'kind' | 'order'>): boolean {
  return kind === 'oom' && order !== null && order < 0
}

/** A kill whose report is not in the text: the lines that name the victim, and nothing that was asked for or free. */
export function isLoneKill(report: Report): boolean {
  const { kind, order, mode, killed, zones, watermarks } = report
  const isBare = order === null && mode === null && zones.length + watermarks.length === 0
  return kind === 'oom' && killed !== null && isBare && !isCgroupKill(report)
}

/** Of several as grave the last: it is nearest to now. null: there are none. */
export function gravestOf(reports: readonly Report[]): Report | null {
  return reports.reduce<Report | null>(
    (most, one) => (most && gravity(most) > gravity(one) ? most : one),
    null,
  )
}

/** 0: nothing but Mem-Info. */
export function gravity(report: Report): number {
  if (isOrderedKill(report)) return 1
  // Of two kills the one whose report is there tells more.
  if (isLoneKill(report)) return 4
  if (report.kind === 'oom') return isCgroupKill(report) ? 3 : 5
  if (report.kind === null) return 0
  return report.stalledMs === null ? 2 : 1
}
