// The moments that a text shows, one after another: its buddyinfo snapshots; where it has none, the
// reports with free lists in them, or the scrapes of a Prometheus.

import type { DiagnoseOptions } from '../core/diagnose/diagnosis.ts'
import { gravestOf } from '../core/diagnose/gravity.ts'
import type { Reading, Report } from '../core/kernel-text/reading.ts'
import type { Snapshot } from '../core/memory/memory.ts'

export interface Moments {
  readonly kind: 'snapshot' | 'report' | 'scrape'
  readonly length: number
  /** Index of the one that is shown where none is asked for: the last, of reports the gravest. */
  readonly shown: number
  /** `index` is less than `length`. */
  at(index: number): Snapshot
  /** The text, and which of it, as a diagnosis takes them. */
  diagnosed(index: number): readonly [Reading, Pick<DiagnoseOptions, 'snapshot' | 'report'>]
}

export function momentsOf(reading: Reading): Moments {
  const { snapshots, prometheus, reports } = reading
  if (snapshots.length > 0)
    return {
      kind: 'snapshot',
      length: snapshots.length,
      shown: snapshots.length - 1,
      at: (index) => snapshots.at(index) as Snapshot,
      diagnosed: (index) => [reading, { snapshot: index }],
    }
  const told = [...reports.keys()].filter((i) => (reports[i]?.zones.length ?? 0) > 0)
  const gravest = gravestOf(told.map((i) => reports[i] as Report))
  if (told.length > 0)
    return {
      kind: 'report',
      length: told.length,
      shown: told.findIndex((i) => reports[i] === gravest),
      at: (index) => {
        const report = reports[told[index] as number]
        return { at: report ? `line ${report.line}` : null, zones: report?.zones ?? [] }
      },
      diagnosed: (index) => [reading, { snapshot: null, report: told[index] ?? null }],
    }
  return {
    kind: 'scrape',
    length: prometheus.length,
    shown: prometheus.length - 1,
    at: (index) => prometheus[index] as Snapshot,
    diagnosed: (index) => {
      const { at, zones } = prometheus[index] as Snapshot
      return [{ ...reading, snapshots: [{ at, zones, line: 1 }] }, { snapshot: 0 }]
    },
  }
}
