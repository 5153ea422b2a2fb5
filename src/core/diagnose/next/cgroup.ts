// What to look at after a kill for a cgroup's own limit (Documentation/admin-guide/cgroup-v2.rst: memory.max,
// memory.events, memory.stat; cgroup-v1/memory.rst for the names in brackets).

import { formatBytes } from '../../units.ts'
import type { Case } from '../case.ts'
import type { Advice } from '../diagnosis.ts'
import { countOf } from '../words.ts'

export function cgroupMax(of: Case): Advice[] {
  const because = becauseOf(of)
  if (because === null) return []
  return [
    {
      id: 'cgroup-max',
      what: 'memory.max of the cgroup (v1: memory.limit_in_bytes)',
      does: "Its limit; a container's or a service's is set where that is described (resources.limits.memory, MemoryMax=). A higher one lets the same load run.",
      costs:
        'What this cgroup may take more is missing for the others: limits that add up to more than the machine has move the kill to the machine.',
      because,
    },
  ]
}

export function cgroupStat(of: Case): Advice[] {
  const because = becauseOf(of)
  if (because === null) return []
  return [
    {
      id: 'cgroup-stat',
      what: 'memory.stat of the cgroup, read twice',
      does: 'What grew: anon is memory of its programs, file its page cache, shmem and tmpfs count as well (an emptyDir in memory), slab and kernel_stack are kept by the kernel for it. The report of the kill has the same figures of that moment.',
      costs: 'Nothing but reading.',
      because,
    },
  ]
}

export function cgroupEvents(of: Case): Advice[] {
  const { cgroupKills } = of
  if (cgroupKills.length === 0) return []
  return [
    {
      id: 'cgroup-events',
      what: 'memory.events of the cgroup (v1: memory.failcnt, memory.oom_control)',
      does: 'How often it was at its limit (max) and how often it was killed for that (oom_kill): once under a peak, or again and again as it leaks.',
      costs: 'Nothing. A container that was started anew begins at 0.',
      because: `${countOf(cgroupKills.length, "kill for a cgroup's limit", "kills for a cgroup's limit")} in this text, the last at line ${cgroupKills.at(-1)?.line}`,
    },
  ]
}

/** null: there was no such kill. */
function becauseOf({ cgroupKills }: Case): string | null {
  const last = cgroupKills.at(-1)
  if (!last) return null
  const { usageKB = null, limitKB = null } = last.cgroup ?? {}
  if (usageKB === null || limitKB === null)
    return `a kill for a cgroup's limit at line ${last.line}, which does not tell the limit`
  return `${formatBytes(usageKB * 1024)} in use of ${formatBytes(limitKB * 1024)}`
}
