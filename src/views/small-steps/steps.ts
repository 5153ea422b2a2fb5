// The small steps of the current action, and which of them are done.

import type { Position, SmallStep, StepView } from '../../core/run/summary.ts'

export type Mark = 'done' | 'now' | 'failed' | 'to-come'

export interface ListedStep {
  /** Its place in the action, from 1. */
  readonly number: number
  readonly text: string
  readonly mark: Mark
  /** Where the run stands once this small step is done. */
  readonly position: Position
  /** How many small steps between the one before and this one are not listed. */
  readonly leftOut: number
}

export function listSteps({ events, eventCount, position }: StepView): ListedStep[] {
  const now = position.small ?? eventCount
  return events.map((step, i) => ({
    number: step.number,
    text: step.text,
    mark: markOf(step, now),
    position: { step: position.step, small: step.number === eventCount ? null : step.number },
    leftOut: step.number - 1 - (events[i - 1]?.number ?? 0),
  }))
}

function markOf({ number, event }: SmallStep, now: number): Mark {
  if (number > now) return 'to-come'
  if (number < now) return 'done'
  return event.kind === 'fail' ? 'failed' : 'now'
}
