// The runs that the pages strip of a machine of many blocks draws: only its canvas needs them.

import type { Frame } from '../../core/buddy/frame.ts'
import { ownerCells } from '../../core/buddy/frame-cells.ts'
import { type AddressAxis, clampX, xOf } from '../../ui/address-axis.ts'

export interface OwnerRun {
  readonly x: number
  readonly width: number
  /** Name id; CELL_FREE, CELL_IN_USE, CELL_SEVERAL. */
  readonly owner: number
}

/** Narrowest cell of a canvas, in pixels. */
const LEAST_CELL = 3

/** Who holds most of each run of pages: for more blocks than elements, never under 3 px a run. */
export function ownerRuns(frame: Frame, zone: number, axis: AddressAxis): OwnerRun[] {
  const cellPages = 2 ** Math.max(0, Math.ceil(Math.log2(LEAST_CELL / axis.scale)))
  const startPfn = Math.floor(axis.startPfn / cellPages) * cellPages
  const cells = ownerCells(frame, { zone, startPfn, endPfn: Math.ceil(axis.endPfn), cellPages })
  const runs: { x: number; width: number; owner: number }[] = []
  cells.forEach((owner, cell) => {
    const from = xOf(axis, startPfn + cell * cellPages)
    const x = clampX(axis, from)
    const width = clampX(axis, from + cellPages * axis.scale) - x
    const last = runs.at(-1)
    if (last?.owner === owner) last.width += width
    else runs.push({ x, width, owner })
  })
  return runs
}
