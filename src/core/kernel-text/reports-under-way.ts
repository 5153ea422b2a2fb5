// The reports of a text as they come, and which of them a line is of: the last one, the one before it
// while the lines of two CPUs come out in turn, or one that begins with this line.

import type { MarksDraft } from './mem-info.ts'
import { ReportDraft } from './report-draft.ts'

export class ReportsUnderWay {
  readonly all: ReportDraft[] = []
  current: ReportDraft | null = null
  /** A report whose lines mix with those of the one under way. */
  mixed: ReportDraft | null = null
  /** The zone whose line goes on. */
  marks: MarksDraft | null = null
  /** Of the last stack, before it is known whose it is. */
  task: string | null = null
  release: string | null = null
  /** SysRq m was there: the next Mem-Info is its answer. */
  isAskedFor = false
  /** The kernel panicked for want of memory: the stack below is the panic's. */
  isPanicking = false

  begin(line: number, kind: ReportDraft['kind']): ReportDraft {
    const report = new ReportDraft(line)
    report.kind = kind
    report.isAskedFor = this.isAskedFor && kind === null
    this.isAskedFor = false
    this.isPanicking = false
    this.all.push(report)
    this.current = report
    this.marks = null
    this.mixed = null
    return report
  }

  /** One whose first line is not there; the stack above is its own. */
  beginUnknown(line: number): ReportDraft {
    const report = this.begin(line, null)
    report.task = this.task
    report.release = this.release
    this.task = null
    return report
  }

  /** The report under way that a line is of: the first one that has none such yet; null: all have. */
  lacking(has: (report: ReportDraft) => boolean): ReportDraft | null {
    const { mixed, current } = this
    if (mixed && !has(mixed)) return mixed
    return current && !has(current) ? current : null
  }

  /** The next Mem-Info is asked for: no report before it goes on. */
  endHere(): void {
    this.current = null
    this.task = null
  }
}
