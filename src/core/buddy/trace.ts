// The small steps of one action, each with the journal's mark behind it, so that the moment after
// any of them can be shown again.

import type { BuddyEvent } from './event.ts'
import type { Mark, State } from './state.ts'

export interface Trace {
  readonly events: BuddyEvent[]
  /** marks[i]: the journal after events[i]. */
  readonly marks: Mark[]
}

export function emit(trace: Trace, state: State, event: BuddyEvent): void {
  trace.events.push(event)
  trace.marks.push(state.mark())
}
