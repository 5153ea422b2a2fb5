// Kills of which no request is told: one that was asked for by hand (SysRq f: mm/oom_kill.c: is_sysrq_oom), and lines
// that name a victim where the report above them is not in the text (oom_kill_process).

import type { KilledTask, Report } from '../../kernel-text/reading.ts'
import { formatBytes } from '../../units.ts'
import type { Case } from '../case.ts'
import type { Finding } from '../diagnosis.ts'
import { isOrderedKill } from '../gravity.ts'
import { othersText, toldGroups } from '../told-groups.ts'

export function bareKill({ bareKills, leader }: Case): Finding[] {
  return toldGroups(bareKills, keyOf, (report) => report === leader).map(({ told, others }) => ({
    id: 'bare-kill',
    tone: 'bad',
    fact: isOrderedKill(told) ? orderedFact(told) : loneFact(told),
    why: [...(isOrderedKill(told) ? orderedWhy(told) : loneWhy(told)), othersText(others)]
      .filter(Boolean)
      .join(' '),
    arithmetic: killedLines(told),
    node: null,
    zone: null,
    line: told.line,
  }))
}

function keyOf(report: Report): string {
  const { killed, constraint, panic } = report
  return [isOrderedKill(report), killed?.task, constraint, panic].join(' ')
}

function orderedFact({ killed, panic }: Report): string {
  const ordered = 'An OOM kill ordered by hand (SysRq f; order −1)'
  if (killed !== null) return `${ordered} killed ${killed.task}${holding(killed)}.`
  // For want of a victim a kill ordered by hand is given up without a panic (out_of_memory).
  if (panic === 'nothing to kill') return `${ordered} found no process that could be killed.`
  return `${ordered} was carried out; whom it killed is not in the text.`
}

function orderedWhy({ zones, watermarks }: Report): string[] {
  return [
    'No request of the kernel was behind it: somebody asked for it, by the keys or by writing f to /proc/sysrq-trigger, and the kernel chooses its victim as for any other OOM kill.',
    zones.length + watermarks.length > 0
      ? 'Mem-Info shows what was free then; whether a request would have failed is another matter.'
      : '',
  ]
}

function loneFact({ killed, isVictimAlone }: Report): string {
  return `${isVictimAlone ? 'An' : 'A global'} OOM kill: ${killed?.task} (pid ${killed?.pid}) was killed${killed === null ? '' : holding(killed)}.`
}

function loneWhy({ constraint, isVictimAlone }: Report): string[] {
  return [
    isVictimAlone
      ? "Whether a cgroup's own limit was the reason stands in the line above it in the kernel's log."
      : (CONSTRAINTS[constraint ?? ''] ??
        "No cgroup's own limit was the reason; whether a cpuset or a memory policy was is not told."),
    'No more than the kill is in the text: what was asked for, what was free and what each process held stand above it in the kernel\'s log, from "invoked oom-killer" on.',
  ]
}

const CONSTRAINTS: Readonly<Record<string, string>> = {
  CONSTRAINT_NONE:
    "All of the machine's memory counted (CONSTRAINT_NONE): no cgroup's own limit, no cpuset and no memory policy was the reason.",
  CONSTRAINT_CPUSET:
    'Only the nodes that a cpuset allows counted (CONSTRAINT_CPUSET); others may have had memory free.',
  CONSTRAINT_MEMORY_POLICY:
    'Only the nodes that a memory policy allows counted (CONSTRAINT_MEMORY_POLICY); others may have had memory free.',
}

/** `, which held 14.1 GiB of anonymous memory`. */
function holding({ anonRssKB }: KilledTask): string {
  return anonRssKB === null
    ? ''
    : `, which held ${formatBytes(anonRssKB * 1024)} of anonymous memory`
}

function killedLines({ line, killed, constraint }: Report): string[] {
  if (killed === null) return [`line ${line}: order −1`]
  const { task, pid, anonRssKB } = killed
  const told = [
    `pid ${pid} (${task})`,
    anonRssKB === null ? 'anon-rss not told' : `anon-rss ${anonRssKB} kB`,
    constraint ?? 'constraint not told',
  ]
  return [`line ${line}: ${told.join(', ')}`]
}
