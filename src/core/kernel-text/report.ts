// Allocation failures and OOM kills in a kernel log: a first line, a stack, Mem-Info. They share
// all but the first line, so one reader takes both, and Mem-Info alone too (SysRq m, a paste that
// begins late). Lenient: lines may be wrapped, said twice, or missing; a report may be nothing but
// its first line.

import { beginsFailure, isFailureFrame } from './allocation-failure.ts'
import type { Line } from './clean/line.ts'
import type { Context } from './context.ts'
import type { Format, Parts } from './format.ts'
import { releaseOf, taskOf, tornRelease } from './kernel-release.ts'
import { MemInfoLines } from './mem-info-lines.ts'
import {
  cgroupNameIn,
  cgroupOf,
  isCgroupFrame,
  isCgroupKill,
  isGroupKill,
  UNTOLD,
} from './memory-cgroup.ts'
import { beginsOom, isOomFrame } from './oom.ts'
import { goesOnVictim, seeVictim, takeOomEnd } from './oom-end.ts'
import type { PageSizeTold } from './page-size.ts'
import { RepeatedLines } from './repeated-lines.ts'
import { type Head, type ReportDraft, taskBefore } from './report-draft.ts'
import { ReportsUnderWay } from './reports-under-way.ts'
import { isPartOfHead, readHead, TornHead } from './torn-head.ts'
import type { UnreadLines } from './unread.ts'

const INTERESTING =
  /free|kB|\*|alloc|oom|Comm|comm|emory|Mem-|reserve|slab|pid|order:|mode:|DMA|Normal|HighMem|Movable|SysRq|dump_header|limit of|tive_|tive:|evictable:|tables:|claimable:|shmem:|pages (?:of )?R| swap|Killed|panic_on_oom|deadlocked|sysrq/
