import type { ChartLayout } from './layout.ts'

interface ChartFrameProps {
  readonly layout: ChartLayout
  /** Orders that a dotted line marks: the costly one, the huge page. */
  readonly marked: readonly number[]
  /** Of a block of each of them. */
  readonly sizes: readonly string[]
}

/** Room for the words that say what is dotted, in pixels. */
const LEAST_DOTTED = 230
const SHARES = [0, 0.25, 0.5, 0.75, 1]

export function ChartFrame({ layout, marked, sizes }: ChartFrameProps) {
  const { left, right, top, bottom, orders } = layout
  return (
    <>
      {SHARES.map((share) => {
        const y = bottom - share * (bottom - top)
        return (
          <g key={share}>
            <line x1={left} x2={right} y1={y} y2={y} stroke="var(--line)" />
            <text className="picture-detail" x={left - 8} y={y + 4} textAnchor="end">
              {share.toFixed(share % 0.5 === 0 ? 1 : 2)}
            </text>
          </g>
        )
      })}
      {marked.map((order) => (
        <line
          key={order}
          x1={orders[order]}
          x2={orders[order]}
          y1={top}
          y2={bottom}
          stroke="var(--line-strong)"
          strokeDasharray="2 3"
        />
      ))}
      {orders.map((x, order) => (
        <text key={x} className="mono picture-words" x={x} y={bottom + 20} textAnchor="middle">
          {order}
        </text>
      ))}
      <text className="picture-detail" x={(left + right) / 2} y={bottom + 40} textAnchor="middle">
        order of the request{right - left >= LEAST_DOTTED && `; dotted: ${sizes.join(' and ')}`}
      </text>
    </>
  )
}
