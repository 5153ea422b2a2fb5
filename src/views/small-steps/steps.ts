// The small steps of the current action, and which of them are done.

import type { Position, SmallStep, StepView } from '../../core/run/summary.ts'

export type Mark = 'done' | 'now' | 'failed' | 'to-come'

export interface ListedStep {
  readonly text: string
  readonly mark: Mark
  /** Where the run stands once this small step is done. */
  readonly position: Position
}

export function listSteps({ events, eventCount, position }: StepView): ListedStep[] {
  const now = position.small === null ? eventCount : position.small
  return events.map((event, index) => ({
    text: event.text,
    mark: markOf(event, index + 1, now),
    position: { step: position.step, small: index + 1 === eventCount ? null : index + 1 },
  }))
}

function markOf({ event }: SmallStep, number: number, now: number): Mark {
  if (number > now) return 'to-come'
  if (number < now) return 'done'
  return event.kind === 'fail' ? 'failed' : 'now'
}
