import type { Line, Point } from './layout.ts'

interface Style {
  readonly color: string
  readonly width: number
  readonly dashes?: string
}

/** By rank: told apart by weight, dashes and mark, not by colour alone. */
const STYLES: readonly Style[] = [
  { color: 'var(--heat-6)', width: 3 },
  { color: 'var(--text)', width: 2.25 },
  { color: 'var(--text-2)', width: 2, dashes: '2 3' },
  { color: 'var(--text-3)', width: 1.75, dashes: '6 3' },
  { color: 'var(--text-3)', width: 1.75, dashes: '8 3 2 3' },
]
/** Lines that can be told apart. */
export const NAMED_LINES = STYLES.length
const FAINT: Style = { color: 'var(--line-strong)', width: 1 }

export function ZoneLine({ line }: { readonly line: Line }) {
  const { rank, points, label, labelAt } = line
  const { color, width, dashes } = STYLES[rank] ?? FAINT
  return (
    <g>
      <path
        d={points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join('')}
        fill="none"
        stroke={color}
        strokeWidth={width}
        strokeDasharray={dashes}
        strokeLinejoin="round"
      />
      {rank < STYLES.length &&
        points.map((point) => <Mark key={point.x} rank={rank} color={color} {...point} />)}
      {labelAt && (
        <text
          x={labelAt.x}
          y={labelAt.y}
          textAnchor={labelAt.anchor}
          fontSize={12}
          fontWeight={650}
          fill={color}
        >
          {label}
        </text>
      )}
    </g>
  )
}

interface MarkProps extends Point {
  readonly rank: number
  readonly color: string
}

function Mark({ rank, color, x, y }: MarkProps) {
  if (rank === 0)
    return <circle cx={x} cy={y} r={3.3} fill="var(--surface-1)" stroke={color} strokeWidth={2} />
  if (rank === 1) return <path d={`M${x} ${y - 3.8}l3.6 6.5h-7.2z`} fill={color} />
  if (rank === 2) return <rect x={x - 2.6} y={y - 2.6} width={5.2} height={5.2} fill={color} />
  if (rank === 3) return <circle cx={x} cy={y} r={2.6} fill={color} />
  return <path d={`M${x} ${y - 3.6}l3.6 3.6l-3.6 3.6l-3.6-3.6z`} fill={color} />
}
