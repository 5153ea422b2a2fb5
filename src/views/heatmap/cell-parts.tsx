// What the cells of all measures are made of.

import type { Measure } from '../../store/view.ts'

export interface CellMarkProps {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly value: number
  readonly measure: Measure
  readonly maxOrder: number
  /** Of the owner, where that is the measure. */
  readonly name: string
  readonly patterns: string
}

const LEAST_EDGE = 6

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export type Boxed = CellMarkProps & { readonly box: Box }

interface EdgedProps {
  readonly box: Box
  readonly fill: string
  readonly edge: string
}

export function Edged({ box, fill, edge }: EdgedProps) {
  if (box.width < LEAST_EDGE) return <rect {...box} fill={fill} />
  return (
    <rect
      x={box.x + 0.5}
      y={box.y + 0.5}
      width={box.width - 1}
      height={box.height - 1}
      fill={fill}
      stroke={edge}
    />
  )
}

interface FigureProps {
  readonly box: Box
  readonly text: string
  readonly ink: string
}

export function Figure({ box, text, ink }: FigureProps) {
  return (
    <text
      x={box.x + box.width / 2}
      y={box.y + box.height / 2 + 4}
      textAnchor="middle"
      className="mono"
      fontSize={box.width < 46 ? 12 : 13}
      fontWeight={600}
      fill={ink}
    >
      {text}
    </text>
  )
}
