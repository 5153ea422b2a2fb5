// What is said over the blocks: the tie between two buddies, and at a failure a verdict over each
// place of the wanted size.

import type { Tie, Verdict } from '../../core/explain/explanation.ts'
import type { Order, Pfn } from '../../core/units.ts'
import { xOf } from '../../ui/address-axis.ts'
import { pillWidth } from '../../ui/marks.tsx'
import { rowOf, type TreeGeometry } from './layout.ts'

export interface PillMark {
  /** Centre. */
  readonly x: number
  /** Upper edge. */
  readonly y: number
  /** Empty: a cross alone. */
  readonly text: string
  readonly width: number
  readonly isRefused: boolean
  /** The whole text, where the pill has room for a part of it. */
  readonly title: string
}

export interface TieMark {
  readonly key: string
  readonly ok: boolean
  /** From below the one buddy to below the other. */
  readonly path: string
  /** null: no room for words. */
  readonly pill: PillMark | null
}

const PREFIX = /^no merge: /
/** Buddies whose middles are closer are not tied: a few dashes say nothing. */
const LEAST_TIED = 20
/** How far the words may reach past their two blocks. */
const REACH = 1.3

/**
 * Ties of one zone, left to right. The words stand under both buddies; where the smaller blocks of a split one
 * would be covered, under the other; where they would cover another tie's, nowhere.
 */
export function tieMarks(
  ties: readonly Tie[],
  zone: number,
  geometry: TreeGeometry,
  isSplit: (pfn: Pfn, order: Order) => boolean,
): TieMark[] {
  const { axis, isCompact, isNarrow } = geometry
  let taken = Number.NEGATIVE_INFINITY
  return ties
    .filter((tie) => tie.zone === zone)
    .sort((a, b) => a.pfn - b.pfn)
    .flatMap((tie) => {
      const row = rowOf(geometry, tie.order)
      if (!row) return []
      const pages = 2 ** tie.order
      const [from, to] = [tie.pfn + pages / 2, tie.pfn + 1.5 * pages].map((pfn) => xOf(axis, pfn))
      const x = xOf(axis, tie.pfn + pages)
      if (from === undefined || to === undefined || x < axis.left || x > axis.right) return []
      if (to - from < LEAST_TIED) return []
      const bottom = row.y + row.height
      const drop = isCompact ? 4 : isNarrow ? 6 : 7
      const [isLeftSplit, isRightSplit] = [tie.pfn, tie.pfn + pages].map((pfn) =>
        isSplit(pfn, tie.order),
      )
      const isEitherSplit = isLeftSplit || isRightSplit
      const middle = isLeftSplit ? to : isRightSplit ? from : x
      const room = pages * axis.scale * (isEitherSplit ? 1 : 2 * REACH)
      const pill = pillFor(tie, middle, bottom + 3 + drop + 1, room)
      const isFree =
        pill !== null && !(isLeftSplit && isRightSplit) && pill.x - pill.width / 2 > taken
      if (isFree) taken = pill.x + pill.width / 2
      return {
        key: `${tie.pfn}:${tie.order}`,
        ok: tie.ok,
        path: `M${from} ${bottom + 3}v${drop}H${to}v${-drop}`,
        pill: isFree ? pill : null,
      }
    })
}

/** The whole text; else, of a refusal, what comes after "no merge"; else nothing. */
function pillFor({ text, ok }: Tie, x: number, y: number, room: number): PillMark | null {
  const whole = pillWidth(text, false)
  if (whole <= room) return { x, y, text, width: whole, isRefused: false, title: text }
  const short = text.replace(PREFIX, '')
  const width = pillWidth(short, true)
  return ok || width > room ? null : { x, y, text: short, width, isRefused: true, title: text }
}

/** Verdicts of one zone: words where they fit over their place, else a cross, else nothing. */
export function verdictMarks(
  verdicts: readonly Verdict[],
  zone: number,
  geometry: TreeGeometry,
): PillMark[] {
  const { axis, verdictY: y } = geometry
  if (y === null) return []
  return verdicts
    .filter((verdict) => verdict.zone === zone)
    .flatMap(({ pfn, order, text }) => {
      const room = 2 ** order * axis.scale
      const x = xOf(axis, pfn + 2 ** order / 2)
      if (x < axis.left || x > axis.right || room < 24) return []
      const fits = pillWidth(text, true) <= room - 2
      const shown = fits ? text : ''
      return [{ x, y, text: shown, width: pillWidth(shown, true), isRefused: true, title: text }]
    })
}
