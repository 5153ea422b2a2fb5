import { formatCount } from '../../core/units.ts'
import { RAMP } from './layout.ts'

const WIDTH = 12

/** Which way the colours of the counts go; they do so by magnitude. */
export function CountLegend({ most }: { readonly most: number }) {
  if (most < 2) return null
  return (
    <div className="legend">
      <span>1 block</span>
      <svg width={RAMP.length * WIDTH} height={10} aria-hidden="true">
        {RAMP.map((step, index) => (
          <rect
            key={step}
            x={index * WIDTH}
            width={WIDTH + 0.4}
            height={10}
            fill={`var(--order-${step})`}
          />
        ))}
      </svg>
      <span>{formatCount(most)} blocks</span>
    </div>
  )
}
