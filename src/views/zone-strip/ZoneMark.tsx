import { memo } from 'react'
import { formatBytes, formatCount, type Pages, shortBytes } from '../../core/units.ts'
import { Ring } from '../../ui/Axis.tsx'
import { heldFill } from '../../ui/patterns.tsx'
import { textWidth } from '../../ui/text-width.ts'
import { STRIP, type ZoneBar } from './layout.ts'

interface ZoneMarkProps {
  readonly bar: ZoneBar
  readonly name: string
  readonly pages: Pages
  readonly free: Pages
  /** Free too, but on per-CPU lists. */
  readonly perCpu: Pages
  readonly pageSize: number
  /** It answered the last request. */
  readonly isServing: boolean
  /** The pictures below are of it. */
  readonly isShown: boolean
  readonly isPinned: boolean
  readonly patterns: string
}

/** A zone: the free part hollow, on per-CPU lists dashed, the rest hatched; its name below. */
export const ZoneMark = memo(function ZoneMark(props: ZoneMarkProps) {
  const { bar, name, pages, free, perCpu, pageSize, isServing, isShown, isPinned, patterns } = props
  const { x, y, width } = bar
  const height = STRIP.barHeight
  const share = Math.max(free > 0 ? 3 : 0, (width * free) / pages)
  const aside = Math.min(width - share, (width * perCpu) / pages)
  const title = isPinned ? `${name}, kept` : name
  const room = width - textWidth(title, 12, 650) - 10
  const amount = amountWords(free, perCpu, pages, pageSize).find(
    (text) => textWidth(text, 12) <= room,
  )
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
      <text x={x + width} y={y + height + 15} textAnchor="end" fontSize={12} fill="var(--text-2)">
        {amount}
      </text>
    </g>
  )
})

/** How much is free, from the longest words to the shortest. */
function amountWords(free: Pages, perCpu: Pages, pages: Pages, pageSize: number): string[] {
  const bytes = formatBytes(free * pageSize)
  const all = formatBytes(pages * pageSize)
  const counted = `${formatCount(free)} ${free === 1 ? 'page' : 'pages'}, `
  const aside = perCpu > 0 ? ` + ${formatBytes(perCpu * pageSize)} on per-CPU lists` : ''
  const short = shortBytes(free * pageSize)
  return [
    `${counted}${bytes} of ${all} free${aside}`,
    `${bytes} of ${all} free${aside}`,
    `${bytes} free${aside.replace('on per-CPU lists', 'per-CPU')}`,
    `${bytes} free`,
    `${short} free`,
    short,
  ]
}
