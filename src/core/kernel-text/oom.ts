// What only a report of the OOM killer has (mm/oom_kill.c: dump_header, dump_tasks,
// oom_kill_process):
//   a.out invoked oom-killer: gfp_mask=0x100cca(GFP_HIGHUSER_MOVABLE), order=0, oom_score_adj=0
// Lenient: the task may stand on the line before, the names be missing (up to 4.5), the line be
// wrapped.

import type { KilledTask, Report } from './reading.ts'
import type { Head } from './report-draft.ts'

const HEAD = /(?:invoked )?oom-killer:\s*gfp_mask=\s*(0x[0-9a-f]{1,16})\s*(?:\(([^)]*)(\))?)?/
const ORDER = /\border=\s*(-?\d{1,3})\b/

export function beginsOom(text: string): boolean {
  return text.includes('oom-killer')
}

/** null: it is not one, or not yet: more of it stands on the next line. */
export function readOom(text: string): Head | null {
  const head = HEAD.exec(text)
  if (!head) return null
  const [, mode, names, close] = head as unknown as [string, string, string?, string?]
  const order = ORDER.exec(text.slice(head.index))
  const isLast = order !== null && head.index + order.index + order[0].length === text.length
  return {
    kind: 'oom',
    before: text.slice(0, head.index),
    order: order ? Number(order[1]) : null,
    mode,
    names: close === undefined ? null : (names ?? null),
    // 2.6.9 and its like print no order; where it ends the line it may be half of it.
    isOpen: (names !== undefined && close === undefined) || !order || isLast,
    punctuation: null,
    hasNodemask: text.includes('nodemask='),
    hasCpuset: false,
    stalledMs: null,
    caller: null,
    callerBytes: null,
  }
}

const OOM_LINE =
  /^\[\s*pid\s*\]\s+uid\s+tgid\b|^Tasks state \(memory values|^Unreclaimable slab info|^Out of memory: [Kk]ill/
const CONSTRAINT = /^oom-kill:constraint=(CONSTRAINT_[A-Z_]{1,30})/
const KILL = /\bOut of memory(?: \(\w{1,40}\))?: [Kk]ill(?:ed)? process(?: \d|$)/
const OOM_FRAME = /\b(?:oom_kill_process|dump_header|out_of_memory)(?:\.[a-z]+|\.\d+)*\+0x/

/** A line that only the OOM killer prints, below Mem-Info. */
export function isOomLine(text: string): boolean {
  return OOM_LINE.test(text)
}

/** `oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=/,…`, since 5.0. */
export function constraintOf(text: string): string | null {
  return CONSTRAINT.exec(text)?.[1] ?? null
}

const VICTIM = /\bKilled process (\d{1,10})(?:, UID \d{1,10},)? \(/
/** What may follow the name, which may hold brackets itself: `((sd-pam))`. */
const NAME_ENDS = /^(.{1,40}?)\)(?=,?\s+(?:total-vm|vsz|vsize):|,|["'\\]|\s*$)/
const NAME = /^([^)]{1,40})\)/
const CHOSEN = /^oom-kill:constraint=.{0,400}?,task=(.{1,40}?),pid=(\d{1,10})/
const ANON_RSS = /\banon-rss:\s?(\d{1,16})\s?kB/

/** The line that names who was killed: `Killed process 9188 (a.out) total-vm:…`. */
export function isVictim(text: string): boolean {
  return text.includes('Killed process') && VICTIM.test(text)
}

/**
 * Whom such a line names; since 5.0 `oom-kill:…,task=a.out,pid=9188,uid=0` stands before it and names
 * him too.
 */
export function killedIn(text: string): KilledTask | null {
  const victim = text.includes('Killed process') ? VICTIM.exec(text) : null
  if (victim) {
    const rest = text.slice(victim.index + victim[0].length)
    const task = (NAME_ENDS.exec(rest) ?? NAME.exec(rest))?.[1]
    return task === undefined
      ? null
      : { task, pid: Number(victim[1]), anonRssKB: anonRssIn(rest.slice(task.length)) }
  }
  const [, chosen, itsPid] = text.startsWith('oom-kill:') ? (CHOSEN.exec(text) ?? []) : []
  return chosen === undefined ? null : { task: chosen, pid: Number(itsPid), anonRssKB: null }
}

/** What of it was the victim's; what is left once the reaper was there is not. */
export function anonRssIn(text: string): number | null {
  const digits = text.includes(', now anon') ? undefined : ANON_RSS.exec(text)?.[1]
  const number = Number(digits)
  return digits !== undefined && Number.isSafeInteger(number) ? number : null
}

const PANIC_ON_OOM = /[Oo]ut of memory\b.{0,80}\bpanic_on_oom is (?:enabled|selected)\b/
const NO_VICTIM = /\bOut of memory and no killable processes\b|\bSystem is deadlocked on memory\b/

/** That nobody was killed, and why; null: the line does not say so. */
export function panicOf(text: string): Report['panic'] {
  if (!/panic_on_oom is|no killable|deadlocked on/.test(text)) return null
  if (PANIC_ON_OOM.test(text)) return 'panic_on_oom'
  return NO_VICTIM.test(text) ? 'nothing to kill' : null
}

/** Of the whole machine; a memory cgroup's is memory-cgroup.ts's. */
export function isKill(text: string): boolean {
  return text.includes('Out of memory') && KILL.test(text)
}

export function isOomFrame(text: string): boolean {
  return text.includes('+0x') && OOM_FRAME.test(text)
}
