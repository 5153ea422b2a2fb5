import { memo } from 'react'
import type { Step } from '../../core/units.ts'
import type { StepMark } from './step-marks.ts'
import { type TimeAxis, xOfStep } from './time-axis.ts'

/** Narrower columns have no dot of their own on the track. */
const LEAST_DOTTED = 12

interface TrackProps {
  readonly axis: TimeAxis
  readonly steps: Step
  readonly step: Step
  readonly y: number
  readonly failures: readonly StepMark[]
  /** Steps served from another migratetype's blocks. */
  readonly fallbacks: readonly StepMark[]
  readonly hasFailed: boolean
}

/** The track, what is done of it, its failures, and the playhead; the range over it does the work. */
export function Track({ axis, steps, step, y, failures, fallbacks, hasFailed }: TrackProps) {
  const x = xOfStep(axis, step)
  return (
    <g strokeLinecap="round">
      <line x1={xOfStep(axis, 0)} y1={y} x2={xOfStep(axis, steps)} y2={y} className="track" />
      <line x1={xOfStep(axis, 0)} y1={y} x2={x} y2={y} className="track-done" />
      {axis.pitch >= LEAST_DOTTED && <Dots axis={axis} steps={steps} step={step} y={y} />}
      {fallbacks.map((mark) => (
        <path key={mark.step} className="fallback-mark" d={`M${mark.x} ${y - 16}l5 8h-10z`} />
      ))}
      <FailureMarks marks={failures} y={y} />
      {hasFailed ? (
        <path className="playhead playhead-ring" d={octagon(x, y, 13)} />
      ) : (
        <circle className="playhead" cx={x} cy={y} r={8} />
      )}
    </g>
  )
}

type DotsProps = Pick<TrackProps, 'axis' | 'steps' | 'step' | 'y'>

const Dots = memo(function Dots({ axis, steps, step, y }: DotsProps) {
  return Array.from({ length: steps + 1 }, (_, at) => (
    <circle
      // biome-ignore lint/suspicious/noArrayIndexKey: a dot is its step
      key={at}
      className={at <= step ? 'track-dot track-dot-done' : 'track-dot'}
      cx={xOfStep(axis, at)}
      cy={y}
      r={3.5}
    />
  ))
})

interface FailureMarksProps {
  readonly marks: readonly StepMark[]
  readonly y: number
}

const FailureMarks = memo(function FailureMarks({ marks, y }: FailureMarksProps) {
  return marks.map(({ x, step, count }) => (
    <g key={step}>
      <path className="failure" d={octagon(x, y, 9)} />
      {count === 1 ? (
        <path className="failure-cross" d={`M${x - 3} ${y - 3}l6 6m0-6l-6 6`} />
      ) : (
        <text x={x} y={y + 4} className="failure-count" fontSize={count > 9 ? 10 : 11}>
          {count > 99 ? '99+' : count}
        </text>
      )}
    </g>
  ))
})

/** An octagon as far from its centre as `radius`. */
function octagon(x: number, y: number, radius: number): string {
  const side = radius * 0.45
  const corner = radius - side
  return `M${x - side} ${y - radius}h${2 * side}l${corner} ${corner}v${2 * side}l${-corner} ${corner}h${-2 * side}l${-corner} ${-corner}v${-2 * side}z`
}
