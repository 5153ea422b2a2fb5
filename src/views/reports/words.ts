// A report's head in words.

import { isCgroupKill } from '../../core/diagnose/gravity.ts'
import { secondsOf } from '../../core/diagnose/words.ts'
import type { Report } from '../../core/kernel-text/reading.ts'
import { formatBytes, pagesIn } from '../../core/units.ts'

/** `swapper asked for order 1, 8 KiB in one piece, and got nothing` */
export function headOf(report: Report, pageSize: number): string {
  const { kind, task, order, stalledMs } = report
  const who = task === null || task === '' ? 'A task' : task
  if (isCgroupKill(report))
    return `${who} met the limit of its cgroup, and the OOM killer was called`
  if (order === null)
    return kind === 'oom' ? `${who} called the OOM killer` : 'Mem-Info without the request'
  const size = formatBytes(pagesIn(order) * pageSize)
  const asked = `${who} asked for order ${order}, ${size} in one piece`
  if (kind === 'oom') return `${asked}, and the OOM killer was called`
  if (stalledMs !== null) return `${asked}, and still waited after ${secondsOf(stalledMs)}`
  return kind === 'allocfail' ? `${asked}, and got nothing` : asked
}

/** How the flags were told, where they had to be. */
export function eraOf({ era, flags, mode }: Report): string {
  if (!era) return mode === null ? '' : flags.length === 0 ? 'flags are not decoded' : ''
  const kernels = era.kernels === null ? '' : `, flags as in ${era.kernels}`
  return `${era.from}${kernels}${era.isGuess ? ': a guess' : ''}`
}
