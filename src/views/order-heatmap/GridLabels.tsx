import { fitText } from '../../ui/text-width.ts'
import type { HeatLayout } from './layout.ts'
import type { Row } from './rows.ts'

interface GridLabelsProps {
  readonly layout: HeatLayout
  readonly rows: readonly Row[]
  /** Of a block, by order. */
  readonly sizes: readonly string[]
}

/** Names of the zones and orders around the cells. */
export function GridLabels({ layout, rows, sizes }: GridLabelsProps) {
  const { isTurned } = layout
  const isLow = !isTurned && (layout.cells[0]?.height ?? 0) < 40
  return (
    <>
      {layout.orders.map(({ index, x, y }) => (
        <g key={`${index} ${x} ${y}`}>
          <text
            className="mono picture-name"
            x={x}
            y={isTurned ? y + 18 : 12}
            textAnchor={isTurned ? 'start' : 'middle'}
          >
            {index}
          </text>
          <text
            className="picture-detail"
            x={isTurned ? x + 22 : x}
            y={isTurned ? y + 18 : 28}
            textAnchor={isTurned ? 'start' : 'middle'}
          >
            {sizes[index]}
          </text>
        </g>
      ))}
      {layout.zones.map(({ index, x, y }) => {
        const row = rows[index]
        if (!row) return null
        if (isTurned)
          return (
            <g key={row.key} textAnchor="middle">
              <text className="picture-detail" x={x} y={y + 12}>
                node {row.node}
              </text>
              <text className="picture-words picture-column" x={x} y={y + 28}>
                {fitText(row.zone, layout.across - 3, 12, 650)}
              </text>
            </g>
          )
        if (isLow)
          return (
            <text key={row.key} className="picture-detail" x={x} y={y + 18}>
              {row.node} <tspan className="picture-name">{fitText(row.zone, 60, 14, 650)}</tspan>
            </text>
          )
        return (
          <g key={row.key}>
            <text className="picture-name" x={x} y={y + 19}>
              {fitText(row.zone, 72, 14, 650)}
            </text>
            <text className="picture-detail" x={x} y={y + 34}>
              node {row.node}
            </text>
          </g>
        )
      })}
    </>
  )
}
