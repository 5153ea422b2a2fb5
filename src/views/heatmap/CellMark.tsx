import { lazy, memo } from 'react'
import { CELL_IN_USE, CELL_SEVERAL, NOTHING_FREE } from '../../core/buddy/frame-cells.ts'
import { heatStep, inkOn } from '../../ui/palette.ts'
import { heldFill } from '../../ui/patterns.tsx'
import { usePalette } from '../../ui/usePalette.ts'
import { type Boxed, type CellMarkProps, Edged, Figure } from './cell-parts.tsx'
import { formatShare } from './measures.ts'

/** Of the measures that nobody has chosen yet. */
const OtherCell = lazy(() => import('./OtherCell.tsx').then((m) => ({ default: m.OtherCell })))

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
  return <OtherCell {...props} box={box} />
})

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
