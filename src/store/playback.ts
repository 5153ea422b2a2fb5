// Play: a clock that walks the run forward, an action at a time or, above that, many a frame.

import { BEAT, dueActions, playTo, speedIn } from './beat.ts'
import { goToStart, seekStep, useSimulation } from './simulation.ts'
import { useView } from './view.ts'

export function pause(): void {
  useView.setState({ isPlaying: false })
}

/** Plays from here, from the start where the run has ended; playing already: pauses. */
export function togglePlay(): void {
  const { run, view } = useSimulation.getState()
  const isPlaying = !useView.getState().isPlaying && run !== null && run.steps > 0
  if (isPlaying && view && view.position.step >= run.steps) goToStart()
  useView.setState({ isPlaying })
}

/** Runs the clock whenever Play is on; gives back how to stop listening. */
export function listenToPlay(): () => void {
  let frame = 0
  const stop = useView.subscribe((now, before) => {
    if (now.isPlaying === before.isPlaying) return
    cancelAnimationFrame(frame)
    if (now.isPlaying) frame = requestAnimationFrame(clock())
  })
  const pauseWhenHidden = () => document.hidden && pause()
  document.addEventListener('visibilitychange', pauseWhenHidden)
  return () => {
    stop()
    cancelAnimationFrame(frame)
    document.removeEventListener('visibilitychange', pauseWhenHidden)
  }

  function clock() {
    let since = Number.NEGATIVE_INFINITY // the first action comes at once
    let asked: number | null = null
    return function tick(now: number) {
      const { run, view } = useSimulation.getState()
      const { isPlaying, speed: chosen, breakpoints } = useView.getState()
      if (!isPlaying) return
      frame = requestAnimationFrame(tick)
      if (!run || !view) return pause()
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
}
