// The small steps of the current action that are done.

import type { BuddyEvent } from '../core/buddy/event.ts'
import type { StepView } from '../core/run/summary.ts'

/** In order, as far as a view lists them: of a long action those that move many blocks are not all there. */
export function eventsSoFar({ events, position }: StepView): readonly BuddyEvent[] {
  const { small } = position
  return events.flatMap(({ number, event }) => (small === null || number <= small ? [event] : []))
}

/** The small step that was just done; null: the action is done, or none has begun. */
export function eventNow({ events, position }: StepView): BuddyEvent | null {
  const { small } = position
  return events.find(({ number }) => number === small)?.event ?? null
}
