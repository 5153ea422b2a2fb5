import { formatCount } from '../../core/units.ts'
import type { EventSummary } from '../../store/paste.ts'
import { useSize } from '../../ui/useSize.ts'
import { layoutBins, spanText, timeText } from './layout.ts'

const HEIGHT = 132

/** When they came: filled are the fragmenting ones, hollow the others. */
export function EventBins({ events }: { readonly events: EventSummary }) {
  const [measure, { width }] = useSize()
  const { bins, span, total, fragmenting, byOrder } = events
  const boxes = layoutBins(bins, width, HEIGHT)
  const most = Math.max(...bins.map((bin) => bin.total))
  const per = span ? 'over time' : 'one after another: the trace has no times'
  const orders = byOrder
    .map((count, order) => ({ count, order }))
    .filter(({ count }) => count > 0)
    .map(({ count, order }) => `order ${order}: ${formatCount(count)}`)
  return (
    <div ref={measure} className="picture event-bins">
      <h3 className="grid-head">
        When{' '}
        <span>
          {span ? `over ${spanText(span)}` : per}; the tallest column is {formatCount(most)}{' '}
          {most === 1 ? 'request' : 'requests'}
        </span>
      </h3>
      {width > 0 && (
        <svg
          width={width}
          height={HEIGHT + 26}
          role="img"
          aria-label={`${formatCount(total)} events ${per}, ${formatCount(fragmenting)} fragmenting`}
        >
          {boxes.map(({ x, width: wide, fragmenting: low, rest }) => (
            <g key={x}>
              {rest > 0 && (
                <rect
                  x={x + 0.5}
                  y={HEIGHT - low - rest + 0.5}
                  width={Math.max(0.5, wide - 1)}
                  height={Math.max(0.5, rest - 1)}
                  fill="var(--free-fill)"
                  stroke="var(--free-edge)"
                />
              )}
              <rect x={x} y={HEIGHT - low} width={wide} height={low} fill="var(--text-2)" />
            </g>
          ))}
          <line x1={0} x2={width} y1={HEIGHT} y2={HEIGHT} stroke="var(--line-strong)" />
          <text className="picture-detail" y={HEIGHT + 18}>
            {span ? timeText(span[0], span) : 'first'}
          </text>
          <text className="picture-detail" x={width} y={HEIGHT + 18} textAnchor="end">
            {span ? timeText(span[1], span) : 'last'}
          </text>
        </svg>
      )}
      <p className="type-key">
        <span>
          <i className="swatch-filled" /> fragmenting
        </span>
        <span>
          <i className="swatch-hollow" /> a whole pageblock or more
        </span>
        <span>asked for {orders.slice(0, 6).join(', ')}</span>
      </p>
    </div>
  )
}
