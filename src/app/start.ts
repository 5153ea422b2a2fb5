// What happens once, before anything is drawn: theme, and the script that the address asks for.

import { FIRST_SOURCE } from '../examples/first.ts'
import { FASTEST_WITH_MOTION, speedIn } from '../store/beat.ts'
import { openAddress, useSimulation } from '../store/simulation.ts'
import { useView } from '../store/view.ts'
import { holdStill } from '../ui/still.ts'
import { startTheme } from './theme.ts'

export function start(): void {
  startTheme()
  useView.subscribe(({ isPlaying, speed }) => {
    const steps = useSimulation.getState().run?.steps ?? 0
    holdStill('racing', isPlaying && speedIn(steps, speed) > FASTEST_WITH_MOTION)
  })
  void openAddress(location.hash, FIRST_SOURCE)
  // A link pasted over the address does not load the page anew.
  addEventListener('hashchange', () => {
    if (location.hash.includes('script=')) void openAddress(location.hash, FIRST_SOURCE)
  })
}
