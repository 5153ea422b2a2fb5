// The lines of Mem-Info as they come, each to the report it is of (mem-info.ts and memory-usage.ts read
// them). They may be broken, pasted twice, mixed with those of another report, or be all there is.

import type { Line } from './clean/line.ts'
import {
  addMarksLine,
  damagedLine,
  damagedMark,
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
import { beginsTotals, firstTotal } from './memory-usage.ts'
import type { PageSizeTold } from './page-size.ts'
import type { ReportZone } from './reading.ts'
import type { ReportDraft } from './report-draft.ts'
import type { ReportsUnderWay } from './reports-under-way.ts'
import type { UnreadLines } from './unread.ts'

export class MemInfoLines {
  private orders: OrdersDraft | null = null
  /** The part of a value that the line of the marks under way ended in. */
  private marksTail = ''
  /** Whose lowmem_reserve the last line told. */
  private reserved: MarksDraft | null = null
  /** Whose totals the last line told. */
  private counted: ReportDraft | null = null
  private unread: UnreadLines | null = null
  private readonly reports: ReportsUnderWay
  private readonly pageSize: PageSizeTold

  constructor(reports: ReportsUnderWay, pageSize: PageSizeTold) {
    this.reports = reports
    this.pageSize = pageSize
  }

  take(line: Line, unread: UnreadLines): boolean {
    this.unread = unread
    const { text, number } = line
    const { reports } = this
    this.counted = null
    if (/^Mem-?[Ii]nfo:/.test(text)) {
      const report = reports.lacking(({ hasMemInfo }) => hasMemInfo) ?? reports.beginUnknown(number)
      report.hasMemInfo = true
      return true
    }
    const damage = damagedLine(text)
    if (damage !== null) {
      unread.tell(number, damage)
      return true
    }
    const marks = zoneLine(text, number)
    if (marks) {
      const damaged = damagedMark(text)
      if (damaged !== null) unread.tell(number, damaged)
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
    return this.takeOrders(text, number) || this.takeHugepages(text, number) || this.takeUsage(line)
  }

  /** A line that goes on the one before it. */
  more(line: Line): boolean {
    const { text } = line
    if (this.orders) {
      if (!goesOnOrders(text)) {
        this.finishOrders()
        return false
      }
      this.orders.text += ` ${text}`
      if (readOrders(this.orders).isComplete) this.finishOrders()
      return true
    }
    if (this.counted?.usage.goesOn(text)) return true
    if (this.reserved && this.moreReserve(line)) return true
    const { marks, current } = this.reports
    if (!marks || zoneLine(text, line.number) || ordersLine(text, line.number)) return false
    if (!addMarksLine(marks, this.marksTail, text)) return false
    this.marksTail = tornKey(` ${this.marksTail}${text}`)
    if (reserveOf(text)) this.reserved = marks
    if (current) current.lastLine = line.number
    return true
  }

  /** What a zone's free blocks go on in does not come: they are what is there. */
  finishOrders(): void {
    const { orders } = this
    this.orders = null
    if (!orders || orders.text === '') return
    const { zone, pageSizeKB, why, rest } = readOrders(orders)
    if (why !== null) this.unread?.tell(orders.line, why)
    if (pageSizeKB !== null) this.pageSize.tell(pageSizeKB * 1024, orders.line)
    if (zone) this.addZone(zone)
    if (rest !== '') this.takeOrders(rest, orders.line)
  }

  private addReserve(reserve: readonly number[]): void {
    const { reports } = this
    const open = reports.mixed?.watermarks.at(-1)
    const isOfMixed = open !== undefined && open.lowmemReserve.length === 0
    const marks = isOfMixed ? open : reports.marks
    const isNew = marks?.lowmemReserve.length === 0
    if (isNew) marks.lowmemReserve = reserve
    this.reserved = isNew ? marks : null
    if (!isOfMixed) reports.marks = null
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
    const { reports } = this
    const pool = hugepagesLine(text)
    if (!pool || !reports.current) return false
    const report = reports.lacking((one) => one.hasPool(pool.node, pool.sizeKB))
    report?.hugepages.push(pool)
    ;(report ?? reports.current).lastLine = number
    return true
  }

  /** Totals stand before all zones; where they stand twice, it is the same text pasted twice. */
  private takeUsage({ text, number }: Line): boolean {
    const { reports } = this
    const name = firstTotal(text)
    if (name === null) {
      if (!reports.current?.usage.takeOther(text)) return false
      // They are the machine's: of two reports that mix, each line may be of either.
      reports.mixed?.usage.takeOther(text)
      reports.current.lastLine = number
      return true
    }
    const isFirst = beginsTotals(text)
    const own = reports.lacking((one) => one.usage.hasTotal(name) || one.watermarks.length > 0)
    const mayBeOwn = isFirst || own?.hasMemInfo === true
    const isTwice = !own && reports.current?.watermarks.length === 0
    if (!mayBeOwn || isTwice) return isTwice
    const report = own ?? reports.beginUnknown(number)
    report.hasMemInfo = true
    report.usage.takeTotals(text)
    report.lastLine = number
    this.counted = report
    return true
  }

  private takeOrders(text: string, number: number): boolean {
    const orders = ordersLine(text, number)
    if (!orders) return false
    this.reports.marks = null
    this.orders = orders
    if (readOrders(orders).isComplete) this.finishOrders()
    return true
  }

  private addMarks(marks: MarksDraft): void {
    const { reports } = this
    const { node, zone, free, line } = marks
    let report = reports.lacking((one) => one.marksOf(node, zone) !== undefined)
    const known = report ? undefined : reports.current?.marksOf(node, zone)
    this.reserved = null
    // The same line pasted twice: what stands below may not be.
    reports.marks = known?.free === free ? known : marks
    if (reports.marks !== marks) return
    report ??= reports.beginUnknown(line)
    report.watermarks.push(marks)
    report.lastLine = line
    reports.marks = marks
  }

  /** A zone's blocks that are there already are the same line pasted twice, or another report's. */
  private addZone(zone: ReportZone): void {
    const { reports } = this
    const report = reports.lacking((one) => one.zoneOf(zone.node, zone.zone) !== undefined)
    const known = report ? undefined : reports.current?.zoneOf(zone.node, zone.zone)
    const size = zone.totalKB === null ? zone.counts.length : undefined
    if (known && known.counts.slice(0, size).join() === zone.counts.join()) return
    const own = report ?? reports.beginUnknown(zone.line)
    own.zones.push(zone)
    own.hasMemInfo = true
    own.lastLine = zone.line
  }
}
