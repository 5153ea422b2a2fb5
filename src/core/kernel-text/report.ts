// Allocation failures and OOM kills in a kernel log: a first line, a stack, Mem-Info. They share
// all but the first line, so one reader takes both, and Mem-Info alone too (SysRq m, a paste that
// begins late). Lenient: lines may be wrapped, said twice, or missing; a report may be nothing but
// its first line.

import { beginsFailure, isFailureFrame } from './allocation-failure.ts'
import type { Line } from './clean/line.ts'
import type { Context } from './context.ts'
import type { Format, Parts } from './format.ts'
import { releaseOf, taskOf, tornRelease } from './kernel-release.ts'
import {
  addMarksLine,
  goesOnOrders,
  goesOnReserve,
  hugepagesLine,
  type MarksDraft,
  type OrdersDraft,
  ordersLine,
  readOrders,
  reserveOf,
  tornKey,
  zoneLine,
} from './mem-info.ts'
import { cgroupOf, isCgroupFrame, isCgroupKill, isGroupKill, UNTOLD } from './memory-cgroup.ts'
import { beginsOom, constraintOf, isKill, isOomFrame, isOomLine, killedIn } from './oom.ts'
import type { PageSizeTold } from './page-size.ts'
import type { ReportZone } from './reading.ts'
import { RepeatedLines } from './repeated-lines.ts'
import { type Head, ReportDraft, taskBefore } from './report-draft.ts'
import { isPartOfHead, readHead, TornHead } from './torn-head.ts'
import type { UnreadLines } from './unread.ts'

const INTERESTING =
  /free|kB|\*|alloc|oom|Comm|comm|emory|Mem-|reserve|slab|pid|order:|mode:|DMA|Normal|HighMem|Movable|SysRq|dump_header|limit of/

export class Reports implements Format {
  private readonly reports: ReportDraft[] = []
  private current: ReportDraft | null = null
  private torn: TornHead | null = null
  private orders: OrdersDraft | null = null
  private marks: MarksDraft | null = null
  /** The part of a value that the line of those marks ended in. */
  private marksTail = ''
  /** Whose lowmem_reserve the last line told. */
  private reserved: MarksDraft | null = null
  /** Of the last stack, before it is known whose it is. */
  private task: string | null = null
  private release: string | null = null
  /** The CPU or Pid line whose release may stand on the next one. */
  private stackLine: string | null = null
  private isReleaseTold = false
  private orphanKill = 0
  private readonly repeats = new RepeatedLines()
  /** A report whose lines mix with those of the one under way. */
  private mixed: ReportDraft | null = null
  private readonly pageSize: PageSizeTold
  private unread: UnreadLines | null = null

  constructor(pageSize: PageSizeTold) {
    this.pageSize = pageSize
  }

  take(line: Line, context: Context): boolean {
    this.unread = context.unread
    const { repeats } = this
    const isRepeat = repeats.see(line)
    if (this.stackLine !== null) this.takeRelease(line.text, true)
    if (!INTERESTING.test(line.text)) return false
    this.finishOrders()
    if (isRepeat && this.mixed === null && this.takeRepeat(line)) return true
    repeats.isTaken =
      this.takeHead(line, context.previous) ||
      this.takeCgroup(line) ||
      this.takeMemInfo(line) ||
      this.takeStack(line) ||
      this.takeOther(line)
    if (this.current?.kind === 'oom') this.current.killed ??= killedIn(line.text)
    if (!repeats.isTaken && isPartOfHead(line.text))
      context.unread.tell(line.number, 'a part of the first line of a report, and no more of it')
    return repeats.isTaken
  }

  more(line: Line): boolean {
    const { text } = line
    if (this.torn) return this.moreHead(line)
    if (this.orders) {
      if (!goesOnOrders(text)) {
        this.finishOrders()
        return false
      }
      this.orders.text += ` ${text}`
      if (readOrders(this.orders).isComplete) this.finishOrders()
      return true
    }
    if (this.reserved && this.moreReserve(line)) return true
    if (!this.marks || zoneLine(text, line.number) || ordersLine(text, line.number)) return false
    if (!addMarksLine(this.marks, this.marksTail, text)) return false
    this.marksTail = tornKey(` ${this.marksTail}${text}`)
    if (reserveOf(text)) this.reserved = this.marks
    if (this.current) this.current.lastLine = line.number
    return true
  }

