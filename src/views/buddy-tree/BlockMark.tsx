import { type CSSProperties, memo, useState } from 'react'
import { BLOCK_HELD, BLOCK_IN_HAND } from '../../core/buddy/frame.ts'
import { isDashed, isHollow } from '../../store/block-state.ts'
import { MarkButton } from '../../ui/MarkButton.tsx'
import { ownerTokens, Plate, plateWidth } from '../../ui/marks.tsx'
import { heldFill, ownerFill } from '../../ui/patterns.tsx'
import { fitText, textWidth } from '../../ui/text-width.ts'
import type { Entrance } from './motion.ts'

export interface BlockMarkProps {
  readonly id: string
  readonly name: string
  /** Who holds it, in a word. */
  readonly holder: string
  readonly owner: number
  readonly state: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** The part that can be seen: labels stand in its middle. */
  readonly labelX: number
  readonly labelWidth: number
  readonly isInStrip: boolean
  readonly isPressed: boolean
  readonly isTabStop: boolean
  readonly entrance: Entrance | null
  /** How far it slides when it enters. */
  readonly rise: number
  readonly patterns: string
}

/** Narrower than this, a bar is a plain colour; wider, it has its pattern. */
const LEAST_PATTERN = 14
const LEAST_STROKED = 6
/** Narrower still, it has no edge at its sides: neighbours of one kind read as one long bar. */
const LEAST_EDGED = 3

/** A block in its row. Only what changed of it is drawn anew. */
export const BlockMark = memo(function BlockMark(props: BlockMarkProps) {
  const { id, name, isPressed, isTabStop, entrance, rise, isInStrip, x, y, width, height } = props
  return (
    <MarkButton
      id={id}
      name={name}
      isPressed={isPressed}
      isTabStop={isTabStop}
      className={entrance ? `enters-by-${entrance}` : ''}
    >
      {isInStrip ? (
        <rect x={x} y={y} width={width} height={height} fill="transparent" />
      ) : (
        <g style={{ '--rise': `${rise}px` } as CSSProperties}>
          <Bar {...props} />
        </g>
      )}
    </MarkButton>
  )
})

function Bar(props: BlockMarkProps) {
  const { x, y, width, height, state, patterns } = props
  const owner = useLastOwner(state === BLOCK_HELD ? props.owner : null)
  const isHeld = state === BLOCK_HELD
  const isInUse = !isHollow(state) && !isHeld
  if (width < LEAST_EDGED) return <ThinBar {...props} />
  const stroke = width <= LEAST_STROKED ? 0.6 : height > 24 ? 1.5 : 1
  const radius = height > 24 ? 6 : width > 16 ? 4 : width > LEAST_STROKED ? 2 : 0.5
  const box = {
    x: x + stroke / 2,
    y: y + stroke / 2,
    width: Math.max(width - stroke, 0.5),
    height: height - stroke,
    rx: Math.min(radius, width / 2),
    strokeWidth: stroke,
  }
  return (
    <>
      {isInUse ? (
        <rect {...box} fill={heldFill(patterns)} stroke="var(--held-line)" />
      ) : (
        <rect
          {...box}
          fill="var(--free-fill)"
          stroke={state === BLOCK_IN_HAND ? 'var(--accent)' : 'var(--free-edge)'}
          {...(isDashed(state) ? { strokeDasharray: '4 3' } : {})}
        />
      )}
      {owner !== null && !isInUse && (
        <rect
          {...box}
          className="held-fill"
          data-held={isHeld}
          fill={width < LEAST_PATTERN ? ownerTokens(owner).fill : ownerFill(patterns, owner)}
          stroke={ownerTokens(owner).edge}
        />
      )}
      <BarLabel {...props} />
    </>
  )
}

function ThinBar({ x, y, width, height, state, owner }: BlockMarkProps) {
  const hollow = isHollow(state)
  const edge = state === BLOCK_IN_HAND ? 'var(--accent)' : 'var(--free-edge)'
  const fill = state === BLOCK_HELD ? ownerTokens(owner).fill : 'var(--held)'
  const box = { x: x - 0.25, width: width + 0.5 }
  return (
    <>
      <rect {...box} y={y} height={height} fill={hollow ? 'var(--free-fill)' : fill} />
      {hollow && (
        <path d={`M${box.x} ${y + 0.5}h${box.width}m0 ${height - 1}h${-box.width}`} stroke={edge} />
      )}
    </>
  )
}

/** Who holds a bar, or held it last: what sinks when it is freed. */
function useLastOwner(owner: number | null): number | null {
  const [last, setLast] = useState(owner)
  if (owner !== null && owner !== last) setLast(owner)
  return owner ?? last
}

function BarLabel({ state, owner, holder, labelX, labelWidth, y, height }: BlockMarkProps) {
  const x = labelX + labelWidth / 2
  const middle = y + height / 2
  if (state === BLOCK_HELD) {
    const fontSize = height < 24 ? 11 : height < 44 || labelWidth < 60 ? 15 : 19
    const text = fitText(holder, labelWidth - fontSize * 0.8 - 2, fontSize)
    if (!text || plateWidth(text, fontSize) > labelWidth - 1) return null
    const { fill, ink } = ownerTokens(owner)
    return (
      <g className="letter">
        <Plate x={x} y={middle} text={text} fontSize={fontSize} fill={fill} ink={ink} />
      </g>
    )
  }
  const fontSize = height >= 24 ? 13 : 12
  if (textWidth(holder, fontSize) > labelWidth - 6) return null
  return (
    <text x={x} y={middle + 4.5} textAnchor="middle" fontSize={fontSize} fill="var(--text-2)">
      {holder}
    </text>
  )
}
