import { useMemo } from 'react'
import type { RunSummary } from '../../core/run/summary.ts'
import type { Step } from '../../core/units.ts'
import { nameX, shortLabel, visibleLabels } from './labels.ts'
import type { TimeAxis } from './time-axis.ts'

interface NamesProps {
  readonly run: RunSummary
  readonly step: Step
  readonly axis: TimeAxis
  readonly y: number
}

/** Over the cells: what each action is called, as many as there is room for. */
export function Names({ run, step, axis, y }: NamesProps) {
  const labels = useMemo(
    () => ['start', ...run.actions.map(({ label }) => shortLabel(label))],
    [run],
  )
  const shown = visibleLabels(labels, axis, step, run.failures)
  return [...shown].map((at) => {
    const label = labels[at] ?? ''
    const hasFailed = run.actions[at - 1]?.ok === false
    return (
      <text
        key={at}
        x={nameX(label, axis, at, at === step)}
        y={y}
        className="action-name"
        data-now={at === step}
        data-failed={hasFailed}
      >
        {label}
      </text>
    )
  })
}
