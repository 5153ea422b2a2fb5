import type { Step } from '../../core/units.ts'
import { type TimeAxis, xOfStep } from './time-axis.ts'
import type { Scrub } from './useScrub.ts'

/** Width of the native thumb, which lies unseen under the playhead (dock.css). */
const THUMB = 24

interface StepSliderProps {
  readonly axis: TimeAxis
  readonly steps: Step
  readonly scrub: Scrub
  /** Middle of the track, from the top of the picture. */
  readonly y: number
  /** What the action at that step is called. */
  readonly valueText: string
}

/** The native range that the scrubber is: all its keys, and its thumb exactly where the playhead is drawn. */
export function StepSlider({ axis, steps, scrub, y, valueText }: StepSliderProps) {
  return (
    <input
      type="range"
      className="step-slider"
      aria-label="Step"
      aria-valuetext={valueText}
      min={0}
      max={steps}
      step={1}
      value={Math.min(scrub.step, steps)}
      style={{
        left: xOfStep(axis, 0) - THUMB / 2,
        width: steps * axis.pitch + THUMB,
        top: y,
      }}
      onChange={(event) => scrub.to(event.target.valueAsNumber)}
      onPointerDown={scrub.hold}
      onPointerUp={scrub.release}
      onPointerCancel={scrub.release}
    />
  )
}
