// Where the pages strip draws: a cell a page over the address axis, its pfn below. What a page is
// too narrow to say, its block says; what a block is too narrow to say, its colour says.

import { BLOCK_FREE, BLOCK_HELD } from '../../core/buddy/frame.ts'
import { type FrameBlock, holderOf } from '../../core/buddy/frame-blocks.ts'
import type { Pfn } from '../../core/units.ts'
import { type AddressAxis, clampX, isNarrow, ticks, xOf } from '../../ui/address-axis.ts'
import { plateWidth } from '../../ui/marks.tsx'
import { fitText, textWidth } from '../../ui/text-width.ts'

export interface PagesGeometry {
  readonly axis: AddressAxis
  /** Height of the cells, which begin at 0. */
  readonly band: number
  /** Baseline of the pfns. */
  readonly rulerY: number
  readonly height: number
  readonly isNarrow: boolean
  readonly fontSize: number
}

/** Pixels a page from which each one says who holds it, and each has its pfn. */
const LABELLED = 28
/** Pixels a page from which the pages of a block are told apart. */
const SEPARATED = 6
const RULER_GAP = 78
/** Zones that end beyond this have hexadecimal rulers. */
const BIG_ZONE: Pfn = 4096

export function pagesGeometry(
  axis: AddressAxis,
  width: number,
  isLow: boolean,
  isOneOfMany = false,
): PagesGeometry {
  const narrow = isNarrow(width)
  const band = isLow ? 16 : narrow || isOneOfMany ? 40 : 52
  const rulerY = band + (isLow ? 16 : 17)
  return {
    axis,
    band,
    rulerY,
    height: rulerY + (isLow ? 10 : narrow || isOneOfMany ? 15 : 31),
    isNarrow: narrow,
    fontSize: narrow ? 13.5 : 15,
  }
}

export interface PageLabel {
  /** Centre. */
  readonly x: number
  readonly text: string
}

export interface BlockPages {
  readonly x: number
  readonly width: number
  /** Between its pages. */
  readonly separators: readonly number[]
  readonly labels: readonly PageLabel[]
}

/** The pages of one block as far as they can be seen; null: none of them. */
export function blockPages(
  block: FrameBlock,
  geometry: PagesGeometry,
  names: ReadonlyMap<number, string>,
): BlockPages | null {
  const { axis, fontSize, isNarrow: isPhone } = geometry
  const pages = 2 ** block.order
  const whole = axis.scale * pages
  const gap = whole > 20 ? 2.5 : whole > 8 ? 1 : 0.25
  const x = clampX(axis, xOf(axis, block.pfn)) + gap
  const width = clampX(axis, xOf(axis, block.pfn + pages)) - gap - x
  if (width + 2 * gap <= 0) return null
  const isFree = block.state === BLOCK_FREE
  // A hollow cell says that it is free; on a phone the word would only crowd it.
  const text = isFree ? (isPhone ? '' : 'free') : holderOf(block, names)
  const isEach = axis.scale >= LABELLED && isShort(text, axis.scale, fontSize, block.state)
  const inner = axis.scale >= SEPARATED ? pagesIn(axis, block.pfn + 1, block.pfn + pages) : []
  return {
    x,
    width: Math.max(width, 0.75),
    separators: inner.map((pfn) => xOf(axis, pfn)).filter((at) => at > x && at < x + width),
    labels: !text
      ? []
      : isEach
        ? pagesIn(axis, block.pfn, block.pfn + pages).flatMap((pfn) => labelOn(axis, pfn, text))
        : labelOnce(text, x, width, fontSize, block.state),
  }
}

/** A label in the middle of what can be seen of a page, where that is enough for it. */
function labelOn(axis: AddressAxis, pfn: Pfn, text: string): PageLabel[] {
  const from = clampX(axis, xOf(axis, pfn))
  const to = clampX(axis, xOf(axis, pfn + 1))
  return to - from >= Math.min(axis.scale, LABELLED + 12) ? [{ x: (from + to) / 2, text }] : []
}

/** Pages that can be seen, from `from` up to but not with `to`. */
function pagesIn(axis: AddressAxis, from: Pfn, to: Pfn): Pfn[] {
  const first = Math.max(from, Math.floor(axis.startPfn))
  const count = Math.max(0, Math.min(to, Math.ceil(axis.endPfn)) - first)
  return Array.from({ length: count }, (_, i) => first + i)
}

function isShort(text: string, width: number, fontSize: number, state: number): boolean {
  return state === BLOCK_HELD
    ? plateWidth(text, fontSize) <= width
    : textWidth(text, 12) <= width - 4
}

/** A name is cut where it must be; a word for no name is there whole or not at all. */
function labelOnce(text: string, x: number, width: number, fontSize: number, state: number) {
  const isName = state === BLOCK_HELD
  const whole = isName || isShort(text, width, fontSize, state) ? text : ''
  const fitting = isName ? fitText(text, width - fontSize, fontSize) : whole
  return fitting ? [{ x: x + width / 2, text: fitting }] : []
}

/** Width of a digit of a pfn, and the least room between two pfns, in pixels. */
const DIGIT = 8.5
const LABEL_GAP = 8

export interface PfnLabel {
  readonly pfn: Pfn
  readonly x: number
  readonly text: string
  readonly anchor: 'middle' | 'start' | 'end'
}

/** The row of pfns: one a page, or a ruler; hexadecimal only on the ruler of a big zone. */
export function pfnLabels({ axis }: PagesGeometry, endOfZone: Pfn): PfnLabel[] {
  const digits = String(Math.ceil(axis.endPfn)).length
  if (axis.scale >= LABELLED && digits * DIGIT <= axis.scale)
    return pagesIn(axis, Math.floor(axis.startPfn), Math.ceil(axis.endPfn)).flatMap((pfn) => {
      const x = xOf(axis, pfn + 0.5)
      const isSeen = x >= axis.left && x <= axis.right
      return isSeen ? [{ pfn, x, text: String(pfn), anchor: 'middle' as const }] : []
    })
  const isBig = endOfZone > BIG_ZONE
  const textOf = (pfn: Pfn) => (isBig ? `0x${pfn.toString(16)}` : String(pfn))
  // A label at an end stands half its width nearer to its neighbour than its pfn does.
  const widest = textOf(Math.ceil(axis.endPfn)).length * DIGIT
  return ticks(axis, Math.max(RULER_GAP, 1.5 * widest + LABEL_GAP)).map((pfn) => {
    const x = xOf(axis, pfn)
    const anchor = x < axis.left + 16 ? 'start' : x > axis.right - 16 ? 'end' : 'middle'
    return { pfn, x, text: textOf(pfn), anchor }
  })
}
