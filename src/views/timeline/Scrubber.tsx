import { useMemo } from 'react'
import { useSimulation } from '../../store/simulation.ts'
import { useSize } from '../../ui/useSize.ts'
import { StepSlider } from './StepSlider.tsx'
import { stepMarks } from './step-marks.ts'
import { stepText } from './step-text.ts'
import { Track } from './Track.tsx'
import { bareAxis } from './time-axis.ts'
import { useScrub } from './useScrub.ts'

const MARGIN = 14
const MIDDLE = 14

/** The scrubber alone, for a screen that has no room for the rest of the timeline. */
export function Scrubber() {
  const run = useSimulation((state) => state.run)
  const view = useSimulation((state) => state.view)
  const [ref, { width }] = useSize()
  const scrub = useScrub()
  const steps = run?.steps ?? 0
  const axis = useMemo(() => bareAxis(width, steps, MARGIN), [width, steps])
  const failures = useMemo(() => (run ? stepMarks(run.failures, axis) : []), [run, axis])
  const fallbacks = useMemo(() => (run ? stepMarks(run.fallbacks, axis) : []), [run, axis])
  const step = Math.min(scrub.step, steps)
  return (
    <div ref={ref} className="scrubber">
      {run && width > 0 && (
        <>
          <svg width={width} height={MIDDLE * 2} aria-hidden="true">
            <Track
              axis={axis}
              steps={steps}
              step={step}
              y={MIDDLE}
              failures={failures}
              fallbacks={fallbacks}
              hasFailed={run.failures.includes(step)}
            />
          </svg>
          <StepSlider
            axis={axis}
            steps={steps}
            scrub={scrub}
            y={MIDDLE}
            valueText={stepText(run, view, step)}
          />
        </>
      )}
    </div>
  )
}
