// What only the OOM kill of a memory cgroup prints (mm/memcontrol.c: mem_cgroup_print_oom_context,
// mem_cgroup_print_oom_meminfo; up to 4.20 mem_cgroup_print_oom_info), in place of Mem-Info; 2.6.32
// prints Mem-Info below it all the same:
//   Task in /a/b killed as a result of limit of /a                       (up to 4.20)
//   memory: usage 2097152kB, limit 2097152kB, failcnt 123
//   memory+swap: usage …, kmem: usage …, swap: usage …                   (other counters)
//   Memory cgroup stats for /a: cache:0KB rss:2097152KB …
//   oom-kill:constraint=CONSTRAINT_MEMCG,…                               (since 5.0)
//   Memory cgroup out of memory: Killed process 123 (java) …

import type { CgroupMemory } from './reading.ts'

const USAGE = /(?:^|\s)memory: usage\s+(\d{1,20})\s?kB, limit\s+(\d{1,20})\s?kB(?=[,\s]|$)/
const KILL = /\bMemory cgroup out of memory(?: \(\w{1,40}\))?: [Kk]ill(?:ed)? process\b/
const GROUP = /\bare going to be killed due to memory\.oom\.group set\b/
const OTHER =
  /\bkilled as a result of limit of\b|(?:^|\s)Memory cgroup stats\b|\boom-kill:constraint=CONSTRAINT_MEMCG\b/
/** Behind a `?` stands what was on the stack before. */
const FRAME = /(?<!\? )\bmem_cgroup_out_of_memory(?:\.[a-z]+|\.\d+)*\+0x/

export const UNTOLD: CgroupMemory = { usageKB: null, limitKB: null }

/** What the line tells of the cgroup whose limit was reached; null: it is of no such kill. */
export function cgroupOf(text: string): CgroupMemory | null {
  const usage = text.includes('usage') ? USAGE.exec(text) : null
  if (usage) return { usageKB: exact(usage[1] as string), limitKB: exact(usage[2] as string) }
  return isCgroupKill(text) || isGroupKill(text) || OTHER.test(text) ? UNTOLD : null
}

export function isCgroupKill(text: string): boolean {
  return text.includes('cgroup out of memory') && KILL.test(text)
}

/** All of the cgroup's tasks are killed, each with a line of its own. */
export function isGroupKill(text: string): boolean {
  return text.includes('oom.group') && GROUP.test(text)
}

/** A frame of the stack. One alone is none: a task may wait there for another's kill. */
export function isCgroupFrame(text: string): boolean {
  return text.includes('mem_cgroup_out_of_memory') && FRAME.test(text)
}

/** The path of the cgroup whose limit was reached, `/docker/5a1`; null: the line does not tell it, or not whole. */
export function cgroupNameIn(text: string): string | null {
  const name = text.includes('emcg=') || text.includes('stats for') ? NAME.exec(text) : null
  return name?.[1] ?? name?.[2] ?? null
}

/** Behind it stands what shows that it is whole. */
const NAME =
  /\boom_memcg=(\/[!-~]{0,254}?),task_memcg=|\bMemory cgroup stats for (\/[!-~]{0,254}?):(?:\s|$)/

/** "Unlimited" was printed past 2^53 once. */
function exact(digits: string): number | null {
  const number = Number(digits)
  return Number.isSafeInteger(number) ? number : null
}
