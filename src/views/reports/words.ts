// A report's head in words.

import { isCgroupKill, isLoneKill, isOrderedKill } from '../../core/diagnose/gravity.ts'
import { secondsOf } from '../../core/diagnose/words.ts'
import type { Report } from '../../core/kernel-text/reading.ts'
import { formatBytes, pagesIn } from '../../core/units.ts'

/** `swapper asked for order 1, 8 KiB in one piece, and got nothing` */
export function headOf(report: Report, pageSize: number): string {
  const { kind, task, order, stalledMs, killed, isAskedFor } = report
  if (isOrderedKill(report))
    return `An OOM kill was ordered by hand (SysRq f; order −1)${killed === null ? '' : `: ${killed.task} was killed`}`
  if (isLoneKill(report)) return `${killed?.task} was killed; what was asked for is not in the text`
  if (isAskedFor) return 'Memory shown by hand (SysRq m), nothing failed'
  const who = task === null || task === '' ? 'A task' : task
  if (isCgroupKill(report))
    return `${who} met the limit of its cgroup, and the OOM killer was called`
  if (order === null)
    return kind === 'oom'
      ? `${who} called the OOM killer${oomEnd(report)}`
      : 'Mem-Info without the request'
  const size = formatBytes(pagesIn(order) * pageSize)
  const asked = `${who} asked for order ${order}, ${size} in one piece`
  if (kind === 'oom') return `${asked}, and the OOM killer was called${oomEnd(report)}`
  if (stalledMs !== null) return `${asked}, and still waited after ${secondsOf(stalledMs)}`
  return kind === 'allocfail' ? `${asked}, and got nothing` : asked
}

/** What came of it; '': a kill, or it is not told. */
function oomEnd({ panic }: Report): string {
  if (panic === 'panic_on_oom') return ': the kernel panicked (panic_on_oom)'
  return panic === null ? '' : ': no process could be killed, and the kernel panicked'
}

export interface Pill {
  readonly tone: 'fail' | 'info'
  readonly word: string
}

/** What kind of report it is; without a victim the text does not show a kill. */
export function pillOf(report: Report): Pill {
  const { kind, panic, killed } = report
  if (kind === null) return { tone: 'info', word: 'Mem-Info' }
  if (kind === 'allocfail') return { tone: 'fail', word: 'allocation failure' }
  // Neither a cgroup's kill nor one ordered by hand panics for want of a victim.
  const mayPanic = !isCgroupKill(report) && !isOrderedKill(report)
  if (panic !== null) return { tone: 'fail', word: mayPanic ? 'OOM panic' : 'OOM' }
  return { tone: 'fail', word: killed === null && mayPanic ? 'OOM' : 'OOM kill' }
}

/** How the flags were told, where they had to be. */
export function eraOf({ era, flags, mode }: Report): string {
  if (!era) return mode === null ? '' : flags.length === 0 ? 'flags are not decoded' : ''
  const kernels = era.kernels === null ? '' : `, flags as in ${era.kernels}`
  return `${era.from}${kernels}${era.isGuess ? ': a guess' : ''}`
}
