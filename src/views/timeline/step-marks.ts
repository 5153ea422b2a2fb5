// The marks on the track, octagons for failures and triangles for fallbacks: steps nearer to each
// other than a mark is wide become one mark that says how many it stands for.

import type { Step } from '../../core/units.ts'
import { type TimeAxis, xOfStep } from './time-axis.ts'

export interface StepMark {
  readonly x: number
  /** The first step that it stands for. */
  readonly step: Step
  readonly count: number
}

/** Nearer than this, in pixels, marks would touch. */
const NEAREST = 14

/** `steps` ascending. */
export function stepMarks(steps: ArrayLike<Step>, axis: TimeAxis): StepMark[] {
  const marks: StepMark[] = []
  let first = 0
  for (let i = 1; i <= steps.length; i++) {
    const start = steps[first] as number
    const next = steps[i]
    if (next !== undefined && xOfStep(axis, next) - xOfStep(axis, start) < NEAREST) continue
    marks.push({ x: xOfStep(axis, start), step: start, count: i - first })
    first = i
  }
  return marks
}
