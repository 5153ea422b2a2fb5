import { pagesIn, shortBytes } from '../../core/units.ts'
import { CrossMark } from '../../ui/marks.tsx'
import { inkOn } from '../../ui/palette.ts'
import { usePalette } from '../../ui/usePalette.ts'
import { useSize } from '../../ui/useSize.ts'
import { cellLook } from './cell-look.ts'
import { GridLabels } from './GridLabels.tsx'
import { layoutHeat } from './layout.ts'
import { type IndexRows, rowText } from './rows.ts'

interface IndexGridProps extends IndexRows {
  readonly pageSize: number
}

/** One index of all zones and orders, its numbers printed as the kernel prints them. */
export function IndexGrid({ name, rows, pageSize }: IndexGridProps) {
  const [measure, { width }] = useSize()
  const colors = usePalette()
  const orders = Math.max(0, ...rows.map(({ values }) => values.length))
  const layout = layoutHeat(rows.length, orders, width)
  return (
    <div ref={measure} className="picture">
      {width > 0 && (
        <svg
          width={width}
          height={layout.height}
          role="img"
          aria-label={rows.map((row) => rowText(row, name)).join('; ')}
        >
          <GridLabels
            layout={layout}
            rows={rows}
            sizes={Array.from({ length: orders }, (_, k) => shortBytes(pagesIn(k) * pageSize))}
          />
          {layout.cells.map(({ row, order, x, y, width: wide, height }) => {
            const value = rows[row]?.values[order]
            if (value === undefined) return null
            const { step, text, isCrossed } = cellLook(value, name)
            const ink = step === null ? 'var(--text-2)' : inkOn(colors.heat[step] ?? '')
            return (
              <g key={`${row} ${order}`} style={{ color: ink }}>
                <rect
                  x={x}
                  y={y}
                  width={wide}
                  height={height}
                  rx={2}
                  fill={step === null ? 'var(--surface-sunk)' : `var(--heat-${step})`}
                />
                <text
                  className="mono heat-value"
                  x={x + wide / 2}
                  y={y + height / 2 + 4.5}
                  fill={ink}
                >
                  {text}
                </text>
                {isCrossed && height > 40 && (
                  <g transform={`translate(${x + wide - 15} ${y + 2}) scale(0.75)`}>
                    <CrossMark />
                  </g>
                )}
              </g>
            )
          })}
        </svg>
      )}
    </div>
  )
}
