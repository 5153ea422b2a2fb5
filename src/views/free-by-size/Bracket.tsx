import { textWidth } from '../../ui/text-width.ts'
import type { SmallPart } from './layout.ts'

interface BracketProps extends SmallPart {
  readonly x: number
  /** Lower edge of the bar. */
  readonly y: number
  /** Width of the picture. */
  readonly within: number
  /** `32 KiB` */
  readonly size: string
}

/** Under the part of a bar that is too small for a request. */
export function Bracket({ x, y, width, percent, isUnder, within, size }: BracketProps) {
  const text = `${percent} % too small for ${size}`
  const isBeside = !isUnder && x + width + 8 + textWidth(text, 12) < within
  return (
    <>
      <path
        d={`M${x + 0.75} ${y + 4}v4h${width - 3}v-4`}
        fill="none"
        stroke="var(--text-3)"
        strokeWidth={1}
      />
      <text
        className="picture-words"
        x={isUnder ? x + width / 2 : isBeside ? x + width + 8 : x}
        y={isBeside ? y + 14 : y + 21}
        textAnchor={isUnder ? 'middle' : 'start'}
      >
        {text}
      </text>
    </>
  )
}
