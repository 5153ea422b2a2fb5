// The clock of Play: walks the run forward, an action at a time or, above that, many a frame.

import type { RunSummary } from '../core/run/summary.ts'
import { BEAT, speedIn } from './beat.ts'
import { seekStep, useSimulation } from './simulation.ts'
import { useView } from './view.ts'

/** As many actions a frame as let the whole run pass in this many milliseconds. */
const WHOLE_RUN_AT_MAX = 8000
const FRAME = 1000 / 60

let frame = 0

const pause = () => useView.setState({ isPlaying: false })

/** Runs until Play is off; a clock that runs already is replaced. */
export function startClock(): void {
  cancelAnimationFrame(frame)
  document.addEventListener('visibilitychange', pauseWhenHidden)
  if (useView.getState().isPlaying) frame = requestAnimationFrame(clock())
}

function pauseWhenHidden(): void {
  if (document.hidden) pause()
}

function clock() {
  let since = Number.NEGATIVE_INFINITY // the first action comes at once
  let asked: number | null = null
  let mine: RunSummary | null = null
  return function tick(now: number) {
    const { run, view, isOpening, progress } = useSimulation.getState()
    const { isPlaying, speed: chosen, breakpoints } = useView.getState()
    if (!isPlaying) return
    frame = requestAnimationFrame(tick)
    // Play that was pressed while a text is opening is for that text, unless it takes a while.
    if (mine === null && isOpening && !progress) return
    mine ??= run
    // Another script has been run meanwhile: what was asked for will never come.
    if (!run || !view || run !== mine) return pause()
    const speed = speedIn(run.steps, chosen)
    const here = view.position.step
    if (asked !== null && here !== asked) return // the last step asked for is still on its way
    const isListed = run.actions.length > 0
    // Where no action tells its line beforehand, each one is looked at as it is reached.
    if (asked !== null && !isListed && breakpoints.has(view.action?.line ?? 0)) return pause()
    const due = Number.isFinite(since) ? dueActions(now - since, speed, run.steps) : 1
    if (due === 0) return
    const oneByOne = !isListed && breakpoints.size > 0
    const next = playTo(here, run.steps, oneByOne ? 1 : due, (step) =>
      breakpoints.has(run.actions[step - 1]?.line ?? 0),
    )
    const spent = Number.isFinite(speed) && Number.isFinite(since) ? (due * BEAT) / speed : 0
    since = spent > 0 ? Math.max(since + spent, now - BEAT / 4) : now
    asked = next.step
    if (next.step !== here) seekStep(next.step)
    if (next.isOver) pause()
  }
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
