// Pageblocks by type: a bar a zone, all of them as long as the picture is wide, divided by shares.

import { zoneLabel } from '../../core/buddy/config.ts'
import type { TypeBlocks } from '../../core/kernel-text/reading.ts'
import { formatCount } from '../../core/units.ts'

export interface BlockPart {
  readonly type: string
  readonly count: number
  readonly x: number
  readonly width: number
}

export interface ZoneBlocks {
  readonly node: number
  readonly zone: string
  readonly blocks: number
  readonly parts: readonly BlockPart[]
  readonly y: number
  /** All of it in words. */
  readonly text: string
}

const LABEL = 120
const NARROW = 520
const PITCH = 50
const STACKED_PITCH = 66
/** A type with one block among thousands is still seen. */
const LEAST_WIDTH = 3

export function layoutBlocks(blocks: readonly TypeBlocks[], width: number) {
  const isStacked = width < NARROW
  const left = isStacked ? 0 : LABEL
  const pitch = isStacked ? STACKED_PITCH : PITCH
  const zones = blocks.map(({ node, zone, counts }, i): ZoneBlocks => {
    const entries = Object.entries(counts).filter(([, count]) => count > 0)
    const total = entries.reduce((sum, [, count]) => sum + count, 0)
    const spare = Math.max(0, width - left - entries.length * LEAST_WIDTH)
    let x = left
    const parts = entries.map(([type, count]): BlockPart => {
      const part = { type, count, x, width: LEAST_WIDTH + (count / total) * spare }
      x += part.width
      return part
    })
    const words = parts.map(({ type, count }) => `${formatCount(count)} ${type}`).join(', ')
    const y = (isStacked ? 24 : 6) + i * pitch
    const text = `${zoneLabel({ node, zone })}: ${words || 'no blocks'}`
    return { node, zone, blocks: total, parts, y, text }
  })
  return { zones, height: blocks.length * pitch + 4 }
}

/** Types that any zone has blocks of, in the kernel's order. */
export function typesIn(blocks: readonly TypeBlocks[]): string[] {
  const types = new Set<string>()
  for (const { counts } of blocks)
    for (const [type, count] of Object.entries(counts)) if (count > 0) types.add(type)
  return [...types]
}
