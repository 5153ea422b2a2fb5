// Whether an order could be had from a zone just then, and how often. The order that a report is about is tried
// by the request that failed, so that no answer is at odds with the verdict; any other by an ordinary request
// of the same kernel: it may wait, and it may use the zones above as well, so lowmem_reserve holds for it.

import { type Order, type Pages, pagesIn } from '../units.ts'
import { type Outcome, tryZone, type ZoneAttempt } from './attempt.ts'
import { kernelOf } from './known-kernel.ts'
import { type Answer, pagesOf, timesIn } from './orders.ts'
import { ORDINARY, type Request, requestOf, type ZoneClass } from './request.ts'
import type { Scene, ZoneScene } from './scene.ts'
import { classIndex, mayUse, reserveRows } from './zone-class.ts'

/** Of lowmem_reserve. */
export const KEPT = 'kept for requests that can use no other zone'
/** What is said behind `5× by its blocks, `. */
const REFUSALS: Readonly<Record<Outcome, string>> = {
  memory: 'the marks forbid it',
  'high-mark': 'the high mark forbids it, which the last try before a kill must pass',
  reserve: KEPT,
  'cma-pages': 'the rest is CMA, for movable requests alone',
  'cma-blocks': 'CMA, for movable requests alone',
  'highatomic-pages': 'the rest is set aside for atomic requests',
  'highatomic-blocks': 'set aside for atomic requests',
  'isolated-blocks': 'in isolated pageblocks',
  scaled: 'too much stands in smaller ones for this kernel',
  'no-block': '',
  passes: '',
  untold: 'of types that it may not use, and the rest of the row is not told',
  unknown: '',
}
const OTHER_ZONE = 'the request may not use this zone'

/** What a zone is called that has a block and may not give it. */
export function wordOfRefusal(refusal: string): 'short' | 'fragmented' | 'kept' {
  if (refusal === REFUSALS.memory || refusal === REFUSALS['high-mark']) return 'short'
  return refusal === REFUSALS.scaled ? 'fragmented' : 'kept'
}

export function answersOf(scene: Scene): (zone: ZoneScene, order: Order) => Answer {
  const { report } = scene
  const asked = report && requestOf(report)
  const kernel = report ? kernelOf(report) : null
  // The last try before a kill is that of the request that the text tells of.
  const kind = asked && report ? report.kind : null
  const rows = reserveRows(scene.marks)
  return (zone, order) => {
    const times = timesIn(zone.counts, order)
    if (asked?.order === order && !mayUse(zone.zone, asked.highest))
      return { timesAllowed: 0, canServe: false, refusal: times === 0 ? '' : OTHER_ZONE }
    const request =
      asked?.order === order ? asked : { ...ORDINARY, ...ordinary(scene, zone, order), kernel }
    const index = classIndex(rows, request.highest)
    const one = tryZone(scene, kind, asShown(scene, zone), request, index)
    const canServe = times > 0 && (one.outcome === 'passes' || one.outcome === 'unknown')
    const refusal = canServe || times === 0 ? '' : REFUSALS[one.outcome]
    return { timesAllowed: timesAllowed(one, order, times), canServe, refusal }
  }
}

/** Network buffers and slabs stay where they are; huge pages, and users' pages in the zones for them, can be moved. */
function ordinary(
  { pageblock }: Scene,
  { zone }: ZoneScene,
  order: Order,
): Pick<Request, 'order' | 'isMovable' | 'highest'> {
  const isMovable = order >= pageblock.order || zone === 'HighMem' || zone === 'Movable'
  const highest: ZoneClass = isMovable ? 'Movable' : 'Normal'
  return { order, isMovable, highest }
}

/**
 * A report prints free pages beside its marks; other marks may be of another moment than the lists. Where the
 * lists are not told in full, the printed number holds.
 */
function asShown({ source }: Scene, zone: ZoneScene): ZoneScene {
  const { marks } = zone
  if (!marks || (source === 'report' && marks.free !== null)) return zone
  const counted = pagesOf(zone.counts)
  const isPart = zone.isCut || zone.exactFrom > 0
  return { ...zone, marks: { ...marks, free: isPart ? leastFree(zone, counted) : counted } }
}

/** null: nothing but a lower bound is known. */
function leastFree({ marks }: ZoneScene, counted: Pages): Pages | null {
  return marks?.free === null || marks === null ? null : Math.max(marks.free, counted)
}

/** Each request that is served takes 2^order of the pages to spare, and the last needs one of them only. */
function timesAllowed({ spare }: ZoneAttempt, order: Order, times: number): number | null {
  if (spare === null) return null
  return Math.min(times, Math.max(0, Math.ceil(spare / pagesIn(order))))
}
