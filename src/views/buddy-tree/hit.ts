// Which block of the tree a point lies on, by address and row: no mark needs to be searched.

import type { Frame } from '../../core/buddy/frame.ts'
import { blockAt, type FrameBlock } from '../../core/buddy/frame-blocks.ts'
import { pfnAt } from '../../ui/address-axis.ts'
import { rowOf, type TreeGeometry } from './layout.ts'

export function hitTree(
  frame: Frame,
  zone: number,
  geometry: TreeGeometry,
  x: number,
  y: number,
): FrameBlock | null {
  const { axis, strip, pitch } = geometry
  if (x < axis.left || x >= axis.right) return null
  const block = blockAt(frame, zone, Math.floor(pfnAt(axis, x)))
  const row = block && (rowOf(geometry, block.order) ?? strip)
  // Rows are low; between two of them the nearer one is meant.
  const reach = row ? Math.max(0, (pitch - row.height) / 2) : 0
  return row && y >= row.y - reach && y <= row.y + row.height + reach ? block : null
}
