import type { Part } from './stack.ts'
import { textWidth } from './text-width.ts'

export interface PartLook {
  readonly fill: string
  /** Around parts whose fill is near to the ground. */
  readonly edge?: string | undefined
  readonly ink: string
  /** Printed where it has room. */
  readonly text: string
  /** Told on hover. */
  readonly title: string
}

interface StackedBarProps {
  readonly parts: readonly Part[]
  readonly y: number
  readonly height: number
  readonly lookOf: (index: number) => PartLook
}

const FONT = 12
const ROOM = 6

/** A divided bar of an SVG. */
export function StackedBar({ parts, y, height, lookOf }: StackedBarProps) {
  return parts.map(({ index, x, width }) => {
    const { fill, edge, ink, text, title } = lookOf(index)
    return (
      <g key={index}>
        <rect x={x} y={y} width={width} height={height} rx={width > 8 ? 2 : 0} fill={fill}>
          <title>{title}</title>
        </rect>
        {edge && width > 3 && (
          <rect
            x={x + 0.375}
            y={y + 0.375}
            width={width - 0.75}
            height={height - 0.75}
            rx={width > 8 ? 2 : 0}
            fill="none"
            stroke={edge}
            strokeWidth={0.75}
            pointerEvents="none"
          />
        )}
        {textWidth(text, FONT, 600) + ROOM <= width && (
          <text
            x={x + width / 2}
            y={y + height / 2 + 4.5}
            textAnchor="middle"
            fontSize={FONT}
            fontWeight={600}
            fill={ink}
            pointerEvents="none"
          >
            {text}
          </text>
        )}
      </g>
    )
  })
}
