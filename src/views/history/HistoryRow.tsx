import { memo } from 'react'
import { ownerTokens, Plate, plateWidth } from '../../ui/marks.tsx'
import { heldFill, ownerFill } from '../../ui/patterns.tsx'
import { fitText } from '../../ui/text-width.ts'
import type { Cell } from './layout.ts'

const HEIGHT = 34
const FONT = 15

interface HistoryRowProps {
  readonly cells: readonly Cell[]
  readonly width: number
  readonly names: ReadonlyMap<number, string>
  /** Prefix of the pattern definitions. */
  readonly patterns: string
}

/** Memory after one action, as a strip. */
export const HistoryStrip = memo(function HistoryStrip(props: HistoryRowProps) {
  const { cells, width, names, patterns } = props
  return (
    <svg width={width} height={HEIGHT} aria-hidden="true" className="block">
      {cells.map(
        (cell) =>
          cell.width >= LEAST_PATTERN && (
            <CellMark key={cell.pfn} cell={cell} names={names} patterns={patterns} />
          ),
      )}
      {[...thinPaths(cells)].map(([fill, d]) => (
        <path key={fill} d={d} fill={fill} />
      ))}
    </svg>
  )
})

/** Narrower than this, a cell is a plain colour, and one path has all of that colour: a row may have hundreds. */
const LEAST_PATTERN = 6

function thinPaths(cells: readonly Cell[]): Map<string, string> {
  const paths = new Map<string, string>()
  for (const { x, width, owner } of cells) {
    if (width >= LEAST_PATTERN) continue
    const fill =
      owner === null ? 'var(--free-fill)' : owner < 0 ? 'var(--held)' : ownerTokens(owner).fill
    paths.set(fill, `${paths.get(fill) ?? ''}M${x} 1h${width}v${HEIGHT - 2}h${-width}z`)
  }
  return paths
}

function CellMark({
  cell: { x, width, owner },
  names,
  patterns,
}: Pick<HistoryRowProps, 'names' | 'patterns'> & { cell: Cell }) {
  const gap = width > 6 ? 1 : 0
  const box = {
    x: x + gap + 0.5,
    y: 1,
    width: Math.max(1, width - 2 * gap - 1),
    height: HEIGHT - 2,
    rx: width > 12 ? 2 : 0,
  }
  if (owner === null)
    return <rect {...box} fill="var(--free-fill)" stroke="var(--free-edge)" strokeOpacity={0.55} />
  if (owner < 0) return <rect {...box} fill={heldFill(patterns)} stroke="var(--held-line)" />
  const { fill, edge, ink } = ownerTokens(owner)
  const text = fitText(names.get(owner) ?? '', width - FONT * 1.2, FONT)
  return (
    <g>
      <rect {...box} fill={ownerFill(patterns, owner)} stroke={width > 4 ? edge : 'none'} />
      {text && plateWidth(text, FONT) < width - 6 && (
        <Plate x={x + width / 2} y={HEIGHT / 2} text={text} fontSize={FONT} fill={fill} ink={ink} />
      )}
    </g>
  )
}
