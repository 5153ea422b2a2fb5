// What to look at where a request waits or was judged by a part of the machine's memory.

import type { Case } from '../case.ts'
import type { Advice } from '../diagnosis.ts'
import { freeIn } from '../judged.ts'
import { countOf, pagesAndSize, secondsOf } from '../words.ts'

export function stalledReclaim({ causes }: Case): Advice[] {
  const stalls = causes.flatMap(({ report: { stalledMs } }) =>
    stalledMs === null ? [] : [stalledMs],
  )
  if (stalls.length === 0) return []
  return [
    {
      id: 'stalled-reclaim',
      what: "echo w > /proc/sysrq-trigger; grep -E 'allocstall|pgscan_direct|pgsteal_direct' /proc/vmstat",
      does: 'Lists the tasks that wait and where: reclaim that waits for a slow disk or a network file system, or for a lock. The counters, read twice, tell how much direct reclaim looks at and how much of that it frees.',
      costs: 'A stack for each waiting task in the log.',
      because: `${countOf(stalls.length, 'request')} still waiting, the longest after ${secondsOf(Math.max(...stalls))}`,
    },
  ]
}

export function allowedNodes({ scene, causes }: Case): Advice[] {
  const last = causes.findLast(
    ({ report: { constraint } }) =>
      constraint === 'CONSTRAINT_CPUSET' || constraint === 'CONSTRAINT_MEMORY_POLICY',
  )
  if (!last) return []
  const zones = last.attempt.zones.map(({ zone }) => zone)
  const nodes = new Set(zones.map(({ node }) => node)).size
  const free = zones.reduce((sum, zone) => sum + freeIn(zone), 0)
  return [
    {
      id: 'allowed-nodes',
      what:
        last.report.constraint === 'CONSTRAINT_CPUSET'
          ? 'cpuset.mems of its cgroup; numastat -m'
          : '/proc/PID/numa_maps of the task (bind:…); numastat -m',
      does: 'Which nodes it may use, and what the others have free. More nodes, or a preference in place of a binding, let it go on there.',
      costs: "Memory of another node is slower to reach, and that node's own tasks have less.",
      because: `${last.report.constraint}: ${countOf(nodes, 'node')} in Mem-Info, ${pagesAndSize(free, scene)} free there`,
    },
  ]
}
