import { useSize } from '../../ui/useSize.ts'
import { type By, type ComparedZone, colouredLayers, IN_USE, KINDS, type Layer } from './layout.ts'

const LABEL = 22
const ROW = 52
const GAP = 16
/** Tops of the two rows. */
const ROWS = [LABEL, LABEL + ROW + GAP + LABEL] as const
const MARKS = LABEL + ROW + GAP / 2
const HEIGHT = ROWS[1] + ROW

interface CompareMapProps {
  readonly map: ComparedZone
  readonly by: By
  /** Names of the upper and the lower row. */
  readonly labels: readonly [string, string]
}

/** Two rows over one axis of addresses; a mark between them where they differ. */
export function CompareMap({ map, by, labels }: CompareMapProps) {
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
            <Cell x={i * cell} y={ROWS[0]} width={cell} layers={each.ours} by={by} />
            <Cell x={i * cell} y={ROWS[1]} width={cell} layers={each.other} by={by} />
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
  readonly layers: readonly Layer[]
  readonly by: By
}

function Cell({ x, y, width, layers, by }: CellProps) {
  const gap = width >= 4 ? 1 : 0
  let filled = 0
  return (
    <>
      <rect className="compare-free" x={x} y={y} width={Math.max(0.5, width - gap)} height={ROW} />
      {(by === 'owner' ? colouredLayers(layers) : layers).map(({ key, share }) => {
        const height = share * ROW
        filled += height
        return (
          <rect
            key={key}
            {...lookOf(key, by)}
            x={x}
            y={y + ROW - filled}
            width={Math.max(0.5, width - gap)}
            height={height}
          />
        )
      })}
    </>
  )
}

/** A kind has its colour in the style sheet; an owner the one that it has in all pictures. */
function lookOf(key: number, by: By) {
  if (by === 'kind') return { 'data-kind': KINDS[key] }
  return key === IN_USE ? { 'data-kind': 'in use' } : { fill: `var(--own-${key + 1})` }
}
