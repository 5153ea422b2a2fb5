// Rows of free blocks that end before their zone's orders do: a log that stops, a line that was folded and lost.
// Every zone of a kernel has the same orders (mm/vmstat.c: frag_show_print; mm/show_mem.c: show_free_areas), so
// what a cut row does not show is not told, not empty.

import type { Report, ReportZone } from '../kernel-text/reading.ts'
import type { Bytes } from '../units.ts'
import { pagesOf } from './orders.ts'

/** Of the printed free pages, blocks that make so much leave no room for larger ones. */
const WHOLE = 31 / 32

/**
 * By the total behind the blocks, which a whole row has; else by the other zones' rows; else by the zone's
 * `free:`, printed a moment before.
 */
export function isCutRow(row: ReportZone, report: Report, pageSize: Bytes): boolean {
  if (row.totalKB !== null) return false
  const whole = report.zones.filter(({ totalKB }) => totalKB !== null)
  if (whole.length > 0) return whole.some(({ counts }) => counts.length > row.counts.length)
  const { node, zone, counts } = row
  const free = report.watermarks.find((one) => one.node === node && one.zone === zone)?.free
  return free === undefined || (pagesOf(counts) * pageSize) / 1024 < free * WHOLE
}
