// The beat of Play: which speeds there are, how many actions are due, and where that leads.

/** Milliseconds that an action stays at speed 1. */
export const BEAT = 900
/** As many actions a frame as let the whole run pass in this many milliseconds. */
const WHOLE_RUN_AT_MAX = 8000
const FRAME = 1000 / 60
/** Runs longer than this are played by the ten and by the hundred. */
export const LONG_RUN = 200
/** Longer than this, one by one would take half an hour. */
const VERY_LONG_RUN = 2000
/** Faster than this, blocks change without moving. */
export const FASTEST_WITH_MOTION = 4

const SHORT_RUN_SPEEDS: readonly number[] = [0.5, 1, 2, 4]
const LONG_RUN_SPEEDS: readonly number[] = [1, 10, 100]
const VERY_LONG_RUN_SPEEDS: readonly number[] = [10, 100, Number.POSITIVE_INFINITY]

/** The speeds offered for a run of `steps` actions. */
export function speedsFor(steps: number): readonly number[] {
  if (steps <= LONG_RUN) return SHORT_RUN_SPEEDS
  return steps <= VERY_LONG_RUN ? LONG_RUN_SPEEDS : VERY_LONG_RUN_SPEEDS
}

/** The chosen speed where this run offers it, else the one it starts with. */
export function speedIn(steps: number, chosen: number): number {
  if (speedsFor(steps).includes(chosen)) return chosen
  return steps > VERY_LONG_RUN ? 100 : 1
}

/** Actions that are due after `elapsed` milliseconds. */
export function dueActions(elapsed: number, speed: number, steps: number): number {
  if (Number.isFinite(speed)) return Math.floor((elapsed * speed) / BEAT)
  return elapsed < FRAME ? 0 : Math.ceil((steps * elapsed) / WHOLE_RUN_AT_MAX)
}

/** Where `due` more actions lead, and whether Play ends there: at the first stop, or at the last step. */
export function playTo(
  step: number,
  steps: number,
  due: number,
  isStop: (step: number) => boolean,
): { readonly step: number; readonly isOver: boolean } {
  const last = Math.min(step + due, steps)
  for (let next = step + 1; next <= last; next++)
    if (isStop(next)) return { step: next, isOver: true }
  return { step: last, isOver: last === steps }
}
