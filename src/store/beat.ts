// The beat of Play: which speeds there are. What is due, and where that leads, is the clock's (clock.ts).

/** Milliseconds that an action stays at speed 1. */
export const BEAT = 900
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
