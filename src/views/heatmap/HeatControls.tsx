import { useId } from 'react'
import type { MachineConfig } from '../../core/buddy/config.ts'
import type { StepView } from '../../core/run/summary.ts'
import { MIGRATETYPES, type Order } from '../../core/units.ts'
import { largestMeasured } from '../../store/measure.ts'
import { type Measure, useView } from '../../store/view.ts'
import { Swatch } from '../../ui/marks.tsx'
import { heatStep, orderStep } from '../../ui/palette.ts'
import { heldFill, PatternDefs, TYPE_LETTERS, typeFill } from '../../ui/patterns.tsx'
import { SegmentedControl } from '../../ui/SegmentedControl.tsx'

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

interface LegendProps {
  readonly measure: Measure
  readonly config: MachineConfig
  readonly view: StepView
}

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
  if (measure === 'order') {
    const { maxOrder } = config
    const colors = Array.from(
      { length: maxOrder + 1 },
      (_, order) => `var(--order-${orderStep(order, maxOrder)})`,
    )
    return (
      <>
        <span>order 0</span>
        <Ramp colors={colors} width={Math.min(150, 30 * colors.length)} />
        <span>{maxOrder}</span>
      </>
    )
  }
  return measure === 'owner' ? (
    <OwnerLegend config={config} view={view} />
  ) : (
    <TypeLegend config={config} />
  )
}

interface RampProps {
  readonly colors: readonly string[]
  readonly width: number
}

function Ramp({ colors, width }: RampProps) {
  const step = width / colors.length
  return (
    <svg
      className="ramp"
      viewBox={`0 0 ${width} 12`}
      preserveAspectRatio="none"
      style={{ flexBasis: width }}
      aria-hidden="true"
    >
      {colors.map((color, i) => (
        <rect key={color} x={i * step} width={step + 0.5} height={12} fill={color} />
      ))}
    </svg>
  )
}

function HeldSwatch() {
  const id = useId()
  return (
    <svg width={16} height={12} aria-hidden="true">
      <PatternDefs id={id} />
      <rect width={16} height={12} fill={heldFill(id)} />
    </svg>
  )
}

function FreeSwatch() {
  return (
    <svg width={16} height={12} aria-hidden="true">
      <rect
        x={0.5}
        y={0.5}
        width={15}
        height={11}
        fill="var(--free-fill)"
        stroke="var(--free-edge)"
      />
    </svg>
  )
}

/** Owners that the legend has room for; the pictures name all of them. */
const MOST_OWNERS = 5

/** Pages of a zone from which a cell may be many of them. */
const MANY_PAGES = 256

function OwnerLegend({ config, view }: Omit<LegendProps, 'measure'>) {
  const held = new Set(view.frame.blockOwner.subarray(0, 4096).filter((owner) => owner >= 0))
  const owners = [...held].filter((owner) => view.names.has(owner))
  return (
    <>
      {owners.slice(0, MOST_OWNERS).map((owner) => (
        <span key={owner} className="legend-entry">
          <Swatch owner={owner} size={13} />
          {view.names.get(owner)}
        </span>
      ))}
      {held.size > MOST_OWNERS && <span>…</span>}
      {config.zones.some(({ pages }) => pages >= MANY_PAGES) && (
        <>
          <HeldSwatch />
          <span>several</span>
        </>
      )}
      <FreeSwatch />
      <span>free</span>
    </>
  )
}

function TypeLegend({ config }: { readonly config: MachineConfig }) {
  const id = useId()
  return (
    <>
      {MIGRATETYPES.map((type, i) => (
        <span key={type} className="legend-entry" title={type}>
          <svg width={14} height={14} aria-hidden="true">
            <PatternDefs id={`${id}${i}`} types />
            <rect
              x={0.5}
              y={0.5}
              width={13}
              height={13}
              rx={3}
              fill={typeFill(`${id}${i}`, i)}
              stroke={`var(--mt-${type.toLowerCase()}-edge)`}
            />
          </svg>
          <span className="mono">{TYPE_LETTERS[i]}</span>
          <span className="unseen">{type}</span>
        </span>
      ))}
      {!config.grouping && (
        <>
          <FreeSwatch />
          <span>free: no grouping</span>
        </>
      )}
    </>
  )
}
