import { memo } from 'react'
import { CELL_FREE, CELL_IN_USE, CELL_SEVERAL, NOTHING_FREE } from '../../core/buddy/frame-cells.ts'
import type { Measure } from '../../store/view.ts'
import { ownerTokens, Plate, plateWidth } from '../../ui/marks.tsx'
import { heatStep, inkOn, orderStep } from '../../ui/palette.ts'
import { heldFill, ownerFill, TYPE_LETTERS, TYPE_TOKENS, typeFill } from '../../ui/patterns.tsx'
import { fitText } from '../../ui/text-width.ts'
import { usePalette } from '../../ui/usePalette.ts'
import { formatShare } from './measures.ts'

interface CellMarkProps {
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

/** A cell from this width on has its type's letter. */
const LEAST_LETTER = 11
const LEAST_EDGE = 6

/** A square cell, for that is what pages are; it prints its value where there is room. */
export const CellMark = memo(function CellMark(props: CellMarkProps) {
  const { x, y, width, height, value, measure, patterns } = props
  const box = { x, y, width: Math.max(width, 0.5), height }
  const isHatched =
    measure === 'unusable'
      ? value === NOTHING_FREE
      : value === CELL_IN_USE || value === CELL_SEVERAL
  if (isHatched) return <rect {...box} fill={heldFill(patterns)} />
  if (measure === 'unusable') return <Share {...props} box={box} />
  if (measure === 'order') return <OrderCell {...props} box={box} />
  if (value === CELL_FREE)
    return <Edged box={box} fill="var(--free-fill)" edge="var(--free-edge)" />
  return measure === 'owner' ? (
    <OwnerCell {...props} box={box} />
  ) : (
    <TypeCell {...props} box={box} />
  )
})

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

type Boxed = CellMarkProps & { readonly box: Box }

interface EdgedProps {
  readonly box: Box
  readonly fill: string
  readonly edge: string
}

function Edged({ box, fill, edge }: EdgedProps) {
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

function Share({ box, value }: Boxed) {
  const palette = usePalette()
  // One short of the ramp's end at most, so that the edge can stand out from the fill.
  const step = Math.min(heatStep(value), 7)
  const full = formatShare(value)
  const text = box.width >= 46 ? full : box.width >= 26 ? full.slice(0, 3) : ''
  return (
    <>
      <Edged box={box} fill={`var(--heat-${step})`} edge={`var(--heat-${step + 1})`} />
      {text && <Figure box={box} text={text} ink={inkOn(palette.heat[step] ?? '')} />}
    </>
  )
}

function OrderCell({ box, value, maxOrder }: Boxed) {
  const palette = usePalette()
  const step = orderStep(value, maxOrder)
  return (
    <>
      <Edged
        box={box}
        fill={`var(--order-${step})`}
        edge={`var(--order-${Math.min(11, step + 2)})`}
      />
      {box.width >= 18 && (
        <Figure box={box} text={String(value)} ink={inkOn(palette.order[step] ?? '')} />
      )}
    </>
  )
}

interface FigureProps {
  readonly box: Box
  readonly text: string
  readonly ink: string
}

function Figure({ box, text, ink }: FigureProps) {
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

function OwnerCell({ box, value, name, patterns }: Boxed) {
  const { fill, edge, ink } = ownerTokens(value)
  const text = fitText(name, box.width - 12, 13)
  const fits = text && plateWidth(text, 13) <= box.width
  return (
    <>
      <Edged box={box} fill={box.width < 14 ? fill : ownerFill(patterns, value)} edge={edge} />
      {fits && (
        <Plate
          x={box.x + box.width / 2}
          y={box.y + box.height / 2}
          text={text}
          fontSize={13}
          fill={fill}
          ink={ink}
        />
      )}
    </>
  )
}

function TypeCell({ box, value, patterns }: Boxed) {
  const token = `--mt-${TYPE_TOKENS[value] ?? 'unmovable'}`
  const isWide = box.width >= LEAST_LETTER
  const fontSize = Math.min(13, box.width)
  return (
    <>
      <Edged
        box={box}
        fill={isWide ? typeFill(patterns, value) : `var(${token})`}
        edge={`var(${token}-edge)`}
      />
      {isWide && (
        <Plate
          x={box.x + box.width / 2}
          y={box.y + box.height / 2}
          text={TYPE_LETTERS[value] ?? ''}
          fontSize={fontSize}
          fill={`var(${token})`}
          ink={`var(${token}-ink)`}
        />
      )}
    </>
  )
}
