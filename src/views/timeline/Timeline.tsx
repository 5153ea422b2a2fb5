import { lazy, Suspense, useMemo } from 'react'
import type { RunSummary } from '../../core/run/summary.ts'
import { useMeasureOrder } from '../../store/measure.ts'
import { useSimulation } from '../../store/simulation.ts'
import { useSize } from '../../ui/useSize.ts'
import { areElements, Cells, printsCounts } from './Cells.tsx'
import { Curves } from './Curves.tsx'
import { cellsOf, largestOrder } from './cells.ts'
import { heightWithoutTrack, layoutRows } from './layout.ts'
import { Margin } from './Margin.tsx'
import { Names } from './Names.tsx'
import { StepSlider } from './StepSlider.tsx'
import { stepMarks } from './step-marks.ts'
import { stepText } from './step-text.ts'
import { Track } from './Track.tsx'
import { timeAxis, xOfStep } from './time-axis.ts'
import { type Scrub, scrubHandlers, useScrub } from './useScrub.ts'

/** Narrower columns than this are pointed at by a line, wider ones by a beam. */
const LEAST_BEAM = 6

/** Only runs of many steps need it. */
const CellCanvas = lazy(() => import('./CellCanvas.tsx').then((m) => ({ default: m.CellCanvas })))

interface TimelineProps {
  /** False where the scrubber stands elsewhere: then it is as high as it needs to be. */
  readonly hasScrubber?: boolean
}

/** The whole run at once: names, free blocks by order, curves, and the scrubber, on one axis of steps. */
export function Timeline({ hasScrubber = true }: TimelineProps) {
  const run = useSimulation((state) => state.run)
  const [ref, size] = useSize()
  const scrub = useScrub()
  const height = hasScrubber || !run ? undefined : heightWithoutTrack(largestOrder(run.config))
  return (
    <div ref={ref} className="timeline" style={{ height }}>
      {run && size.width > 0 && (
        <Picture run={run} scrub={scrub} hasScrubber={hasScrubber} {...size} />
      )}
    </div>
  )
}

interface PictureProps {
  readonly run: RunSummary
  readonly scrub: Scrub
  readonly hasScrubber: boolean
  readonly width: number
  readonly height: number
}

function Picture({ run, scrub, hasScrubber, width, height }: PictureProps) {
  const view = useSimulation((state) => state.view)
  const order = useMeasureOrder()
  const maxOrder = largestOrder(run.config)
  const { steps } = run
  const isListed = run.actions.length > 0 || steps === 0
  const axis = useMemo(() => timeAxis(width, steps), [width, steps])
  const rows = useMemo(
    () => layoutRows(height, maxOrder, isListed, hasScrubber),
    [height, maxOrder, isListed, hasScrubber],
  )
  const cells = useMemo(() => cellsOf(run.samples, run.config.maxOrder), [run])
  const failures = useMemo(() => stepMarks(run.failures, axis), [run, axis])
  const fallbacks = useMemo(() => stepMarks(run.fallbacks, axis), [run, axis])
  const step = Math.min(scrub.step, steps)
  const hasFailed = run.failures.includes(step)
  const x = xOfStep(axis, step)
  const isBeam = axis.pitch >= LEAST_BEAM
  const hasElements = areElements(cells.samples, axis, maxOrder)

  return (
    <div className="timeline-picture" {...scrubHandlers(axis, width, scrub)}>
      <svg width={width} height={height} aria-hidden="true">
        {isBeam && (
          <rect
            className="step-beam"
            data-failed={hasFailed}
            x={x - axis.pitch / 2}
            y={6}
            width={axis.pitch}
            height={height - 12}
            rx={4}
          />
        )}
        {hasElements && <Cells cells={cells} maxOrder={maxOrder} axis={axis} rows={rows} />}
      </svg>
      {!hasElements && (
        <Suspense>
          <CellCanvas
            cells={cells}
            maxOrder={maxOrder}
            axis={axis}
            rows={rows}
            width={width}
            height={height}
          />
        </Suspense>
      )}
      <svg width={width} height={height} aria-hidden="true" className="timeline-over">
        {rows.hasNames && <Names run={run} step={step} axis={axis} y={rows.nameY} />}
        <Margin
          rows={rows}
          maxOrder={maxOrder}
          x={width < 560 ? 8 : 20}
          most={printsCounts(cells, axis, rows) ? 0 : cells.most}
          order={order}
        />
        <Curves run={run} order={order} axis={axis} rows={rows} />
        {!isBeam &&
          failures.map((mark) => (
            <line
              key={mark.step}
              className="failure-line"
              x1={mark.x}
              y1={rows.top}
              x2={mark.x}
              y2={rows.trackY}
            />
          ))}
        {!isBeam && <line className="step-line" x1={x} y1={rows.top - 4} x2={x} y2={rows.trackY} />}
        {hasScrubber && (
          <Track
            axis={axis}
            steps={steps}
            step={step}
            y={rows.trackY}
            failures={failures}
            fallbacks={fallbacks}
            hasFailed={hasFailed}
          />
        )}
      </svg>
      {hasScrubber && (
        <StepSlider
          axis={axis}
          steps={steps}
          scrub={scrub}
          y={rows.trackY}
          valueText={stepText(run, view, step)}
        />
      )}
    </div>
  )
}
