import { lazy, Suspense } from 'react'
import type { MachineConfig } from '../../core/buddy/config.ts'
import type { StepView } from '../../core/run/summary.ts'
import type { Order } from '../../core/units.ts'
import { largestMeasured } from '../../store/measure.ts'
import { type Measure, useView } from '../../store/view.ts'
import { heatStep } from '../../ui/palette.ts'
import { SegmentedControl } from '../../ui/SegmentedControl.tsx'
import { HeldSwatch, type LegendProps, Ramp } from './legend-parts.tsx'

/** Of the measures that nobody has chosen yet. */
const OtherLegend = lazy(() =>
  import('./OtherLegend.tsx').then((m) => ({ default: m.OtherLegend })),
)

interface HeatControlsProps {
  readonly measure: Measure
  readonly order: Order
  readonly config: MachineConfig
  readonly view: StepView
  /** Whether it stands under the picture it belongs to. */
  readonly isUnder: boolean
}

const MEASURES: readonly { readonly value: Measure; readonly label: string }[] = [
  { value: 'unusable', label: 'Unusable' },
  { value: 'order', label: 'Order' },
  { value: 'owner', label: 'Owner' },
  { value: 'type', label: 'Type' },
]

/** Which measure, at which order, and what its colours mean: one line. */
export function HeatControls({ measure, order, config, view, isUnder }: HeatControlsProps) {
  const orders = Array.from({ length: largestMeasured(config) + 1 }, (_, k) => k)
  return (
    <div className="heat-controls" data-under={isUnder} data-measure={measure}>
      <h2>Heatmap</h2>
      <SegmentedControl
        label="Measure"
        options={MEASURES}
        value={measure}
        onChange={(next) => useView.setState({ measure: next })}
      />
      <select
        aria-label="Measure order"
        className="order-menu"
        value={order}
        onChange={(event) => useView.setState({ measureOrder: Number(event.target.value) })}
      >
        {orders.map((k) => (
          <option key={k} value={k}>
            order {k}
          </option>
        ))}
      </select>
      <div className="legend">
        <Legend measure={measure} config={config} view={view} />
      </div>
    </div>
  )
}

const HEAT = Array.from({ length: 9 }, (_, step) => `var(--heat-${heatStep(step / 9)})`)

function Legend({ measure, config, view }: LegendProps) {
  if (measure === 'unusable')
    return (
      <>
        <span>usable 0</span>
        <Ramp colors={HEAT} width={150} />
        <span>1</span>
        <HeldSwatch />
        <span>held</span>
      </>
    )
  return (
    <Suspense>
      <OtherLegend measure={measure} config={config} view={view} />
    </Suspense>
  )
}
