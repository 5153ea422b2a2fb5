// The small steps of the current action that are done.

import type { BuddyEvent } from '../core/buddy/event.ts'
import type { StepView } from '../core/run/summary.ts'

/** In order; of an action that is done all of them, as far as a view lists them. */
export function eventsSoFar({ events, position }: StepView): readonly BuddyEvent[] {
  return events.slice(0, position.small ?? events.length).map(({ event }) => event)
}

/** The small step that was just done; null: the action is done, or none has begun. */
export function eventNow({ events, position }: StepView): BuddyEvent | null {
  return position.small === null ? null : (events[position.small - 1]?.event ?? null)
}
