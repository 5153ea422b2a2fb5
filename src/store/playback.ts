// Play and Pause; the clock that walks the run is fetched with the first Play.

import { goToStart, useSimulation } from './simulation.ts'
import { useView } from './view.ts'

export function pause(): void {
  useView.setState({ isPlaying: false })
}

/** A step taken by hand ends the playing. */
export function byHand(step: () => void): () => void {
  return () => {
    pause()
    step()
  }
}

/** Plays from here, from the start where the run has ended; playing already: pauses. */
export function togglePlay(): void {
  const { run, view } = useSimulation.getState()
  const isPlaying = !useView.getState().isPlaying && run !== null && run.steps > 0
  if (isPlaying && view && view.position.step >= run.steps) goToStart()
  useView.setState({ isPlaying })
  if (isPlaying) void import('./clock.ts').then((clock) => clock.startClock(), pause)
}
