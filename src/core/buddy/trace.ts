// The small steps of one action, each with the journal's mark behind it, so that the moment after
// any of them can be shown again.

import type { BuddyEvent } from './event.ts'
import type { Mark, State } from './state.ts'

export interface Trace {
  readonly events: BuddyEvent[]
  /** The journal before the first small step, where somebody put it there, and after each. */
  readonly marks: Mark[]
}

export function emit(trace: Trace, state: State, event: BuddyEvent): void {
  trace.events.push(event)
  trace.marks.push(state.mark())
}
