// Free lists by migratetype: under each zone a bar a type, as long as its free bytes on one scale for
// all; its parts are the block sizes.

import type { Pagetypeinfo } from '../../core/kernel-text/reading.ts'
import type { Count } from '../../core/memory/memory.ts'
import { type Bytes, pagesIn } from '../../core/units.ts'
import { type Part, stackParts } from '../../ui/stack.ts'

export interface TypeBar {
  readonly type: string
  readonly counts: readonly Count[]
  /** At least so much: a count that the kernel cut off counts as what it says. */
  readonly bytes: Bytes
  readonly isCapped: boolean
  readonly parts: readonly Part[]
  readonly y: number
}

export interface ZoneTypes {
  readonly node: number
  readonly zone: string
  readonly bytes: Bytes
  /** Types with something free, in the kernel's order. */
  readonly bars: readonly TypeBar[]
  /** Types with nothing free. */
  readonly empty: readonly string[]
  readonly y: number
}

export interface TypeLayout {
  readonly left: number
  readonly barHeight: number
  readonly zones: readonly ZoneTypes[]
  readonly height: number
}

const LABEL = 148
const NARROW_LABEL = 108
const NARROW = 560
const HEAD = 30
const PITCH = 26
const BAR = 20
const GAP = 16
/** Room for the bytes behind a bar. */
const AFTER = 76

export function layoutTypes(
  free: Pagetypeinfo['free'],
  pageSize: number,
  width: number,
): TypeLayout {
  const left = width < NARROW ? NARROW_LABEL : LABEL
  const groups = new Map<string, Pagetypeinfo['free'][number][]>()
  for (const row of free) {
    const key = `${row.node} ${row.zone}`
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  const most = Math.max(1, ...free.map(({ counts }) => bytesOf(counts, pageSize)))
  const scale = Math.max(0, width - left - AFTER) / most
  let y = 0
  const zones = [...groups.values()].map((rows): ZoneTypes => {
    const top = y
    const filled = rows.filter(({ counts }) => bytesOf(counts, pageSize) > 0)
    const bars = filled.map(({ type, counts }, i): TypeBar => {
      const sizes = counts.map((count, order) => atLeast(count) * pagesIn(order) * pageSize)
      return {
        type,
        counts,
        bytes: bytesOf(counts, pageSize),
        isCapped: counts.some((count) => typeof count === 'string'),
        parts: stackParts(sizes, left, scale),
        y: top + HEAD + i * PITCH,
      }
    })
    y = top + HEAD + Math.max(bars.length, 0) * PITCH + GAP
    return {
      node: rows[0]?.node ?? 0,
      zone: rows[0]?.zone ?? '',
      bytes: bars.reduce((sum, { bytes }) => sum + bytes, 0),
      bars,
      empty: rows.filter((row) => !filled.includes(row)).map(({ type }) => type),
      y: top,
    }
  })
  return { left, barHeight: BAR, zones, height: Math.max(0, y - GAP + 4) }
}

function bytesOf(counts: readonly Count[], pageSize: number): Bytes {
  return counts.reduce<number>(
    (sum, count, order) => sum + atLeast(count) * pagesIn(order) * pageSize,
    0,
  )
}

/** `>100000`: the kernel stopped counting there. */
export function atLeast(count: Count): number {
  return typeof count === 'number' ? count : Number(count.slice(1))
}
