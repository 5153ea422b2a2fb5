// A kill since a cgroup reached its own limit (mm/memcontrol.c: mem_cgroup_out_of_memory, try_charge_memcg). The
// kernel prints the cgroup's figures in place of Mem-Info: how much the machine has free did not count.

import type { Report } from '../../kernel-text/reading.ts'
import { formatBytes, formatCount, pagesIn } from '../../units.ts'
import type { Case } from '../case.ts'
import type { Finding } from '../diagnosis.ts'
import { requestOf } from '../request.ts'
import type { Scene } from '../scene.ts'
import { othersText, toldGroups } from '../told-groups.ts'
import { sizeOf } from '../words.ts'

export function cgroupLimit({ scene, cgroupKills, leader }: Case): Finding[] {
  const keyOf = ({ cgroup, cgroupName }: Report) => `${cgroup?.limitKB ?? ''} ${cgroupName ?? ''}`
  return toldGroups(cgroupKills, keyOf, (report) => report === leader).map(({ told, others }) => ({
    id: 'cgroup-limit',
    tone: 'bad',
    fact: factOf(scene, told),
    why: [
      told.cgroupName === null ? '' : `The cgroup is ${told.cgroupName}.`,
      "How much the machine has free is not the matter: the kernel counts a cgroup's pages against its own limit, and kills in it once reclaim inside it finds nothing more to free.",
      // 2.6.32 prints it all the same.
      told.zones.length === 0
        ? 'Such a report has no Mem-Info.'
        : 'Mem-Info below is of the whole machine.',
      othersText(others),
    ]
      .filter(Boolean)
      .join(' '),
    arithmetic: sumOf(told),
    node: null,
    zone: null,
    line: told.line,
  }))
}

function factOf(scene: Scene, report: Report): string {
  const { task, cgroup, killed } = report
  const request = requestOf(report)
  const { usageKB = null, limitKB = null } = cgroup ?? {}
  const much =
    limitKB === null
      ? ''
      : usageKB === null
        ? ` of ${kilobytes(limitKB)}`
        : `: ${kilobytes(usageKB)} in use of ${kilobytes(limitKB)}`
  if (!request)
    return `${killed?.task ?? 'A process'} was killed in a cgroup that had reached its own limit${much}.`
  const size = sizeOf(pagesIn(request.order), scene)
  const what =
    request.order === 0 ? `one page (order 0, ${size})` : `${size} (order ${request.order})`
  const who = task === null ? 'A request' : `${task}'s request`
  return `${who} for ${what} ended in an OOM kill${killed === null ? '' : ` of ${killed.task}`} in its cgroup, which had reached its own limit${much}.`
}

function kilobytes(kB: number): string {
  return formatBytes(kB * 1024)
}

function sumOf({ line, cgroup }: Report): string[] {
  const { usageKB = null, limitKB = null } = cgroup ?? {}
  if (usageKB === null || limitKB === null)
    return [`line ${line}: the kill is there, the cgroup's usage and limit are not`]
  return [
    `memory: usage ${formatCount(usageKB)} kB, limit ${formatCount(limitKB)} kB: ${formatCount(Math.max(0, limitKB - usageKB))} kB left`,
  ]
}
