// What the legends of all measures are made of.

import { useId } from 'react'
import type { MachineConfig } from '../../core/buddy/config.ts'
import type { StepView } from '../../core/run/summary.ts'
import type { Measure } from '../../store/view.ts'
import { heldFill, PatternDefs } from '../../ui/patterns.tsx'

export interface LegendProps {
  readonly measure: Measure
  readonly config: MachineConfig
  readonly view: StepView
}

interface RampProps {
  readonly colors: readonly string[]
  readonly width: number
}

export function Ramp({ colors, width }: RampProps) {
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

export function HeldSwatch() {
  const id = useId()
  return (
    <svg width={16} height={12} aria-hidden="true">
      <PatternDefs id={id} />
      <rect width={16} height={12} fill={heldFill(id)} />
    </svg>
  )
}
