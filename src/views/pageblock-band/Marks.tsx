// What lies over the cells: rings around pageblocks that change, the scanners, pages that move.

import { Ring } from '../../ui/Axis.tsx'
import { Decor } from '../../ui/Decor.tsx'
import { typeFill } from '../../ui/patterns.tsx'
import type { Change, Move } from './changes.ts'
import { type Band, cellAt, cellOf, type Grid, moveLine, ON_PCP, runsOf } from './layout.ts'

interface OverProps {
  readonly band: Band
  readonly grid: Grid
}

const OFF = 2.5

/** Cobalt: it changes or is asked for. Dashed red: it was asked for, and not so. */
export function ChangeRings({ band, grid, changes }: OverProps & { changes: readonly Change[] }) {
  const refused = runsOf(
    band,
    grid,
    changes.filter(({ kind }) => kind === 'refused'),
  )
  const others = runsOf(
    band,
    grid,
    changes.filter(({ kind }) => kind !== 'refused'),
  )
  return (
    <Decor>
      {refused.map(({ x, y, width, height }) => (
        <rect
          key={`${x} ${y}`}
          x={x - 1}
          y={y - OFF}
          width={width + 2}
          height={height + 2 * OFF}
          rx={4}
          fill="none"
          stroke="var(--fail)"
          strokeWidth={2}
          strokeDasharray="4 3"
        />
      ))}
      {others.map(({ x, y, width, height }) => (
        <Ring
          key={`${x} ${y}`}
          kind="selected"
          x={x - 1}
          y={y - OFF}
          width={width + 2}
          height={height + 2 * OFF}
          radius={4}
        />
      ))}
    </Decor>
  )
}

interface ScannerTabProps extends OverProps {
  readonly pfn: number
  /** 1: towards higher addresses, it takes; −1: towards lower ones, it puts. */
  readonly direction: 1 | -1
}

/** An inverted tab at the foot of the cell where a scanner stands. */
export function ScannerTab({ band, grid, pfn, direction }: ScannerTabProps) {
  const index = cellOf(band, pfn)
  if (index < 0) return null
  const { x, y } = cellAt(grid, index)
  const { pitch, cellHeight } = grid
  const height = Math.min(19, cellHeight * 0.6)
  const width = Math.min(pitch - 2, 30)
  const centre = x + pitch / 2
  const middle = y + cellHeight - height / 2 - 1
  const arm = Math.min(4.5, width / 2 - 2)
  return (
    <Decor className="scanner" style={{ transform: `translate(${centre}px, ${middle}px)` }}>
      <rect
        x={-width / 2}
        y={-height / 2}
        width={width}
        height={height}
        rx={4}
        fill="var(--text)"
      />
      <path
        d={`M${-arm * direction} 0h${2 * arm * direction}m${-3.5 * direction} -3.500l${3.5 * direction} 3.500l${-3.5 * direction} 3.500`}
        fill="none"
        stroke="var(--surface-1)"
        strokeWidth={1.8}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </Decor>
  )
}

interface MovedPagesProps extends OverProps {
  readonly move: Move
  readonly patterns: string
}

const MOVABLE = 1

/** Pages that were moved: they fade where they were and appear where they are. */
export function MovedPages({ band, grid, move, patterns }: MovedPagesProps) {
  const share = Math.min(1, move.pages / band.pagesPerCell)
  const box = (pfn: number) => {
    const cell = cellOf(band, pfn)
    const { x, y } = cellAt(grid, cell)
    const layers = band.cells[cell]?.layers ?? []
    const held = layers.reduce((sum, layer) => sum + (layer.kind === ON_PCP ? 0 : layer.share), 0)
    const height = grid.cellHeight * share
    const isOld = pfn === move.from
    const top = y + grid.cellHeight * (1 - held) - (isOld ? height : 0)
    return { x: x + 0.75, y: Math.max(top, y), width: grid.pitch - 1.5, height }
  }
  return (
    <Decor>
      <rect {...box(move.from)} className="moves-out" fill={typeFill(patterns, MOVABLE)} />
      <rect {...box(move.to)} className="moves-in" fill={typeFill(patterns, MOVABLE)} />
    </Decor>
  )
}

/** From which cell to which: both are outlined, with an arrow from the one to the other. */
export function MoveArrow({ band, grid, move }: OverProps & { readonly move: Move }) {
  const line = moveLine(band, grid, move)
  if (!line) return null
  const { cells, from, to } = line
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  const [along, across] = [(to.x - from.x) / length, (to.y - from.y) / length]
  const barb = (side: 1 | -1) =>
    `${to.x - 6 * along - side * 4.5 * across} ${to.y - 6 * across + side * 4.5 * along}`
  const arrow = `M${from.x} ${from.y}L${to.x} ${to.y}M${barb(1)}L${to.x} ${to.y}L${barb(-1)}`
  return (
    <Decor>
      {cells.map(({ x, y }) => (
        <Ring
          key={`${x} ${y}`}
          kind="selected"
          x={x - 0.5}
          y={y - OFF}
          width={grid.pitch + 1}
          height={grid.cellHeight + 2 * OFF}
          radius={4}
        />
      ))}
      {length > 0 && (
        <g fill="none" strokeLinecap="round" strokeLinejoin="round">
          <path d={arrow} stroke="var(--surface-0)" strokeWidth={5} />
          <circle
            cx={from.x}
            cy={from.y}
            r={3.5}
            fill="var(--accent)"
            stroke="var(--surface-0)"
            strokeWidth={1.5}
          />
          <path d={arrow} stroke="var(--accent)" strokeWidth={2} />
        </g>
      )}
    </Decor>
  )
}
