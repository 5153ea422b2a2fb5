// Reports whose first line is not in the text: Mem-Info alone, or a stack. Without the order and the flags no cause
// can be told; the zones can still be read. SysRq m prints Mem-Info as well, and then nothing has failed
// (drivers/tty/sysrq.c: sysrq_handle_showmem).

import type { Report } from '../../kernel-text/reading.ts'
import type { Case } from '../case.ts'
import type { Finding } from '../diagnosis.ts'
import { isCgroupKill, isLoneKill } from '../gravity.ts'
import { countOf } from '../words.ts'

export function headlessReport({ scene }: Case): Finding[] {
  const { reports } = scene.reading
  return [
    ...headlessFinding(reports.filter(isHeadless), reports.length),
    ...shownFinding(reports.filter(({ isAskedFor }) => isAskedFor)),
  ]
}

function headlessFinding(headless: readonly Report[], total: number): Finding[] {
  const last = headless.at(-1)
  if (!last) return []
  const what = {
    allocfail: 'report of a failed allocation',
    oom: `report of ${oomOf(last)}`,
    unknown: 'Mem-Info',
  }
  return [
    {
      id: 'headless-report',
      tone: 'info',
      fact: `The ${what[last.kind ?? 'unknown']} at line ${last.line} has no first line before it.`,
      why: 'What was asked for, its order and flags, stands there ("page allocation failure: order:…", "invoked oom-killer: …"): without it no cause can be told.',
      arithmetic: [`${headless.length} of ${countOf(total, 'report')} without it`],
      node: null,
      zone: null,
    },
  ]
}

function shownFinding(shown: readonly Report[]): Finding[] {
  const last = shown.at(-1)
  if (!last) return []
  return [
    {
      id: 'memory-shown',
      tone: 'info',
      fact: `The Mem-Info at line ${last.line} is memory shown by hand (SysRq m): nothing failed.`,
      why: 'Somebody asked to see memory as it was, by the keys or by writing m to /proc/sysrq-trigger.',
      arithmetic: [`lines ${last.line} to ${last.lastLine}`],
      node: null,
      zone: null,
    },
  ]
}

/** `an OOM kill of java`; a panic ends an OOM without one, and of no victim it is not told whether there was one. */
function oomOf({ killed, panic }: Report): string {
  if (panic !== null) return 'an OOM that ended in a kernel panic'
  return killed === null ? 'the OOM killer' : `an OOM kill of ${killed.task}`
}

/** A kill for a cgroup's limit is understood without its first line, and a vmalloc asks for no order. */
function isHeadless(report: Report): boolean {
  const { order, kind, caller, isAskedFor } = report
  if (isCgroupKill(report) || isLoneKill(report) || isAskedFor || caller !== null) return false
  return order === null || kind === null
}
