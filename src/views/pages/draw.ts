// The pages on a canvas, for machines of more blocks than elements can stand for: runs by owner.

import { CELL_EMPTY, CELL_FREE } from '../../core/buddy/frame-cells.ts'
import { type Fills, type Pen, plainOwner } from '../../ui/canvas-fills.ts'
import type { OwnerRun } from './runs.ts'

/** Narrower than this, a run is a plain colour. */
const LEAST_PATTERN = 14

export function drawPages(pen: Pen, fills: Fills, runs: readonly OwnerRun[], height: number): void {
  const { palette } = fills
  for (const { x, width, owner } of runs) {
    if (owner === CELL_EMPTY) continue
    const isWide = width >= LEAST_PATTERN
    if (owner === CELL_FREE) pen.fillStyle = palette.freeFill
    else if (owner < 0) pen.fillStyle = isWide ? fills.held : palette.held
    else pen.fillStyle = isWide ? fills.owner(owner) : plainOwner(palette, owner).fill
    pen.fillRect(x, 0, width, height)
  }
  const [first, last] = [runs[0], runs.at(-1)]
  if (!first || !last) return
  pen.strokeStyle = palette.freeEdge
  pen.lineWidth = 1
  pen.strokeRect(first.x, 0.5, last.x + last.width - first.x, height - 1)
}