/** What SysRq m says, and the command that asks for it. */
const SHOW_MEMORY = /\bSysRq\b.*Show Memory|\becho\s+["']?m["']?\s*>\s*\/proc\/sysrq-trigger/i

export class Reports implements Format {
  private readonly underWay = new ReportsUnderWay()
  private readonly memInfo: MemInfoLines
  private torn: TornHead | null = null
  /** The CPU or Pid line whose release may stand on the next one. */
  private stackLine: string | null = null
  private isReleaseTold = false
  /** The last line named a victim: more of it may stand on the next. */
  private isVictimOpen = false
  private readonly repeats = new RepeatedLines()
  private unread: UnreadLines | null = null

  constructor(pageSize: PageSizeTold) {
    this.memInfo = new MemInfoLines(this.underWay, pageSize)
  }

  take(line: Line, context: Context): boolean {
    this.unread = context.unread
    const { repeats } = this
    const isRepeat = repeats.see(line)
    if (this.stackLine !== null) this.takeRelease(line.text, true)
    if (!INTERESTING.test(line.text)) return false
    this.memInfo.finishOrders()
    if (isRepeat && this.underWay.mixed === null && this.takeRepeat(line)) return true
    repeats.isTaken =
      this.takeHead(line, context.previous) ||
      this.takeCgroup(line) ||
      this.memInfo.take(line, context.unread) ||
      this.takeStack(line) ||
      this.takeAsked(line.text) ||
      takeOomEnd(this.underWay, line, context.unread)
    if (repeats.isTaken) this.see(line.text)
    else if (isPartOfHead(line.text))
      context.unread.tell(line.number, 'a part of the first line of a report, and no more of it')
    return repeats.isTaken
  }

  more(line: Line): boolean {
    const { current } = this.underWay
    const isVictimOpen = this.isVictimOpen
    this.isVictimOpen = false
    const isMore =
      this.torn !== null
        ? this.moreHead(line)
        : (isVictimOpen && current !== null && goesOnVictim(current, line.text)) ||
          this.memInfo.more(line)
    if (isMore) this.underWay.current?.age.see(line.text)
    return isMore
  }

  end(parts: Parts, unread: UnreadLines): void {
    this.unread = unread
    this.memInfo.finishOrders()
    if (
      this.torn &&
      !this.torn.isRead &&
      /\S: page allocation failure|invoked oom-killer/.test(this.torn.text)
    )
      unread.tell(this.torn.line, 'the first line of a report, cut off')
    this.repeats.end(unread)
    parts.reports = this.underWay.all.map((report) => report.done())
  }

  /** What any line of a report tells. */
  private see(text: string): void {
    const { current } = this.underWay
    current?.age.see(text)
    if (current) seeVictim(current, text)
    this.isVictimOpen = text.includes('Killed process')
  }

  /** A line that stands there twice in a row; false: it may be a line of its own. */
  private takeRepeat({ text, number }: Line): boolean {
    const { repeats } = this
    const { current, all } = this.underWay
    // Of first lines it shows below whether they are two reports.
    if (!repeats.isTaken || beginsFailure(text) || beginsOom(text)) return false
    const twin = all.at(-2)
    if (current && twin?.isHeadAlone && current.isTwinOf(twin)) {
      all.splice(-2, 1)
      current.line = twin.line
      current.head = twin.head
      repeats.tell(twin.line)
    }
    repeats.tell(number - 1)
    return true
  }

  private takeHead(line: Line, before: string): boolean {
    const { text } = line
    this.torn = null
    if (!beginsFailure(text) && !beginsOom(text)) return false
    const head = readHead(text, before)
    if (head) this.beginReport(line.number, head, before)
    // A name that was broken behind `(` goes on below, as may anything else of the line.
    if (!head || head.isOpen || head.names === null)
      this.torn = new TornHead(line.number, text, before, head !== null)
    return true
  }

  private moreHead(line: Line): boolean {
    const torn = this.torn as TornHead
    if (!torn.take(line.text)) {
      this.torn = null
      return false
    }
    const head = readHead(torn.text, torn.before)
    if (!head) return true
    torn.isRead = true
    if (this.underWay.current?.line === torn.line) this.underWay.current.head = head
    else this.beginReport(torn.line, head, torn.before)
    if (this.underWay.current) this.underWay.current.lastLine = line.number
    if (!head.isOpen) this.torn = null
    return true
  }

  private beginReport(line: number, head: Head, before: string): void {
    const report = this.underWay.begin(line, head.kind)
    report.head = head
    report.task = taskBefore(head.before, before)
  }

  private takeCgroup({ text, number }: Line): boolean {
    const { current } = this.underWay
    if (current?.kind === 'oom' && current.mayBeOfCgroup && isCgroupFrame(text)) {
      current.addCgroup(UNTOLD, null, number)
      return true
    }
    const cgroup = cgroupOf(text)
    if (!cgroup) return false
    const isKill = isCgroupKill(text)
    const isGroup = isGroupKill(text)
    const isOwn = isGroup ? current?.cgroup : current?.mayBeOfCgroup
    if (!isOwn) {
      // A stack before a kill that stands alone may be of anything.
      if (isKill) this.underWay.task = null
      this.underWay.beginUnknown(number)
    }
    const report = this.underWay.current as ReportDraft
    report.addCgroup(cgroup, cgroupNameIn(text), number)
    report.isKilled ||= isKill
    report.isGroupKilled ||= isGroup
    return true
  }

  private takeStack(line: Line): boolean {
    const { text, number } = line
    const task = taskOf(text)
    if (task !== null) {
      if (!this.takeMixedStack(task, line)) this.takeTask(task, line)
      return true
    }
    const kind = isFailureFrame(text) ? 'allocfail' : isOomFrame(text) ? 'oom' : null
    if (kind === null) return false
    if (this.underWay.isPanicking) return true
    if (this.underWay.current) this.underWay.current.kind ??= kind
    else {
      const report = this.underWay.begin(number, kind)
      report.task = this.underWay.task
      report.release = this.underWay.release
      report.hasStack = true
      this.underWay.task = null
    }
    return true
  }

  private takeTask(task: string, { text, number }: Line): void {
    const { current } = this.underWay
    const isOwn = current !== null && !current.hasStack && !current.hasMemInfo
    if (isOwn) {
      current.hasStack = true
      current.task ??= task
      current.lastLine = number
    } else if (current?.hasStack || current?.hasMemInfo) this.underWay.current = null
    this.underWay.task = isOwn ? null : task
    this.underWay.release = null
    this.takeRelease(text, false)
  }

  /** The stack of the report before the one under way: the lines of two CPUs came out in turn. */
  private takeMixedStack(task: string, { text, number }: Line): boolean {
    const { underWay } = this
    const { current, all } = underWay
    const other = all.at(-2)
    if (!current || current !== all.at(-1) || !other?.isHeadAlone || other.task !== task)
      return false
    const isNext = current.head !== null && current.line <= other.lastLine + 1
    if (!isNext || current.hasMemInfo || (!current.hasStack && current.task === task)) return false
    other.hasStack = true
    other.lastLine = number
    other.release ??= releaseOf(text)
    underWay.mixed = other
    this.unread?.tell(
      current.line,
      'the lines of two reports mix from here on: which line is whose can only be guessed',
    )
    return true
  }

  /** The release stands at the end of the CPU or Pid line, or on the next one, or is torn. */
  private takeRelease(text: string, isNext: boolean): void {
    const torn = isNext ? tornRelease(this.stackLine ?? '', text) : null
    const release = torn ?? (isNext && this.isReleaseTold ? null : releaseOf(text))
    this.stackLine = isNext ? null : text
    this.isReleaseTold = release !== null
    if (release === null) return
    const { current } = this.underWay
    if (this.underWay.task !== null || current === null) this.underWay.release = release
    else current.release = torn ?? current.release ?? release
  }

  private takeAsked(text: string): boolean {
    if (!SHOW_MEMORY.test(text)) return false
    this.underWay.endHere()
    this.underWay.isAskedFor = true
    return true
  }
}
