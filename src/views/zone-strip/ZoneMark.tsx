import { memo } from 'react'
import type { Pages } from '../../core/units.ts'
import { Ring } from '../../ui/Axis.tsx'
import { heldFill } from '../../ui/patterns.tsx'
import { STRIP, type ZoneBar } from './layout.ts'

interface ZoneMarkProps {
  readonly bar: ZoneBar
  readonly title: string
  /** How much is free, in words. */
  readonly amount: string
  /** They stand below the title, not beside it. */
  readonly isBelow: boolean
  readonly pages: Pages
  readonly free: Pages
  /** Free too, but on per-CPU lists. */
  readonly perCpu: Pages
  /** It answered the last request. */
  readonly isServing: boolean
  /** The pictures below are of it. */
  readonly isShown: boolean
  readonly patterns: string
}

/** A zone: the free part hollow, on per-CPU lists dashed, the rest hatched; its name below. */
export const ZoneMark = memo(function ZoneMark(props: ZoneMarkProps) {
  const { bar, title, amount, isBelow, pages, free, perCpu, isServing, isShown, patterns } = props
  const { x, y, width } = bar
  const height = STRIP.barHeight
  const share = Math.max(free > 0 ? 3 : 0, (width * free) / pages)
  const aside = Math.min(width - share, (width * perCpu) / pages)
  return (
    <g>
      <rect
        x={x + 0.5}
        y={y + 0.5}
        width={width - 1}
        height={height - 1}
        rx={4}
        fill={heldFill(patterns)}
        stroke="var(--line-strong)"
      />
      {share > 0 && (
        <rect
          x={x + 0.75}
          y={y + 0.75}
          width={Math.max(share - 1.5, 1.5)}
          height={height - 1.5}
          rx={4}
          fill="var(--free-fill)"
          stroke="var(--free-edge)"
          strokeWidth={1.5}
        />
      )}
      {aside >= 3 && (
        <rect
          x={x + share + 0.75}
          y={y + 0.75}
          width={aside - 1.5}
          height={height - 1.5}
          rx={4}
          fill="var(--free-fill)"
          stroke="var(--free-edge)"
          strokeWidth={1.5}
          strokeDasharray="3 3"
        />
      )}
      {isServing && (
        <Ring
          kind="selected"
          x={x - 3}
          y={y - 3}
          width={width + 6}
          height={height + 6}
          radius={7}
        />
      )}
      <text
        x={x}
        y={y + height + 15}
        fontSize={12}
        fontWeight={650}
        fill={isShown ? 'var(--accent)' : 'var(--text)'}
      >
        {title}
      </text>
      <text
        x={isBelow ? x : x + width}
        y={y + height + 15 + (isBelow ? STRIP.line : 0)}
        textAnchor={isBelow ? 'start' : 'end'}
        fontSize={12}
        fill="var(--text-2)"
      >
        {amount}
      </text>
    </g>
  )
})
