import { Decor } from '../../ui/Decor.tsx'
import { type Leg, legsOf, STRIP, type Stop, type StripLayout } from './layout.ts'

interface WalkLineProps {
  readonly layout: StripLayout
  readonly stops: readonly Stop[]
}

const RADIUS = 8.5

/** The way of a request over the zones: numbered stops, and lines from one to the next. */
export function WalkLine({ layout, stops }: WalkLineProps) {
  return (
    <Decor>
      {legsOf(layout, stops).map((leg) => (
        <LegLine key={`${leg.from} ${leg.to}`} leg={leg} />
      ))}
      {stops.map(({ zone, ok }, i) => {
        const bar = layout.bars.find((other) => other.zone === zone)
        if (!bar) return null
        const x = bar.x + bar.width / 2
        const y = bar.y - STRIP.bar + STRIP.walk
        const isLast = i === stops.length - 1
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a stop is its place in the walk
          <g key={i}>
            <circle
              cx={x}
              cy={y}
              r={RADIUS}
              fill={isLast && ok ? 'var(--accent)' : 'var(--surface-2)'}
              stroke={isLast && ok ? 'var(--accent)' : ok ? 'var(--text-3)' : 'var(--fail)'}
              strokeWidth={1.5}
            />
            <text
              x={x}
              y={y + 4}
              textAnchor="middle"
              fontSize={12}
              fontWeight={650}
              fill={isLast && ok ? 'var(--accent-ink)' : ok ? 'var(--text)' : 'var(--fail)'}
            >
              {i + 1}
            </text>
            {!ok && (
              <path
                d={`M${x + 14} ${y - 4}l8 8m0-8l-8 8`}
                stroke="var(--fail)"
                strokeWidth={1.75}
                strokeLinecap="round"
              />
            )}
          </g>
        )
      })}
    </Decor>
  )
}

/** Room of a cross beside a stop. */
const CROSS = 14

/** Straight lines end at the stops' sides, bows on their shoulders: no two share an end. */
function LegLine({ leg }: { readonly leg: Leg }) {
  const { from, to, rise, isFromRefused, isToRefused } = leg
  const side = Math.sign(to - from)
  const isBow = rise > 0
  const y = isBow ? leg.y - RADIUS - 1 : leg.y + 4
  const begin = isBow
    ? from + side * 5
    : from + side * (RADIUS + 3) + (side > 0 && isFromRefused ? CROSS : 0)
  const end = isBow
    ? to - side * 5
    : to - side * (RADIUS + 4) + (side < 0 && isToRefused ? CROSS : 0)
  const way = isBow
    ? `C${begin + side * 24} ${y - rise} ${end - side * 24} ${y - rise} ${end} ${y}`
    : `H${end}`
  const head = isBow
    ? `M${end - side * 7} ${y - 5}L${end} ${y}L${end - side * 8} ${y + 2}`
    : `M${end - side * 5} ${y - 4.5}l${side * 5} 4.5l${-side * 5} 4.5`
  return (
    <g fill="none" stroke="var(--text-3)" strokeWidth={1.5}>
      <circle cx={begin} cy={y} r={2} fill="var(--text-3)" stroke="none" />
      <path d={`M${begin} ${y}${way}`} />
      <path d={head} />
    </g>
  )
}
