// What stands around the blocks: row labels, brackets, curtains, the strip.

import { memo } from 'react'
import { BLOCK_FREE, BLOCK_HELD } from '../../core/buddy/frame.ts'
import { isHollow } from '../../store/block-state.ts'
import { cellPaths } from '../../ui/cell-paths.ts'
import { Decor } from '../../ui/Decor.tsx'
import { ownerStyle } from '../../ui/owner-style.ts'
import type { TreeGeometry } from './layout.ts'
import type { StripColumn, TreeBlock, TreeBracket } from './marks.ts'

interface LabelsProps {
  readonly geometry: TreeGeometry
}

export function RowLabels({ geometry }: LabelsProps) {
  const { rows, strip, isCompact, isNarrow, top } = geometry
  const x = isNarrow ? 16 : 24
  return (
    <Decor>
      {isNarrow && (
        <text x={x} y={top} fontSize={12} fill="var(--text-3)">
          order
        </text>
      )}
      {rows.map(({ order, y, height, label, size }) => {
        const middle = y + height / 2
        return isCompact ? (
          <g key={order} fontSize={12.5}>
            <text x={x} y={middle + 4.5} className="mono" fontWeight={600} fill="var(--text)">
              {label}
            </text>
            <text x={x + 22} y={middle + 4.5} fontSize={12} fill="var(--text-3)">
              {isNarrow ? '' : size}
            </text>
          </g>
        ) : (
          <g key={order}>
            <text x={x} y={middle - 4} fontSize={13} fontWeight={650} fill="var(--text)">
              {label}
            </text>
            <text x={x} y={middle + 12} fontSize={12} fill="var(--text-3)">
              {size}
            </text>
          </g>
        )
      })}
      {strip && (
        <g>
          <text
            x={x}
            y={strip.y + 11}
            className="mono"
            fontSize={12.5}
            fontWeight={600}
            fill="var(--text)"
          >
            {isNarrow ? strip.label.replace(' to ', '–') : strip.label}
          </text>
          {!isNarrow && (
            <text x={x} y={strip.y + 25} fontSize={12} fill="var(--text-3)">
              share held
            </text>
          )}
        </g>
      )}
    </Decor>
  )
}

interface BracketsProps {
  readonly brackets: readonly TreeBracket[]
  readonly geometry: TreeGeometry
  /** Whether a wide bracket says what it is. */
  readonly hasWords: boolean
}

/** Narrower than this, a bracket is left out. */
const LEAST_BRACKET = 4
const LEAST_WORDS = 64

export const Brackets = memo(function Brackets({ brackets, geometry, hasWords }: BracketsProps) {
  const { isCompact } = geometry
  const tick = isCompact ? 0 : 7
  return (
    <g fill="none" stroke="var(--split-line)" strokeLinejoin="round" strokeLinecap="round">
      {brackets
        .filter(({ left, right }) => right - left > LEAST_BRACKET)
        .map(({ key, left, right, y, stems, isRoot }) => (
          <g key={key}>
            <path
              d={`M${left} ${y - tick}V${y}H${right}V${y - tick}`}
              strokeWidth={isCompact ? 1.5 : 2}
            />
            <path
              d={stems.map(({ x, end }) => `M${x} ${y}V${end}`).join('')}
              strokeWidth={isCompact ? 1 : 1.5}
            />
            {hasWords && isRoot && !isCompact && right - left > LEAST_WORDS && (
              <text
                x={(left + right) / 2}
                y={y - 10}
                textAnchor="middle"
                fontSize={12}
                fill="var(--text-3)"
                stroke="none"
              >
                split
              </text>
            )}
          </g>
        ))}
    </g>
  )
})

interface CurtainsProps {
  readonly blocks: readonly TreeBlock[]
  readonly bottom: number
}

/** A bar narrower than this casts no tint on its pages. */
const LEAST_CURTAIN = 2

/** The pages that each block stands above: a tint below held blocks, dots below free ones. */
export const Curtains = memo(function Curtains({ blocks, bottom }: CurtainsProps) {
  const bars = blocks.filter(({ isInStrip, width }) => !isInStrip && width >= LEAST_CURTAIN)
  const tints = cellPaths(
    bars.map(({ x, y, width, height }) => ({
      x,
      y: y + height - 4,
      width,
      height: bottom - y - height + 4,
    })),
    (index) => {
      const { state, owner } = bars[index] as TreeBlock
      if (isHollow(state)) return null
      return state === BLOCK_HELD ? `var(--own-${ownerStyle(owner).color + 1})` : 'var(--held-line)'
    },
  )
  const dots = bars
    .filter(({ state, width }) => state === BLOCK_FREE && width > 14)
    .map(({ x, y, width, height }) => {
      const from = y + height
      return `M${x + 0.75} ${from}V${bottom}M${x + width - 0.75} ${from}V${bottom}`
    })
  return (
    <Decor>
      {[...tints].map(([fill, path]) => (
        <path key={fill} d={path} fill={fill} fillOpacity={0.16} />
      ))}
      <path
        d={dots.join('')}
        fill="none"
        stroke="var(--free-edge)"
        strokeOpacity={0.35}
        strokeDasharray="2 3"
      />
    </Decor>
  )
})

interface StripProps {
  readonly columns: readonly StripColumn[]
  readonly geometry: TreeGeometry
}

/** All orders too small for bars in one row: as high as the share of it that is held. */
export const Strip = memo(function Strip({ columns, geometry: { strip } }: StripProps) {
  if (!strip || columns.length === 0) return null
  const { y, height } = strip
  const path = columns.map(({ x, width, share }) => {
    const top = y + height * (1 - share)
    return `M${x + 0.3} ${top}h${Math.max(width - 0.6, 1)}V${y + height}h${-Math.max(width - 0.6, 1)}Z`
  })
  const frames = columns.map(
    ({ x, width }) =>
      `M${x + 0.3} ${y}h${Math.max(width - 0.6, 1)}v${height}h${-Math.max(width - 0.6, 1)}Z`,
  )
  return (
    <g>
      <path d={path.join('')} fill="var(--text-3)" />
      <path d={frames.join('')} fill="none" stroke="var(--free-edge)" strokeWidth={0.5} />
    </g>
  )
})
