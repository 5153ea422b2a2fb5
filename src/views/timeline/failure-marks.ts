// The octagons on the track: failures nearer to each other than a mark is wide become one mark
// that says how many it stands for.

import type { Step } from '../../core/units.ts'
import { type TimeAxis, xOfStep } from './time-axis.ts'

export interface FailureMark {
  readonly x: number
  /** The first failure that it stands for. */
  readonly step: Step
  readonly count: number
}

/** Nearer than this, in pixels, marks would touch. */
const NEAREST = 14

/** `failures`: steps, ascending. */
export function failureMarks(failures: ArrayLike<Step>, axis: TimeAxis): FailureMark[] {
  const marks: FailureMark[] = []
  let first = 0
  for (let i = 1; i <= failures.length; i++) {
    const start = failures[first] as number
    const next = failures[i]
    if (next !== undefined && xOfStep(axis, next) - xOfStep(axis, start) < NEAREST) continue
    marks.push({ x: xOfStep(axis, start), step: start, count: i - first })
    first = i
  }
  return marks
}
