import { memo } from 'react'
import type { Order } from '../../core/units.ts'
import { type Rows, rowTop } from './layout.ts'

interface MarginProps {
  readonly rows: Rows
  readonly maxOrder: Order
  readonly x: number
}

/** To the left of the axis: the orders' names, and which curve is which. */
export const Margin = memo(function Margin({ rows, maxOrder, x }: MarginProps) {
  const middle = rows.curveBottom - rows.curveHeight / 2
  return (
    <g className="margin">
      {rows.labelled.map((order) => (
        <text key={order} x={x} y={rowTop(rows, maxOrder, order) + rows.pitch / 2 + 3.5}>
          order {order}
        </text>
      ))}
      <line x1={x} y1={middle - 6} x2={x + 12} y2={middle - 6} className="curve-free" />
      <text x={x + 17} y={middle - 2}>
        free
      </text>
      <line x1={x} y1={middle + 11} x2={x + 12} y2={middle + 11} className="curve-unusable" />
      <text x={x + 17} y={middle + 15} className="unusable">
        unusable
      </text>
    </g>
  )
})
