// How an OOM report ends (mm/oom_kill.c: dump_oom_victim, __oom_kill_process, check_panic_on_oom,
// out_of_memory), and whose the line is: a log that was searched for `kill` holds nothing else of it.
//   oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),…,task=java,pid=4242,uid=1000      (since 5.0)
//   Out of memory: Killed process 4242 (java) total-vm:20000kB, anon-rss:14800kB, …
//   Out of memory: Kill process 4242 (java) score 9 or sacrifice child                     (up to 5.2,
//   Killed process 4243 (java) total-vm:20000kB, anon-rss:14800kB, …                        with this below)
//   Kernel panic - not syncing: Out of memory: system-wide panic_on_oom is enabled
//   Out of memory and no killable processes... / Kernel panic - not syncing: System is deadlocked on memory

import type { Line } from './clean/line.ts'
import { anonRssIn, constraintOf, isKill, isOomLine, isVictim, killedIn, panicOf } from './oom.ts'
import type { ReportDraft } from './report-draft.ts'
import type { ReportsUnderWay } from './reports-under-way.ts'
import type { UnreadLines } from './unread.ts'

/** A line that ends a report; false: it does not. */
export function takeOomEnd(
  reports: ReportsUnderWay,
  { text, number }: Line,
  unread: UnreadLines,
): boolean {
  const panic = panicOf(text)
  const constraint = constraintOf(text)
  const isEnd = panic !== null || constraint !== null || isKill(text) || isVictim(text)
  if (!isEnd) {
    const { current } = reports
    if (!isOomLine(text)) return false
    if (current) {
      current.kind ??= 'oom'
      current.lastLine = number
    }
    return true
  }
  const owner = ownerOf(reports, (one) => mayEnd(one, text))
  if (owner === null && panic !== null && reports.current?.isKilled) {
    reports.isPanicking = true
    unread.tell(number, 'the kernel panicked after this kill: of that no report is here')
    return true
  }
  const report = owner ?? reports.begin(number, 'oom')
  if (owner === null && isVictim(text)) report.isBegunByVictim = true
  reports.isPanicking = panic !== null
  report.kind ??= 'oom'
  report.panic ??= panic
  report.constraint ??= constraint
  report.hasConstraint ||= constraint !== null
  report.isKilled ||= isKill(text)
  report.lastLine = number
  seeVictim(report, text)
  return true
}

/** Keeps whom the line names. */
export function seeVictim(report: ReportDraft, text: string): void {
  if (report.kind !== 'oom' || report.hasVictim) return
  const killed = killedIn(text)
  if (killed) report.killed = killed
  report.hasVictim = isVictim(text)
}

/** The rest of a victim's line that was broken; false: it is none. */
export function goesOnVictim(report: ReportDraft, text: string): boolean {
  const { killed } = report
  const anonRssKB = killed && killed.anonRssKB === null ? anonRssIn(text) : null
  if (killed === null || anonRssKB === null) return false
  report.killed = { ...killed, anonRssKB }
  return true
}

/** Between an OOM report and its end lines of another CPU may stand. */
function ownerOf(
  { current, all }: ReportsUnderWay,
  mayBe: (report: ReportDraft) => boolean,
): ReportDraft | null {
  const near = current ? [current, ...all.slice(-2).toReversed()] : all.slice(-1)
  return near.find(mayBe) ?? null
}

function mayEnd(report: ReportDraft, text: string): boolean {
  const { kind, isAskedFor, cgroup, panic, isKilled, hasVictim, hasConstraint } = report
  if (kind === 'allocfail' || isAskedFor) return false
  const isPanic = panicOf(text) !== null
  if (panic !== null || isPanic) return isPanic && !isKilled && !hasVictim
  if (constraintOf(text) !== null) return !hasConstraint && !isKilled && !hasVictim
  // Of a memory cgroup's kill only the line of the victim reads like any other's.
  if (isKill(text)) return !isKilled && cgroup === null
  return !hasVictim
}
