// One report while its lines come in, and what it is when they have all come.

import { type DecodedGfp, decodeGfp, NAMED_GFP } from './gfp.ts'
import type { MarksDraft } from './mem-info.ts'
import type { CgroupMemory, HugepagePool, Report, ReportZone } from './reading.ts'

/** What the first line of a report says. */
export interface Head {
  readonly kind: 'allocfail' | 'oom'
  /** Of the line, what stands before: the task is in it. */
  readonly before: string
  readonly order: number | null
  readonly mode: string
  /** `GFP_KERNEL|__GFP_COMP`; null: not printed, or not whole. */
  readonly names: string | null
  /** More of it may stand on the next line. */
  readonly isOpen: boolean
  readonly punctuation: '.' | ':' | null
  readonly hasNodemask: boolean
  readonly hasCpuset: boolean
  /** As in Report. */
  readonly stalledMs: number | null
  readonly caller: Report['caller']
  readonly callerBytes: number | null
}

export class ReportDraft {
  readonly line: number
  lastLine: number
  kind: Report['kind'] = null
  task: string | null = null
  head: Head | null = null
  release: string | null = null
  /** The CPU or Pid line below the head was there; the next is of another message. */
  hasStack = false
  hasMemInfo = false
  readonly zones: ReportZone[] = []
  readonly watermarks: MarksDraft[] = []
  readonly hugepages: HugepagePool[] = []
  constraint: string | null = null
  cgroup: CgroupMemory | null = null

  constructor(line: number) {
    this.line = line
    this.lastLine = line
  }

  zoneOf(node: number, zone: string): ReportZone | undefined {
    return this.zones.find((one) => one.node === node && one.zone === zone)
  }

  marksOf(node: number, zone: string): MarksDraft | undefined {
    return this.watermarks.find((one) => one.node === node && one.zone === zone)
  }

  done(): Report {
    const { line, lastLine, kind, task, head, release, zones } = this
    const { watermarks, hugepages, constraint, cgroup } = this
    const { flags, era } = this.flags()
    const order = head?.order ?? null
    const mode = head?.mode ?? null
    return {
      line,
      lastLine,
      kind,
      task,
      order,
      mode,
      flags,
      era,
      release,
      zones,
      watermarks,
      hugepages,
      constraint,
      stalledMs: head?.stalledMs ?? null,
      cgroup,
      caller: head?.caller ?? null,
      callerBytes: head?.callerBytes ?? null,
    }
  }

  private flags(): DecodedGfp | { flags: readonly string[]; era: null } {
    const { head, release } = this
    if (head === null) return { flags: [], era: null }
    if (head.names !== null) {
      const flags = head.names.replace(/\s+/g, '').split('|').filter(Boolean)
      return { flags, era: NAMED_GFP }
    }
    return decodeGfp(head.mode, { ...head, release })
  }
}

/** The task out of what stands before `page allocation failure` or `invoked oom-killer`. */
export function taskBefore(before: string): string | null {
  const task = before
    .replace(/^.*\bkernel:(?:\s*:)*\s+/, '')
    .replace(/^(?:\[\s*\d+\.\d+\]\s*)+/, '')
    .trim()
    .replace(/\s*:$/, '')
    .replace(/^[*`"']+|[*`"']+$/g, '')
    .trim()
  if (task === '' || /^[.…]+$/.test(task)) return null
  // A name has 15 characters, kernel threads show some more; what is longer is prose before it.
  return task.length <= LONGEST_TASK ? task : (task.split(/\s+/).at(-1) as string)
}

const LONGEST_TASK = 40
