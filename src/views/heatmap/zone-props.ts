// What a zone's heatmap is given, be it a row or a map.

import type { RunSummary, StepView } from '../../core/run/summary.ts'
import type { Order } from '../../core/units.ts'
import type { Measure } from '../../store/view.ts'

export interface ZoneProps {
  /** Name of the zone, where there are several. */
  readonly label: string | null
  readonly run: RunSummary
  readonly view: StepView
  readonly zone: number
  readonly width: number
  readonly measure: Measure
  /** The order that the unusable share is taken at. */
  readonly order: Order
}
