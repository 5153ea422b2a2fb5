// Marks that several pictures draw alike: letters on their plate, swatches, small signs.

import { useId } from 'react'
import { ownerStyle } from './owner-style.ts'
import { ownerFill, PatternDefs } from './patterns.tsx'
import { textWidth } from './text-width.ts'

export function ownerTokens(owner: number) {
  const token = `--own-${ownerStyle(owner).color + 1}`
  return { fill: `var(${token})`, edge: `var(${token}-edge)`, ink: `var(${token}-ink)` }
}

const PLATE_WEIGHT = 680

export interface PlateProps {
  /** Centre of the plate. */
  readonly x: number
  readonly y: number
  readonly text: string
  readonly fontSize: number
  readonly fill: string
  readonly ink: string
}

/** Width of a plate with that text. */
export function plateWidth(text: string, fontSize: number): number {
  return textWidth(text, fontSize, PLATE_WEIGHT) + fontSize * 0.75
}

/** A label on a plate of the plain fill, so that a pattern never runs under letters. */
export function Plate({ x, y, text, fontSize, fill, ink }: PlateProps) {
  const width = plateWidth(text, fontSize)
  const height = fontSize * 1.5
  return (
    <g>
      <rect
        x={x - width / 2}
        y={y - height / 2}
        width={width}
        height={height}
        rx={height / 2.6}
        fill={fill}
      />
      <text
        x={x}
        y={y + fontSize * 0.355}
        textAnchor="middle"
        fontSize={fontSize}
        fontWeight={PLATE_WEIGHT}
        fill={ink}
      >
        {text}
      </text>
    </g>
  )
}

interface SwatchProps {
  readonly owner: number
  readonly size?: number
}

/** An owner's colour and pattern in a small square. */
export function Swatch({ owner, size = 14 }: SwatchProps) {
  const id = useId()
  return (
    <svg width={size} height={size} aria-hidden="true" className="inline-block">
      <PatternDefs id={id} owners={[owner]} />
      <rect
        x={0.75}
        y={0.75}
        width={size - 1.5}
        height={size - 1.5}
        rx={3}
        fill={ownerFill(id, owner)}
        stroke={ownerTokens(owner).edge}
        strokeWidth={1.5}
      />
    </svg>
  )
}

interface SignProps {
  /** Upper left corner of a square of 16. */
  readonly x?: number
  readonly y?: number
}

const CROSS = 'M4.5 4.5l7 7m0-7l-7 7'
const TICK = 'M3.5 8.5l3 3 6-7'

export function CrossMark({ x = 0, y = 0 }: SignProps) {
  return <path d={CROSS} transform={`translate(${x} ${y})`} className="sign" />
}

interface AnswerProps {
  readonly yes: boolean
}

/** A tick or a cross of 16 px; the word beside it says the same. */
export function AnswerMark({ yes }: AnswerProps) {
  return (
    <svg width={16} height={16} viewBox="0 0 16 16" aria-hidden="true">
      <path d={yes ? TICK : CROSS} className="sign" />
    </svg>
  )
}

interface PillProps {
  /** Centre of the pill. */
  readonly x: number
  /** Upper edge. */
  readonly y: number
  readonly text: string
  readonly width: number
  readonly tone: 'accent' | 'fail'
  /** A cross before the text. */
  readonly isRefused?: boolean
  /** On a wash of its tone instead of an outline. */
  readonly isWashed?: boolean
}

const PILL_HEIGHT = 22
const PILL_FONT = 12
const PILL_WEIGHT = 600

/** Width that a pill needs for its text. */
export function pillWidth(text: string, isRefused: boolean): number {
  if (!text) return PILL_HEIGHT
  return textWidth(text, PILL_FONT, PILL_WEIGHT) + (isRefused ? 38 : 24)
}

export function Pill({ x, y, text, width, tone, isRefused, isWashed }: PillProps) {
  const color = `var(--${tone})`
  return (
    <g style={{ color }}>
      <rect
        x={x - width / 2}
        y={y}
        width={width}
        height={PILL_HEIGHT}
        rx={PILL_HEIGHT / 2}
        fill={isWashed ? `var(--${tone}-wash)` : 'var(--surface-2)'}
        stroke={isWashed ? 'none' : color}
      />
      {isRefused && <CrossMark x={text ? x - width / 2 + 8 : x - 8} y={y + 3} />}
      <text
        x={isRefused ? x + 8 : x}
        y={y + 15}
        textAnchor="middle"
        fontSize={PILL_FONT}
        fontWeight={PILL_WEIGHT}
        fill="currentColor"
      >
        {text}
      </text>
    </g>
  )
}
