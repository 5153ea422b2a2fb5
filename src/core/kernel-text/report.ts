// Allocation failures and OOM kills in a kernel log: a first line, a stack, Mem-Info. They share
// all but the first line, so one reader takes both, and Mem-Info alone too (SysRq m, a paste that
// begins late). Lenient: lines may be wrapped, said twice, or missing; a report may be nothing but
// its first line.

import {
  beginsFailure,
  hasWholeFailure,
  isFailureFrame,
  readFailure,
} from './allocation-failure.ts'
import { type Line, lineOf } from './clean/line.ts'
import type { Context } from './context.ts'
import type { Format, Parts } from './format.ts'
import { releaseOf, taskOf } from './kernel-release.ts'
import {
  addMarksLine,
  goesOnOrders,
  hugepagesLine,
  type MarksDraft,
  type OrdersDraft,
  ordersLine,
  readOrders,
  reserveOf,
  zoneLine,
} from './mem-info.ts'
import { beginsOom, constraintOf, isKill, isOomFrame, isOomLine, readOom } from './oom.ts'
import type { PageSizeTold } from './page-size.ts'
import type { HugepagePool, ReportZone } from './reading.ts'
import { type Head, ReportDraft, taskBefore } from './report-draft.ts'
import type { UnreadLines } from './unread.ts'

/** A first line that is not whole yet. */
interface TornHead {
  readonly line: number
  text: string
  lines: number
  readonly before: string
  /** Enough of it was there to begin a report. */
  isRead: boolean
}

/** Lines that a wrapped first line may take. */
const MOST_HEAD_LINES = 4
const INTERESTING =
  /free|kB|\*|alloc|oom|Comm|comm|emory|Mem-|reserve|slab|pid|order:|mode:|DMA|Normal|HighMem|Movable|SysRq|dump_header/

export class Reports implements Format {
  private readonly reports: ReportDraft[] = []
  private current: ReportDraft | null = null
  private torn: TornHead | null = null
  private orders: OrdersDraft | null = null
  private marks: MarksDraft | null = null
  /** Of the last stack, before it is known whose it is. */
  private task: string | null = null
  private release: string | null = null
  private awaitsRelease = false
  private orphanKill = 0
  private readonly pageSize: PageSizeTold
  private unread: UnreadLines | null = null

  constructor(pageSize: PageSizeTold) {
    this.pageSize = pageSize
  }

  take(line: Line, context: Context): boolean {
    this.unread = context.unread
    const { text } = line
    if (this.awaitsRelease) this.takeRelease(text)
    if (!INTERESTING.test(text)) return false
    this.finishOrders()
    return (
      this.takeHead(line, context.previous) ||
      this.takeMemInfo(line) ||
      this.takeStack(line) ||
      this.takeOther(line)
    )
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
    if (!this.marks || zoneLine(text, line.number) || ordersLine(text, line.number)) return false
    if (!addMarksLine(this.marks, text)) return false
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
    parts.reports = this.reports.map((report) => report.done())
  }

  private takeHead(line: Line, before: string): boolean {
    const { text } = line
    this.torn = null
    const begins = beginsFailure(text) || beginsOom(text)
    if (!begins) return false
    const head = readFailure(text) ?? readOom(text)
    if (head) this.beginReport(line.number, head, before)
    // A name that was broken behind `(` goes on below, as may anything else of the line.
    if (!head || head.isOpen || head.names === null)
      this.torn = { line: line.number, text, lines: 1, before, isRead: head !== null }
    return true
  }

