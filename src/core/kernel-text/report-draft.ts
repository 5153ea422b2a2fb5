// One report while its lines come in, and what it is when they have all come.

import { lineOf } from './clean/line.ts'
import { type DecodedGfp, decodeGfp, namedGfp } from './gfp.ts'
import type { MarksDraft } from './mem-info.ts'
import { UsageLines } from './memory-usage.ts'
import type { CgroupMemory, HugepagePool, KilledTask, Report, ReportZone } from './reading.ts'
import { Age } from './since.ts'

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
  line: number
  lastLine: number
  kind: Report['kind'] = null
  task: string | null = null
  head: Head | null = null
  release: string | null = null
  /** The CPU or Pid line below the head was there; the next is of another message. */
  hasStack = false
  hasMemInfo = false
  /** The line that names who was killed was there; the next is of another kill. */
  isKilled = false
  /** So was the one that names its process; up to 5.2 that is a line of its own. */
  hasVictim = false
  /** The line that says why the OOM killer ran was there, since 5.0. */
  hasConstraint = false
  /** All tasks of a cgroup are killed, each with such a line. */
  isGroupKilled = false
  readonly zones: ReportZone[] = []
  readonly watermarks: MarksDraft[] = []
  readonly hugepages: HugepagePool[] = []
  constraint: string | null = null
  cgroup: CgroupMemory | null = null
  cgroupName: string | null = null
  killed: KilledTask | null = null
  /** Begun by the victim's line, without the one that stands before it. */
  isBegunByVictim = false
  panic: Report['panic'] = null
  isAskedFor = false
  readonly usage = new UsageLines()
  readonly age = new Age()

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

  hasPool(node: number, sizeKB: number): boolean {
    return this.hugepages.some((pool) => pool.node === node && pool.sizeKB === sizeKB)
  }

  /** Nothing but the first line is there yet. */
  get isHeadAlone(): boolean {
    const { head, hasStack, hasMemInfo, cgroup } = this
    return head !== null && !hasStack && !hasMemInfo && cgroup === null
  }

  /** Whether the first line says the same as that of the report before, right above it. */
  isTwinOf(other: ReportDraft): boolean {
    const { head, task } = this
    return (
      this.line <= other.lastLine + 1 &&
      task === other.task &&
      head?.kind === other.head?.kind &&
      head?.order === other.head?.order &&
      head?.mode === other.head?.mode &&
      head?.names === other.head?.names
    )
  }

  /** Whether a kill in a memory cgroup that the log goes on to tell can be this one. */
  get mayBeOfCgroup(): boolean {
    if (this.kind === 'allocfail') return false
    if (this.cgroup !== null) return !this.isKilled || this.isGroupKilled
    const isOther = this.constraint !== null && this.constraint !== MEMCG
    return !this.hasMemInfo && !this.isKilled && !isOther
  }

  /** Takes what a line tells of a cgroup; figures stay. */
  addCgroup(cgroup: CgroupMemory, name: string | null, line: number): void {
    this.kind ??= 'oom'
    this.constraint ??= MEMCG
    const isUntold = this.cgroup === null || this.cgroup.usageKB === null
    if (isUntold) this.cgroup = cgroup
    // Of a hierarchy the figures of those below it follow.
    this.cgroupName ??= name
    this.lastLine = line
  }

  done(): Report {
    const { line, lastLine, kind, task, head, release, zones } = this
    const { hugepages, constraint, cgroup, killed, panic } = this
    const watermarks = this.watermarks.map(({ mlocked: _, ...zone }) => zone)
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
      killed,
      isVictimAlone: this.isBegunByVictim && !this.isKilled && cgroup === null,
      panic,
      since: this.age.since,
      isAskedFor: this.isAskedFor && kind === null,
      usage: this.usage.done(this.mlockedKB),
      stalledMs: head?.stalledMs ?? null,
      cgroup,
      cgroupName: this.cgroupName,
      caller: head?.caller ?? null,
      callerBytes: head?.callerBytes ?? null,
    }
  }

  private get mlockedKB(): number | null {
    const told = this.watermarks.flatMap(({ mlocked }) => mlocked ?? [])
    return told.length === 0 ? null : told.reduce((sum, kB) => sum + kB)
  }

  private flags(): DecodedGfp | { flags: readonly string[]; era: null } {
    const { head, release } = this
    if (head === null) return { flags: [], era: null }
    const evidence = { ...head, release }
    return head.names === null
      ? decodeGfp(head.mode, evidence)
      : namedGfp(head.names, head.mode, evidence)
  }
}

const MEMCG = 'CONSTRAINT_MEMCG'

/**
 * The task out of what stands before `page allocation failure` or `invoked oom-killer`. Where that is
 * nothing a mailer broke the line behind the task: it stands `above`.
 */
export function taskBefore(beginning: string, above: string): string | null {
  const last = beginning.trim() === '' ? lineOf(above.slice(-200), 0).text : ''
  const before = /^[\w./:+-]{1,16}(?: \w+)?$/.test(last) ? last : beginning
  const task = before
    .replace(/^.*\bkernel:(?:\s*:)*\s+/, '')
    // A column of a table, a container's name before its output.
    .replace(/^.*["|}]\s*/, '')
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
