// The axis of the dock: x is a step, and nothing else. Each step has a column, the start included;
// everything that tells of a step stands in it.

import type { Step } from '../../core/units.ts'

export interface TimeAxis {
  /** x of the first column's left edge. */
  readonly left: number
  /** x of the last column's right edge. */
  readonly right: number
  /** Columns: one more than there are steps. */
  readonly columns: number
  /** Width of a column in pixels, often a fraction. */
  readonly pitch: number
}

/** Gutters of the dock's axis, the tokens --axis-left and --axis-right; a narrow one is its own. */
const WIDE = { left: 96, right: 24 }
const NARROW = { left: 84, right: 12 }
const NARROW_WIDTH = 560

export function timeAxis(width: number, steps: Step): TimeAxis {
  const gutters = width < NARROW_WIDTH ? NARROW : WIDE
  const { left } = gutters
  const right = Math.max(left + 1, width - gutters.right)
  return { left, right, columns: steps + 1, pitch: (right - left) / (steps + 1) }
}

/** The axis of a scrubber alone, whose first and last steps stand `margin` from its ends. */
export function bareAxis(width: number, steps: Step, margin: number): TimeAxis {
  const pitch = Math.max(1, width - 2 * margin) / Math.max(steps, 1)
  const left = steps === 0 ? 0 : margin - pitch / 2
  return { left, right: left + pitch * (steps + 1), columns: steps + 1, pitch }
}

/** The middle of a step's column. */
export function xOfStep(axis: TimeAxis, step: Step): number {
  return axis.left + (step + 0.5) * axis.pitch
}

/** The step whose column holds x, the nearest one outside. */
export function stepAt(axis: TimeAxis, x: number): Step {
  const column = Math.floor((x - axis.left) / axis.pitch)
  return Math.min(Math.max(column, 0), axis.columns - 1)
}
