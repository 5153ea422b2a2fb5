// The snapshots of a text, made objects when they are asked for: the rows stay packed.

import type { ZoneMemory } from '../memory/memory.ts'
import type { CountRows } from './count-rows.ts'
import type { BuddyinfoSnapshot, List } from './reading.ts'
import type { Corrections } from './whole-rows.ts'

export class Snapshots implements List<BuddyinfoSnapshot> {
  private readonly rows: CountRows
  private readonly corrections: Corrections
  /** Snapshots with a row that can be read; null: all. */
  private readonly kept: readonly number[] | null

  constructor(rows: CountRows, corrections: Corrections) {
    this.rows = rows
    this.corrections = corrections
    this.kept = corrections.size === 0 ? null : this.readable()
  }

  get length(): number {
    return this.kept ? this.kept.length : this.rows.snapshots
  }

  at(index: number): BuddyinfoSnapshot | undefined {
    const i = index < 0 ? this.length + index : index
    if (!(i >= 0 && i < this.length)) return undefined
    const snapshot = this.kept ? (this.kept[i] as number) : i
    const first = this.rows.firstRow(snapshot)
    const rows = this.rows.rowsOf(snapshot)
    const zones: ZoneMemory[] = []
    for (const [k, { node, zone, counts }] of rows.entries()) {
      const corrected = this.corrections.get(first + k)
      if (corrected !== null) zones.push({ node, zone, counts: corrected ?? counts })
    }
    return { at: this.rows.timeOf(snapshot), line: rows[0]?.line ?? 0, zones }
  }

  *[Symbol.iterator](): Iterator<BuddyinfoSnapshot> {
    for (let i = 0; i < this.length; i++) yield this.at(i) as BuddyinfoSnapshot
  }

  private readable(): number[] {
    const { rows, corrections } = this
    const kept: number[] = []
    for (let snapshot = 0; snapshot < rows.snapshots; snapshot++) {
      const until = snapshot + 1 < rows.snapshots ? rows.firstRow(snapshot + 1) : rows.length
      let row = rows.firstRow(snapshot)
      while (row < until && corrections.get(row) === null) row++
      if (row < until) kept.push(snapshot)
    }
    return kept
  }
}
