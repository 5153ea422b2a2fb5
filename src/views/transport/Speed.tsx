import { LONG_RUN, speedIn, speedsFor } from '../../store/beat.ts'
import { nextFailure } from '../../store/next-failure.ts'
import { byHand } from '../../store/playback.ts'
import { seekStep, useSimulation } from '../../store/simulation.ts'
import { useView } from '../../store/view.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { SegmentedControl } from '../../ui/SegmentedControl.tsx'
import { speedLabel } from './speed-label.ts'

/** How fast Play goes; in a long run also the way to its next failure. */
export function Speed() {
  const run = useSimulation((state) => state.run)
  const step = useSimulation((state) => state.view?.position.step ?? 0)
  const chosen = useView((state) => state.speed)
  const steps = run?.steps ?? 0
  const speeds = speedsFor(steps)
  const failure = run && steps > LONG_RUN ? nextFailure(run.failures, step) : null
  return (
    <div className="speed">
      {failure === null ? (
        <span className="text-ink-3">Speed</span>
      ) : (
        <Button variant="line" data-tone="fail" onClick={byHand(() => seekStep(failure))}>
          <Icon name="cross" />
          Next failure
        </Button>
      )}
      <SegmentedControl
        label="Speed"
        options={speeds.map((value) => ({ value, label: speedLabel(value) }))}
        value={speedIn(steps, chosen)}
        onChange={(speed) => useView.setState({ speed })}
      />
    </div>
  )
}