  private moreHead(line: Line): boolean {
    const torn = this.torn as TornHead
    const { text } = line
    const goesOn = /[(|,:=]$/.test(torn.text) || readsOn(torn.text, text)
    const isOther = taskOf(text) !== null || hasWholeFailure(text) || readOom(text) !== null
    if (torn.lines++ >= MOST_HEAD_LINES || text === '' || !goesOn || isOther) {
      this.torn = null
      return false
    }
    const isInside = torn.text.lastIndexOf('(') > torn.text.lastIndexOf(')')
    torn.text += isInside ? text : ` ${text}`
    const head = readFailure(torn.text) ?? readOom(torn.text)
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
    // `gnome-shell` / `invoked oom-killer: …`: a mailer broke the line behind the task.
    const task = head.before.trim() === '' ? lineOf(before.slice(-200), line).text : ''
    const isAlone = /^[\w./:+-]{1,16}(?: \w+)?$/.test(task)
    report.task = taskBefore(isAlone ? task : head.before)
  }

  private begin(line: number, kind: ReportDraft['kind']): ReportDraft {
    const report = new ReportDraft(line)
    report.kind = kind
    this.reports.push(report)
    this.current = report
    this.marks = null
    return report
  }

  private takeMemInfo(line: Line): boolean {
    const { text, number } = line
    if (/^Mem-?[Ii]nfo:/.test(text)) {
      if (!this.current || this.current.hasMemInfo) this.beginUnknown(number)
      ;(this.current as ReportDraft).hasMemInfo = true
      return true
    }
    const marks = zoneLine(text, number)
    if (marks) {
      this.addMarks(marks)
      const orders = ordersLine(text.slice(text.indexOf('kB')), number)
      if (orders) this.orders = orders
      return true
    }
    const reserve = reserveOf(text)
    if (reserve) {
      if (this.marks?.lowmemReserve.length === 0) this.marks.lowmemReserve = reserve
      this.marks = null
      return true
    }
    return this.takeOrders(text, number) || this.takeHugepages(text, number)
  }

  private takeHugepages(text: string, number: number): boolean {
    const { current } = this
    const pool = hugepagesLine(text)
    if (!pool || !current) return false
    const isKnown = ({ node, sizeKB }: HugepagePool) => node === pool.node && sizeKB === pool.sizeKB
    if (!current.hugepages.some(isKnown)) current.hugepages.push(pool)
    current.lastLine = number
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
    const known = this.current?.marksOf(marks.node, marks.zone)
    this.marks = known && known.free === marks.free ? null : marks
    if (!this.marks) return
    if (!this.current || known) this.beginUnknown(marks.line)
    const current = this.current as ReportDraft
    current.watermarks.push(marks)
    current.lastLine = marks.line
    this.marks = marks
  }

  /** A zone's blocks that are there already are the same line pasted twice, or another report's. */
  private addZone(zone: ReportZone): void {
    const known = this.current?.zoneOf(zone.node, zone.zone)
    const size = zone.totalKB === null ? zone.counts.length : undefined
    if (known && known.counts.slice(0, size).join() === zone.counts.join()) return
    if (!this.current || known) this.beginUnknown(zone.line)
    const current = this.current as ReportDraft
    current.zones.push(zone)
    current.hasMemInfo = true
    current.lastLine = zone.line
  }

  private beginUnknown(line: number): void {
    const report = this.begin(line, null)
    report.task = this.task
    report.release = this.release
    this.task = null
  }

  private takeStack(line: Line): boolean {
    const { text, number } = line
    const task = taskOf(text)
    if (task !== null) {
      const { current } = this
      const isOwn = current !== null && !current.hasStack && !current.hasMemInfo
      if (isOwn) {
        current.hasStack = true
        current.task ??= task
        current.lastLine = number
      } else if (current?.hasStack || current?.hasMemInfo) this.current = null
      this.task = isOwn ? null : task
      this.release = null
      this.awaitsRelease = true
      this.takeRelease(text)
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

  private takeRelease(text: string): void {
    const release = releaseOf(text)
    if (release === null) {
      this.awaitsRelease = taskOf(text) !== null
      return
    }
    this.awaitsRelease = false
    if (this.task === null && this.current) this.current.release ??= release
    else this.release = release
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
      this.current.lastLine = number
    } else if (kills) this.orphanKill ||= number
    return true
  }
}

/** Whether a first line that ends in the middle of a phrase goes on in this text. */
function readsOn(head: string, text: string): boolean {
  const phrases = 'page allocation failure: order:'
  const tail = head.slice(-12)
  const words = /(page|allocation|failure[.:]?|order:?\d*|oom-killer:?|invoked|mode:?\S*)$/.exec(
    tail,
  )
  return (
    (words !== null && /^(?:allocation|failure|order|oom-killer|gfp_mask|mode|\d)/.test(text)) ||
    /^(?:\(?(?:__)?GFP_|mode:|order[:=]|gfp_mask=|nodemask=|\|)/.test(text) ||
    phrases.startsWith(text)
  )
}
