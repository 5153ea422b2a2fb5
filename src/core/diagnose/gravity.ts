// Which of several reports matters most: one process was killed for, then one that failed, then one that waits.

import type { Report } from '../kernel-text/reading.ts'

/** A kill for a cgroup's own limit: no matter of the machine's memory (mm/memcontrol.c: mem_cgroup_out_of_memory). */
export function isCgroupKill({ cgroup, constraint }: Report): boolean {
  return cgroup !== null || constraint === 'CONSTRAINT_MEMCG'
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
  if (report.kind === 'oom') return isCgroupKill(report) ? 3 : 4
  if (report.kind === null) return 0
  return report.stalledMs === null ? 2 : 1
}
