import { memo } from 'react'
import type { Samples } from '../../core/run/summary.ts'
import { formatCount, type Order } from '../../core/units.ts'
import { inkOn } from '../../ui/palette.ts'
import { usePalette } from '../../ui/usePalette.ts'
import { type Cells as CellData, countAt, shadeOf } from './cells.ts'
import { type Rows, rowTop } from './layout.ts'
import type { TimeAxis } from './time-axis.ts'

export interface CellsProps {
  readonly cells: CellData
  /** The largest order that has a row. */
  readonly maxOrder: Order
  readonly axis: TimeAxis
  readonly rows: Rows
}

/** More marks than this are drawn on a canvas. */
const MOST_ELEMENTS = 1200
const LEAST_COLUMN = 9
/** Room that a printed count needs. */
const LEAST_TEXT_ROW = 14
const DIGIT = 7.6

export function areElements({ stride }: Samples, axis: TimeAxis, maxOrder: Order): boolean {
  const count = axis.columns * (maxOrder + 1)
  return stride === 1 && axis.pitch >= LEAST_COLUMN && count <= MOST_ELEMENTS
}

/** Whether each cell has room for its count. */
export function printsCounts({ samples, most }: CellData, axis: TimeAxis, rows: Rows): boolean {
  const isWide = formatCount(most).length * DIGIT + 4 <= axis.pitch
  return samples.stride === 1 && isWide && rows.pitch >= LEAST_TEXT_ROW
}

/** A cell a step and an order, its count printed where it has room. */
export const Cells = memo(function Cells({ cells, maxOrder, axis, rows }: CellsProps) {
  const colors = usePalette()
  const gap = rows.pitch >= LEAST_TEXT_ROW ? 2 : 0.6
  const marks = []
  for (let step = 0; step < axis.columns; step++)
    for (let order = 0; order <= maxOrder; order++) {
      const count = countAt(cells, step, order)
      const shade = shadeOf(count, cells.most)
      const text = formatCount(count)
      const hasText = rows.pitch >= LEAST_TEXT_ROW && text.length * DIGIT + 4 <= axis.pitch
      const x = axis.left + step * axis.pitch
      const y = rowTop(rows, maxOrder, order)
      marks.push(
        <g key={`${step} ${order}`}>
          <rect
            x={x + Math.min(1, axis.pitch / 10)}
            y={y}
            width={Math.max(axis.pitch - 2 * Math.min(1, axis.pitch / 10), 1)}
            height={rows.pitch - gap}
            rx={rows.pitch >= LEAST_TEXT_ROW ? 2 : 0}
            fill={shade === null ? 'var(--surface-sunk)' : `var(--order-${shade})`}
          />
          {hasText && (
            <text
              x={x + axis.pitch / 2}
              y={y + (rows.pitch - gap) / 2 + 4.5}
              className="cell-count"
              fill={shade === null ? 'var(--text-3)' : inkOn(colors.order[shade] ?? '')}
            >
              {text}
            </text>
          )}
        </g>,
      )
    }
  return marks
})
