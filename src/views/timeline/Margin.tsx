import { memo } from 'react'
import { formatCount, type Order } from '../../core/units.ts'
import { FAINTEST, STRONGEST } from './cells.ts'
import { keyMiddle, type Rows, rowTop } from './layout.ts'

const SHADES = Array.from({ length: STRONGEST - FAINTEST + 1 }, (_, i) => FAINTEST + i)
const SHADE_WIDTH = 3

interface MarginProps {
  readonly rows: Rows
  readonly maxOrder: Order
  readonly x: number
  /** The largest count of a cell; 0 where cells print theirs. */
  readonly most: number
}

/** To the left of the axis: the orders' names, what the shades of cells say, and which curve is which. */
export const Margin = memo(function Margin({ rows, maxOrder, x, most }: MarginProps) {
  const keyY = most > 0 ? keyMiddle(rows, maxOrder) : null
  const middle = rows.curveBottom - rows.curveHeight / 2
  return (
    <g className="margin">
      {rows.labelled.map((order) => (
        <text key={order} x={x} y={rowTop(rows, maxOrder, order) + rows.pitch / 2 + 3.5}>
          order {order}
        </text>
      ))}
      {keyY !== null && <ShadeKey x={x} middle={keyY} most={most} />}
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

/** Free blocks that the faintest and the darkest cell stand for. */
function ShadeKey({
  x,
  middle,
  most,
}: {
  readonly x: number
  readonly middle: number
  readonly most: number
}) {
  return (
    <g className="shade-key">
      <text x={x} y={middle + 3.5}>
        1
      </text>
      {SHADES.map((shade, i) => (
        <rect
          key={shade}
          x={x + 10 + i * SHADE_WIDTH}
          y={middle - 4}
          width={SHADE_WIDTH + 0.5}
          height={8}
          fill={`var(--order-${shade})`}
        />
      ))}
      <text x={x + 14 + SHADES.length * SHADE_WIDTH} y={middle + 3.5}>
        {formatCount(most)}
      </text>
    </g>
  )
}
