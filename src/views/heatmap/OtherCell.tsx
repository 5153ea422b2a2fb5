import { CELL_FREE } from '../../core/buddy/frame-cells.ts'
import { ownerTokens, Plate, plateWidth } from '../../ui/marks.tsx'
import { inkOn, orderStep } from '../../ui/palette.ts'
import { ownerFill, TYPE_LETTERS, TYPE_TOKENS, typeFill } from '../../ui/patterns.tsx'
import { fitText } from '../../ui/text-width.ts'
import { usePalette } from '../../ui/usePalette.ts'
import { type Boxed, Edged, Figure } from './cell-parts.tsx'

/** A cell from this width on has its type's letter. */
const LEAST_LETTER = 11

/** A cell coloured by order, owner or migratetype. */
export function OtherCell(props: Boxed) {
  const { measure, value, box } = props
  if (measure === 'order') return <OrderCell {...props} />
  if (value === CELL_FREE)
    return <Edged box={box} fill="var(--free-fill)" edge="var(--free-edge)" />
  return measure === 'owner' ? <OwnerCell {...props} /> : <TypeCell {...props} />
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