  end(parts: Parts, unread: UnreadLines): void {
    this.unread = unread
    this.finishOrders()
    if (
      this.torn &&
      !this.torn.isRead &&
      /\S: page allocation failure|invoked oom-killer/.test(this.torn.text)
    )
      unread.tell(this.torn.line, 'the first line of a report, cut off')
    if (this.orphanKill > 0 && this.reports.length === 0)
      unread.tell(this.orphanKill, 'an OOM kill without the report before it')
    this.repeats.end(unread)
    parts.reports = this.reports.map((report) => report.done())
  }

  /** A line that stands there twice in a row; false: it may be a line of its own. */
  private takeRepeat({ text, number }: Line): boolean {
    const { repeats, current, reports } = this
    // Of first lines it shows below whether they are two reports.
    if (!repeats.isTaken || beginsFailure(text) || beginsOom(text)) return false
    const twin = reports.at(-2)
    if (current && twin?.isHeadAlone && current.isTwinOf(twin)) {
      reports.splice(-2, 1)
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
    if (this.current?.line === torn.line) this.current.head = head
    else this.beginReport(torn.line, head, torn.before)
    if (this.current) this.current.lastLine = line.number
    if (!head.isOpen) this.torn = null
    return true
  }

  private beginReport(line: number, head: Head, before: string): void {
    const report = this.begin(line, head.kind)
    report.head = head
    report.task = taskBefore(head.before, before)
  }

  private begin(line: number, kind: ReportDraft['kind']): ReportDraft {
    const report = new ReportDraft(line)
    report.kind = kind
    this.reports.push(report)
    this.current = report
    this.marks = null
    this.mixed = null
    return report
  }

  /** The report under way that a line is of: the first one that has none such yet; null: all have. */
  private lacking(has: (report: ReportDraft) => boolean): ReportDraft | null {
    const { mixed, current } = this
    if (mixed && !has(mixed)) return mixed
    return current && !has(current) ? current : null
  }

  private takeCgroup({ text, number }: Line): boolean {
    const { current } = this
    if (current?.kind === 'oom' && current.mayBeOfCgroup && isCgroupFrame(text)) {
      current.addCgroup(UNTOLD, number)
      return true
    }
    const cgroup = cgroupOf(text)
    if (!cgroup) return false
    const isKill = isCgroupKill(text)
    const isGroup = isGroupKill(text)
    const isOwn = isGroup ? current?.cgroup : current?.mayBeOfCgroup
    if (!isOwn) {
      // A stack before a kill that stands alone may be of anything.
      if (isKill) this.task = null
      this.beginUnknown(number)
    }
    const report = this.current as ReportDraft
    report.addCgroup(cgroup, number)
    report.isKilled ||= isKill
    report.isGroupKilled ||= isGroup
    return true
  }

  private takeMemInfo(line: Line): boolean {
    const { text, number } = line
    if (/^Mem-?[Ii]nfo:/.test(text)) {
      const report = this.lacking(({ hasMemInfo }) => hasMemInfo) ?? this.beginUnknown(number)
      report.hasMemInfo = true
      return true
    }
    const marks = zoneLine(text, number)
    if (marks) {
      this.addMarks(marks)
      this.marksTail = tornKey(text)
      const orders = ordersLine(text.slice(text.indexOf('kB')), number)
      if (orders) this.orders = orders
      return true
    }
    const reserve = reserveOf(text)
    if (reserve) {
      this.addReserve(reserve)
      return true
    }
    return this.takeOrders(text, number) || this.takeHugepages(text, number)
  }

  private addReserve(reserve: readonly number[]): void {
    const open = this.mixed?.watermarks.at(-1)
    const isOfMixed = open !== undefined && open.lowmemReserve.length === 0
    const marks = isOfMixed ? open : this.marks
    const isNew = marks?.lowmemReserve.length === 0
    if (isNew) marks.lowmemReserve = reserve
    this.reserved = isNew ? marks : null
    if (!isOfMixed) this.marks = null
  }

  /** Numbers below lowmem_reserve go on it, or a terminal broke the last one in two. */
  private moreReserve({ text, raw, number }: Line): boolean {
    const marks = this.reserved as MarksDraft
    const more = goesOnReserve(text)
    this.reserved = null
    if (more === null) return false
    const isApart = /^\s/.test(raw)
    marks.lowmemReserve = isApart ? [...marks.lowmemReserve, ...more] : []
    if (!isApart) this.unread?.tell(number, 'lowmem_reserve is broken, maybe in a number: left out')
    return true
  }

  private takeHugepages(text: string, number: number): boolean {
    const pool = hugepagesLine(text)
    if (!pool || !this.current) return false
    const report = this.lacking((one) => one.hasPool(pool.node, pool.sizeKB))
    report?.hugepages.push(pool)
    ;(report ?? this.current).lastLine = number
    return true
  }

  private takeOrders(text: string, number: number): boolean {
    const orders = ordersLine(text, number)
    if (!orders) return false
    this.marks = null
    this.orders = orders
    if (readOrders(orders).isComplete) this.finishOrders()
    return true
  }

  private finishOrders(): void {
    const { orders } = this
    this.orders = null
    if (!orders || orders.text === '') return
    const { zone, pageSizeKB, why, rest } = readOrders(orders)
    if (why !== null) this.unread?.tell(orders.line, why)
    if (pageSizeKB !== null) this.pageSize.tell(pageSizeKB * 1024, orders.line)
    if (zone) this.addZone(zone)
    if (rest !== '') this.takeOrders(rest, orders.line)
  }

  private addMarks(marks: MarksDraft): void {
    const { node, zone, free, line } = marks
    let report = this.lacking((one) => one.marksOf(node, zone) !== undefined)
    const known = report ? undefined : this.current?.marksOf(node, zone)
    this.reserved = null
    // The same line pasted twice: what stands below may not be.
    this.marks = known?.free === free ? known : marks
    if (this.marks !== marks) return
    report ??= this.beginUnknown(line)
    report.watermarks.push(marks)
    report.lastLine = line
    this.marks = marks
  }

  /** A zone's blocks that are there already are the same line pasted twice, or another report's. */
  private addZone(zone: ReportZone): void {
    const report = this.lacking((one) => one.zoneOf(zone.node, zone.zone) !== undefined)
    const known = report ? undefined : this.current?.zoneOf(zone.node, zone.zone)
    const size = zone.totalKB === null ? zone.counts.length : undefined
    if (known && known.counts.slice(0, size).join() === zone.counts.join()) return
    const own = report ?? this.beginUnknown(zone.line)
    own.zones.push(zone)
    own.hasMemInfo = true
    own.lastLine = zone.line
  }

  private beginUnknown(line: number): ReportDraft {
    const report = this.begin(line, null)
    report.task = this.task
    report.release = this.release
    this.task = null
    return report
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
    if (this.current) this.current.kind ??= kind
    else {
      const report = this.begin(number, kind)
      report.task = this.task
      report.release = this.release
      report.hasStack = true
      this.task = null
    }
    return true
  }

  private takeTask(task: string, { text, number }: Line): void {
    const { current } = this
    const isOwn = current !== null && !current.hasStack && !current.hasMemInfo
    if (isOwn) {
      current.hasStack = true
      current.task ??= task
      current.lastLine = number
    } else if (current?.hasStack || current?.hasMemInfo) this.current = null
    this.task = isOwn ? null : task
    this.release = null
    this.takeRelease(text, false)
  }

  /** The stack of the report before the one under way: the lines of two CPUs came out in turn. */
  private takeMixedStack(task: string, { text, number }: Line): boolean {
    const { current, reports } = this
    const other = reports.at(-2)
    if (!current || current !== reports.at(-1) || !other?.isHeadAlone || other.task !== task)
      return false
    const isNext = current.head !== null && current.line <= other.lastLine + 1
    if (!isNext || current.hasMemInfo || (!current.hasStack && current.task === task)) return false
    other.hasStack = true
    other.lastLine = number
    other.release ??= releaseOf(text)
    this.mixed = other
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
    const { current } = this
    if (this.task !== null || current === null) this.release = release
    else current.release = torn ?? current.release ?? release
  }

  private takeOther({ text, number }: Line): boolean {
    if (/\bSysRq\b.*Show Memory|sysrq: Show Memory/i.test(text)) {
      this.current = null
      this.task = null
      return true
    }
    const kills = isKill(text)
    if (!kills && !isOomLine(text)) return false
    if (this.current) {
      this.current.kind ??= 'oom'
      this.current.constraint ??= constraintOf(text)
      this.current.isKilled ||= kills
      this.current.lastLine = number
    } else if (kills) this.orphanKill ||= number
    return true
  }
}
