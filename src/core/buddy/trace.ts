// The small steps of one action, each with the journal's mark behind it, so that the moment after
// any of them can be shown again.

import type { BuddyEvent } from './event.ts'
import type { Mark, State } from './state.ts'

export interface Trace {
  /** Small steps past it are left out. */
  readonly limit: number
  readonly events: BuddyEvent[]
  /** The journal before the first small step, where somebody put it there, and after each. */
  readonly marks: Mark[]
}

/** Most small steps that are kept of one action: past them it can only be seen whole. */
export const TRACED_EVENTS = 20_000

export function emit(trace: Trace, state: State, event: BuddyEvent): void {
  if (trace.events.length >= trace.limit) return
  trace.events.push(event)
  trace.marks.push(state.mark())
}
