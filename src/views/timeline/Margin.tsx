import { memo } from 'react'
import { formatCount, type Order } from '../../core/units.ts'
import { FAINTEST, STRONGEST } from './cells.ts'
import { keyMiddle, type Rows, rowTop } from './layout.ts'

/** Of the cells, from the faintest, of one free block, to the darkest. */
const SHADES = Array.from({ length: STRONGEST - FAINTEST + 1 }, (_, i) => FAINTEST + i)
const SHADE_WIDTH = 3

interface MarginProps {
  readonly rows: Rows
  readonly maxOrder: Order
  readonly x: number
  /** The largest count of a cell; 0 where cells print theirs. */
  readonly most: number
  /** That free memory is measured for. */
  readonly order: Order
}

/** To the left of the axis: the orders' names, what the shades of cells say, and which curve is which. */
export const Margin = memo(function Margin({ rows, maxOrder, x, most, order }: MarginProps) {
  const keyY = most > 0 ? keyMiddle(rows, maxOrder) : null
  const middle = rows.curveBottom - rows.curveHeight / 2
  return (
    <g className="margin">
      {rows.labelled.map((row) => (
        <text key={row} x={x} y={rowTop(rows, maxOrder, row) + rows.pitch / 2 + 3.5}>
          order {row}
        </text>
      ))}
      {keyY !== null && (
        <g className="shade-key">
          <text x={x} y={keyY + 3.5}>
            1
          </text>
          {SHADES.map((shade, i) => (
            <rect
              key={shade}
              x={x + 10 + i * SHADE_WIDTH}
              y={keyY - 4}
              width={SHADE_WIDTH + 0.5}
              height={8}
              fill={`var(--order-${shade})`}
            />
          ))}
          <text x={x + 14 + SHADES.length * SHADE_WIDTH} y={keyY + 3.5}>
            {formatCount(most)}
          </text>
        </g>
      )}
      <path d={`M${x} ${middle - 7}h12`} className="curve-free" />
      <text x={x + 17} y={middle - 3}>
        free
      </text>
      <path d={`M${x} ${middle + 6}h12`} className="curve-unusable" />
      <text x={x + 17} y={middle + 10} className="unusable">
        unusable
        <tspan x={x + 17} dy={13}>
          order {order}
        </tspan>
      </text>
    </g>
  )
})
