import { Plate } from './marks.tsx'
import { TYPE_LETTERS, TYPE_TOKENS, typeFill } from './patterns.tsx'

interface TypePlateProps {
  /** Prefix of the picture's pattern definitions. */
  readonly patterns: string
  /** As the kernel names it; one that is not known has a hollow plate. */
  readonly type: string
  readonly x: number
  readonly y: number
}

const SIZE = 18

/** A migratetype's colour, pattern and letter in a small square. */
export function TypePlate({ patterns, type, x, y }: TypePlateProps) {
  const index = typeIndex(type)
  const token = TYPE_TOKENS[index]
  return (
    <g>
      <rect
        x={x + 0.75}
        y={y + 0.75}
        width={SIZE - 1.5}
        height={SIZE - 1.5}
        rx={3}
        fill={token ? typeFill(patterns, index) : 'var(--free-fill)'}
        stroke={token ? `var(--mt-${token}-edge)` : 'var(--free-edge)'}
        strokeWidth={1.5}
      />
      {token && (
        <Plate
          x={x + SIZE / 2}
          y={y + SIZE / 2}
          text={TYPE_LETTERS[index] ?? ''}
          fontSize={10}
          fill={`var(--mt-${token})`}
          ink={`var(--mt-${token}-ink)`}
        />
      )}
    </g>
  )
}

/** Position of a type in the kernel's list, by its name; −1: none of those. */
export function typeIndex(type: string): number {
  return TYPE_TOKENS.indexOf(type.toLowerCase() as (typeof TYPE_TOKENS)[number])
}
