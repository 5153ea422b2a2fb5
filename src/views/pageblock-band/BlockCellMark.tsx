import { memo } from 'react'
import { Plate } from '../../ui/marks.tsx'
import { heldFill, TYPE_LETTERS, TYPE_TOKENS, typeFill } from '../../ui/patterns.tsx'
import { type BlockCell, IN_USE, ON_PCP } from './layout.ts'

interface BlockCellMarkProps {
  readonly cell: BlockCell
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly patterns: string
}

/** Narrower than this, a cell has no letter. */
const LEAST_LETTER = 11
const GAP = 0.75

/** A pageblock: its type's edge, filled from below by what is held in it. */
export const BlockCellMark = memo(
  function BlockCellMark({ cell, x, y, width, height, patterns }: BlockCellMarkProps) {
    const token = `--mt-${TYPE_TOKENS[cell.type]}`
    let top = y + height
    return (
      <g>
        <rect
          x={x + GAP}
          y={y}
          width={width - 2 * GAP}
          height={height}
          rx={2}
          fill="var(--free-fill)"
        />
        {cell.layers.map(({ kind, share }) => {
          top -= height * share
          const isForeign = kind >= 0 && kind !== cell.type
          const box = { x: x + GAP, y: top, width: width - 2 * GAP, height: height * share }
          if (kind === ON_PCP) return <Aside key={kind} {...box} token={token} />
          return (
            <g key={kind}>
              <rect
                {...box}
                fill={kind === IN_USE ? heldFill(patterns) : typeFill(patterns, kind)}
              />
              {isForeign && <Foreign {...box} kind={kind} />}
            </g>
          )
        })}
        <rect
          x={x + GAP + 0.5}
          y={y + 0.5}
          width={width - 2 * GAP - 1}
          height={height - 1}
          rx={2}
          fill="none"
          stroke={`var(${token}-edge)`}
        />
        <title>{cell.text}</title>
      </g>
    )
  },
  (before, after) =>
    before.cell.text === after.cell.text &&
    before.x === after.x &&
    before.y === after.y &&
    before.width === after.width &&
    before.height === after.height &&
    before.patterns === after.patterns,
)

interface CellLetterProps {
  readonly type: number
  /** Middle of the cell. */
  readonly x: number
  /** Upper edge of the cell. */
  readonly y: number
  readonly width: number
}

/** The kernel's letter for a type, over its cell: inside, it would pass for a part of the fill. */
export const CellLetter = memo(function CellLetter({ type, x, y, width }: CellLetterProps) {
  if (width < LEAST_LETTER) return null
  return (
    <text
      x={x}
      y={y - 5}
      textAnchor="middle"
      fontSize={width < 18 ? 11 : 12}
      fontWeight={650}
      fill="var(--text)"
    >
      {TYPE_LETTERS[type]}
    </text>
  )
})

interface AsideProps {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly token: string
}

/** Pages on per-CPU lists: free, but not here. */
function Aside({ x, y, width, height, token }: AsideProps) {
  return (
    <rect
      x={x + 3}
      y={y + 2.5}
      width={Math.max(width - 6, 1)}
      height={Math.max(height - 4, 1)}
      rx={1.5}
      fill="none"
      stroke={`var(${token}-edge)`}
      strokeWidth={1.5}
      strokeDasharray="3 2.500"
    />
  )
}

interface ForeignProps {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly kind: number
}

/** Pages of another type in a pageblock: set off by a heavy edge, with their letter where it has room. */
function Foreign({ x, y, width, height, kind }: ForeignProps) {
  const token = `--mt-${TYPE_TOKENS[kind]}`
  return (
    <>
      <path d={`M${x} ${y + 1}h${width}`} stroke={`var(${token}-edge)`} strokeWidth={2} />
      {height >= 15 && width >= LEAST_LETTER && (
        <Plate
          x={x + width / 2}
          y={y + height / 2 + 0.5}
          text={TYPE_LETTERS[kind] ?? ''}
          fontSize={11}
          fill={`var(${token})`}
          ink={`var(${token}-ink)`}
        />
      )}
    </>
  )
}
