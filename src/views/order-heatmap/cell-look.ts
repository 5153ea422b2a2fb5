// How a cell looks: the heat of its index. What can be served has none.

import { formatIndex } from '../../core/metrics/format-index.ts'
import { heatStep } from '../../ui/palette.ts'
import type { IndexName } from './rows.ts'

export interface CellLook {
  /** Step of the heat ramp; null: on sunk ground. */
  readonly step: number | null
  readonly text: string
  /** It cannot be served, and that is not the colour's to say alone. */
  readonly isCrossed: boolean
}

/** `value` in thousandths. */
export function cellLook(value: number, name: IndexName): CellLook {
  const text = formatIndex(value)
  if (name === 'unusable')
    return { step: heatStep(Math.min(value, 999.99) / 1000), text, isCrossed: value >= 1000 }
  if (value <= -1000) return { step: null, text, isCrossed: false }
  return { step: heatStep(Math.max(0, value) / 1000), text, isCrossed: true }
}
