// The moments that a text shows, one after another: its buddyinfo snapshots; where it has none, the
// reports with free lists in them, or the scrapes of a Prometheus.

import type { DiagnoseOptions } from '../core/diagnose/diagnosis.ts'
import type { Reading } from '../core/kernel-text/reading.ts'
import type { Snapshot } from '../core/memory/memory.ts'

export interface Moments {
  readonly kind: 'snapshot' | 'report' | 'scrape'
  readonly length: number
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
      at: (index) => snapshots.at(index) as Snapshot,
      diagnosed: (index) => [reading, { snapshot: index }],
    }
  const told = [...reports.keys()].filter((i) => (reports[i]?.zones.length ?? 0) > 0)
  if (told.length > 0)
    return {
      kind: 'report',
      length: told.length,
      at: (index) => {
        const report = reports[told[index] as number]
        return { at: report ? `line ${report.line}` : null, zones: report?.zones ?? [] }
      },
      diagnosed: (index) => [reading, { snapshot: null, report: told[index] ?? null }],
    }
  return {
    kind: 'scrape',
    length: prometheus.length,
    at: (index) => prometheus[index] as Snapshot,
    diagnosed: (index) => {
      const { at, zones } = prometheus[index] as Snapshot
      return [{ ...reading, snapshots: [{ at, zones, line: 1 }] }, { snapshot: 0 }]
    },
  }
}
