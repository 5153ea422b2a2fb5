// The split tree on a canvas, for machines of more blocks than elements can stand for.

import { BLOCK_HELD, BLOCK_IN_HAND } from '../../core/buddy/frame.ts'
import { holderOf } from '../../core/buddy/frame-blocks.ts'
import { isDashed, isHollow } from '../../store/block-state.ts'
import { type Fills, type Pen, plainOwner } from '../../ui/canvas-fills.ts'
import { plateWidth } from '../../ui/marks.tsx'
import { fitText } from '../../ui/text-width.ts'
import type { TreeGeometry } from './layout.ts'
import { type TreeBlock, type TreeMarks, visiblePart } from './marks.ts'

/** Narrower than this, a bar is plain; no label stands on one narrower than the second. */
const LEAST_PATTERN = 14
export const LEAST_LABEL = 40
/** Narrower still, it has no edge at its sides: neighbours of one kind read as one long bar. */
const LEAST_EDGED = 3
const FONT = '11px'

export function drawTree(
  pen: Pen,
  fills: Fills,
  marks: TreeMarks,
  geometry: TreeGeometry,
  names: ReadonlyMap<number, string>,
  fontFamily: string,
): void {
  drawBrackets(pen, fills, marks, geometry)
  drawStrip(pen, fills, marks, geometry)
  for (const block of marks.blocks) drawBar(pen, fills, block)
  pen.font = `${FONT} ${fontFamily}`
  pen.textAlign = 'center'
  for (const block of marks.blocks) {
    const part = visiblePart(geometry, block)
    if (part.width >= LEAST_LABEL) drawLabel(pen, fills, block, part.x, part.width, names)
  }
}

function drawBrackets(pen: Pen, { palette }: Fills, marks: TreeMarks, { isCompact }: TreeGeometry) {
  pen.strokeStyle = palette.splitLine
  pen.lineWidth = isCompact ? 1.5 : 2
  pen.beginPath()
  for (const { left, right, y } of marks.brackets) {
    pen.moveTo(left, y)
    pen.lineTo(right, y)
  }
  pen.stroke()
  pen.lineWidth = 1
  pen.beginPath()
  for (const { y, stems } of marks.brackets)
    for (const { x, end } of stems) {
      pen.moveTo(x, y)
      pen.lineTo(x, end)
    }
  pen.stroke()
}

function drawStrip(pen: Pen, { palette }: Fills, { columns }: TreeMarks, { strip }: TreeGeometry) {
  if (!strip) return
  pen.fillStyle = palette.text3
  for (const { x, width, share } of columns) {
    const height = strip.height * share
    pen.fillRect(x + 0.3, strip.y + strip.height - height, Math.max(width - 0.6, 1), height)
  }
  pen.strokeStyle = palette.freeEdge
  pen.lineWidth = 0.5
  for (const { x, width } of columns)
    pen.strokeRect(x + 0.3, strip.y, Math.max(width - 0.6, 1), strip.height)
}

function drawBar(pen: Pen, fills: Fills, block: TreeBlock): void {
  const { x, y, width, height, state, owner } = block
  const { palette } = fills
  const isHeld = state === BLOCK_HELD
  const isFree = isHollow(state)
  const color = plainOwner(palette, Math.max(owner, 0))
  if (isHeld) pen.fillStyle = width >= LEAST_PATTERN ? fills.owner(owner) : color.fill
  else
    pen.fillStyle = isFree ? palette.freeFill : width >= LEAST_PATTERN ? fills.held : palette.held
  if (width < LEAST_EDGED) {
    pen.fillRect(x - 0.25, y, width + 0.5, height)
    if (!isFree) return
    pen.fillStyle = palette.freeEdge
    pen.fillRect(x - 0.25, y, width + 0.5, 1)
    pen.fillRect(x - 0.25, y + height - 1, width + 0.5, 1)
    return
  }
  pen.strokeStyle = isHeld ? color.edge : isFree ? palette.freeEdge : palette.heldLine
  if (state === BLOCK_IN_HAND) pen.strokeStyle = palette.accent
  pen.lineWidth = width > 6 ? 1 : 0.6
  pen.beginPath()
  pen.roundRect(x + 0.5, y + 0.5, width - 1, height - 1, width > 16 ? 4 : width > 6 ? 2 : 0.5)
  pen.fill()
  if (isDashed(state)) pen.setLineDash([4, 3])
  pen.stroke()
  if (isDashed(state)) pen.setLineDash([])
}

function drawLabel(
  pen: Pen,
  { palette }: Fills,
  block: TreeBlock,
  x: number,
  width: number,
  names: ReadonlyMap<number, string>,
): void {
  const isHeld = block.state === BLOCK_HELD
  const middle = block.y + block.height / 2
  if (isHeld && !names.has(block.owner)) return // it comes with the next frame
  const text = fitText(holderOf(block, names), width - 10, 11)
  if (!text) return
  if (isHeld) {
    const { fill } = plainOwner(palette, block.owner)
    const plate = plateWidth(text, 11)
    pen.fillStyle = fill
    pen.beginPath()
    pen.roundRect(x + width / 2 - plate / 2, middle - 7.5, plate, 15, 6)
    pen.fill()
  }
  pen.fillStyle = isHeld ? plainOwner(palette, block.owner).ink : palette.text2
  pen.fillText(text, x + width / 2, middle + 4)
}
