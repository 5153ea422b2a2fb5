import { memo } from 'react'
import { BLOCK_HELD, BLOCK_IN_HAND } from '../../core/buddy/frame.ts'
import { isDashed, isHollow } from '../../store/block-state.ts'
import { MarkButton } from '../../ui/MarkButton.tsx'
import { ownerTokens, Plate } from '../../ui/marks.tsx'
import { heldFill, ownerFill } from '../../ui/patterns.tsx'
import type { BlockPages } from './layout.ts'

interface PagesMarkProps {
  readonly id: string
  readonly name: string
  readonly owner: number
  readonly state: number
  /** null: out of sight; the button is there all the same. */
  readonly pages: BlockPages | null
  readonly band: number
  readonly fontSize: number
  readonly isPressed: boolean
  readonly isTabStop: boolean
  readonly patterns: string
}

/** The pages of one block. */
export const PagesMark = memo(function PagesMark(props: PagesMarkProps) {
  const { id, name, isPressed, isTabStop, pages } = props
  return (
    <MarkButton id={id} name={name} isPressed={isPressed} isTabStop={isTabStop}>
      {pages && <Cells {...props} pages={pages} />}
    </MarkButton>
  )
}, isAlike)

/** Layouts are made anew at every step; what they say is compared. */
function isAlike(before: PagesMarkProps, after: PagesMarkProps): boolean {
  const { pages: a, ...others } = before
  const { pages: b, ...rest } = after
  const same = (Object.keys(others) as (keyof typeof others)[]).every(
    (prop) => others[prop] === rest[prop],
  )
  if (!same || a === null || b === null) return same && a === b
  return (
    a.x === b.x &&
    a.width === b.width &&
    a.labels.length === b.labels.length &&
    a.labels[0]?.text === b.labels[0]?.text &&
    a.labels[0]?.x === b.labels[0]?.x &&
    a.separators.length === b.separators.length &&
    a.separators[0] === b.separators[0]
  )
}

/** Narrower than this, a block is a plain colour. */
const LEAST_PATTERN = 14
/** Narrower still, it has no edge at its sides: neighbours of one kind read as one. */
const LEAST_EDGED = 3

interface CellsProps extends PagesMarkProps {
  readonly pages: BlockPages
}

function Cells({ state, owner, pages, band, fontSize, patterns }: CellsProps) {
  const { x, width, separators, labels } = pages
  const { fill, edge, ink } = ownerTokens(Math.max(owner, 0))
  const isHeld = state === BLOCK_HELD
  const hollow = isHollow(state)
  const stroke = width > 6 ? (hollow ? 1 : 1.5) : 0.5
  const plain = width < LEAST_PATTERN
  if (width < LEAST_EDGED) {
    const box = { x: x - 0.25, width: width + 0.5, y: 0, height: band }
    if (!hollow) return <rect {...box} fill={isHeld ? fill : 'var(--held)'} />
    return (
      <>
        <rect {...box} fill="var(--free-fill)" />
        <path
          d={`M${box.x} 0.5h${box.width}m0 ${band - 1}h${-box.width}`}
          stroke="var(--free-edge)"
        />
      </>
    )
  }
  const ground = hollow ? 'var(--free-fill)' : 'var(--held)'
  const color = isHeld ? edge : hollow ? 'var(--free-edge)' : 'var(--held-line)'
  return (
    <>
      <rect
        x={x + stroke / 2}
        y={stroke / 2}
        width={Math.max(width - stroke, 0.5)}
        height={band - stroke}
        fill={
          hollow
            ? 'var(--free-fill)'
            : isHeld
              ? plain
                ? fill
                : ownerFill(patterns, owner)
              : heldFill(patterns)
        }
        stroke={state === BLOCK_IN_HAND ? 'var(--accent)' : color}
        strokeWidth={stroke}
        {...(isDashed(state) ? { strokeDasharray: '4 3' } : {})}
      />
      {separators.length > 0 && (
        <path
          d={separators.map((at) => `M${at} 0V${band}`).join('')}
          stroke={color}
          {...(hollow ? {} : { strokeDasharray: '3 3' })}
        />
      )}
      {labels.map((label) =>
        isHeld ? (
          <Plate
            key={label.x}
            x={label.x}
            y={band / 2}
            text={label.text}
            fontSize={fontSize}
            fill={fill}
            ink={ink}
          />
        ) : (
          <g key={label.x}>
            {separators.length > labels.length && (
              <rect x={label.x - 16} y={band / 2 - 9} width={32} height={18} fill={ground} />
            )}
            <text
              x={label.x}
              y={band / 2 + 4}
              textAnchor="middle"
              fontSize={12}
              fill="var(--text-2)"
            >
              {label.text}
            </text>
          </g>
        ),
      )}
    </>
  )
}
