import { useSize } from '../../ui/useSize.ts'
import { type ComparedZone, KINDS } from './layout.ts'

const LABEL = 22
const ROW = 52
const GAP = 16
/** Tops of the two rows. */
const ROWS = [LABEL, LABEL + ROW + GAP + LABEL] as const
const MARKS = LABEL + ROW + GAP / 2
const HEIGHT = ROWS[1] + ROW

interface CompareMapProps {
  readonly map: ComparedZone
  /** Names of the upper and the lower row. */
  readonly labels: readonly [string, string]
}

/** Two rows over one axis of addresses; a mark between them where they differ. */
export function CompareMap({ map, labels }: CompareMapProps) {
  const [measure, { width }] = useSize()
  const cell = map.cells.length > 0 ? width / map.cells.length : 0
  const different = map.cells.filter(({ differs }) => differs).length
  return (
    <div ref={measure} className="compare-map">
      <svg
        width={width}
        height={HEIGHT}
        role="img"
        aria-label={`${labels[0]} above, ${labels[1]} below: ${different} of ${map.cells.length} cells differ`}
      >
        {map.cells.map((each, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
          <g key={i}>
            <Cell x={i * cell} y={ROWS[0]} width={cell} shares={each.ours} />
            <Cell x={i * cell} y={ROWS[1]} width={cell} shares={each.other} />
            {each.differs && (
              <rect
                className="compare-mark"
                x={i * cell + 0.5}
                y={MARKS - 3}
                width={Math.max(1, cell - 1)}
                height={6}
              />
            )}
          </g>
        ))}
      </svg>
      {labels.map((label, i) => (
        <span key={label} className="compare-label" style={{ top: (ROWS[i] ?? 0) - LABEL }}>
          {label}
        </span>
      ))}
    </div>
  )
}

interface CellProps {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly shares: readonly number[]
}

function Cell({ x, y, width, shares }: CellProps) {
  const gap = width >= 4 ? 1 : 0
  let filled = 0
  return (
    <>
      <rect className="compare-free" x={x} y={y} width={Math.max(0.5, width - gap)} height={ROW} />
      {shares.map((share, kind) => {
        const height = share * ROW
        filled += height
        return height > 0 ? (
          <rect
            key={KINDS[kind]}
            data-kind={KINDS[kind]}
            x={x}
            y={y + ROW - filled}
            width={Math.max(0.5, width - gap)}
            height={height}
          />
        ) : null
      })}
    </>
  )
}
