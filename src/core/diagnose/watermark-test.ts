// Whether a zone's marks let a request through (mm/page_alloc.c: __zone_watermark_ok,
// __zone_watermark_unusable_free), with every number of the sum. What the report does not print is taken
// at its lowest, so that a refusal told here is a refusal.

import { formatCount, type Order, type Pages, pagesIn } from '../units.ts'
import {
  countsHighatomic,
  isBefore44,
  isBefore63,
  isBefore612,
  type Request,
  withoutMarksBy,
} from './request.ts'
import type { Scene, ZoneScene } from './scene.ts'
import { kilobytes } from './words.ts'

export interface MarkTest {
  readonly passes: boolean
  /** What counts as free for this request. */
  readonly free: Pages
  /** The min mark less what the request may use of the reserve. */
  readonly mark: Pages
  readonly reserve: Pages
  /** Left out of the free pages: CMA, HighAtomic. */
  readonly cma: Pages
  readonly highatomic: Pages
  /** The report does not print how many those are: so many at least. */
  readonly isHighatomicLeast: boolean
  readonly lines: readonly string[]
}

/** null: the text has no marks of the zone. `index` is the request's in lowmem_reserve[], where it is known. */
export function testMarks(
  scene: Pick<Scene, 'pageSize'>,
  zone: ZoneScene,
  request: Request,
  index: number | null,
): MarkTest | null {
  const { marks } = zone
  if (!marks || marks.free === null || marks.min === null) return null
  const lines: string[] = []
  const { bytes } = scene.pageSize
  lines.push(`free: ${formatCount(marks.free)} pages (${kilobytes(marks.free, bytes)})`)
  let free = marks.free
  const takeOff = (pages: Pages, what: string, atLeast = '') => {
    if (pages === 0) return
    free -= pages
    lines.push(`− ${atLeast}${formatCount(pages)} ${what}`)
  }
  takeOff(pagesIn(request.order) - 1, `for the block itself: 2^${request.order} − 1`)
  const highatomic = highatomicOf(zone, request)
  takeOff(highatomic.pages, 'set aside for atomic requests (HighAtomic)', highatomic.atLeast)
  const cma = cmaOf(zone, request)
  takeOff(cma.pages, 'in CMA areas, for movable requests alone', cma.atLeast)
  if (free !== marks.free) lines.push(`= ${formatCount(free)} that count for this request`)

  const mark = markOf(marks.min, marks.boost ?? 0, request, lines)
  const reserve = (index === null ? null : marks.reserve[index]) ?? 0
  const passes = free > mark + reserve
  const sum =
    reserve === 0
      ? formatCount(mark)
      : `${formatCount(mark)} + ${formatCount(reserve)} lowmem_reserve`
  const total = reserve === 0 ? '' : ` = ${formatCount(mark + reserve)}`
  lines.push(`needed: more than ${sum}${total}: ${passes ? 'passes' : 'refused'}`)
  return {
    passes,
    free,
    mark,
    reserve,
    cma: cma.pages,
    highatomic: highatomic.pages,
    isHighatomicLeast: highatomic.atLeast !== '',
    lines,
  }
}

interface Unusable {
  readonly pages: Pages
  /** `at least `: the report does not print it, and the letters of its blocks tell so much. */
  readonly atLeast: '' | 'at least '
}

/** Kernels before 4.4 have none; up to 6.11 all that were ever set aside are left out; before 5.8 they are not printed. */
function highatomicOf(zone: ZoneScene, request: Request): Unusable {
  if (isBefore44(request) || countsHighatomic(request)) return { pages: 0, atLeast: '' }
  const { reservedHighatomic, freeHighatomic } = zone.marks ?? {
    reservedHighatomic: null,
    freeHighatomic: null,
  }
  // A kernel that prints how many are free goes by them, whatever its release says; 6.12 and 6.13 do so and print
  // them not.
  const isAll = request.kernel === null || isBefore612(request)
  const told = freeHighatomic ?? (isAll ? reservedHighatomic : null)
  if (told !== null) return { pages: told, atLeast: '' }
  return { pages: pagesOfType(zone, 'H'), atLeast: 'at least ' }
}

function cmaOf(zone: ZoneScene, request: Request): Unusable {
  if (request.isMovable) return { pages: 0, atLeast: '' }
  const told = zone.marks?.freeCma ?? null
  if (told !== null) return { pages: told, atLeast: '' }
  return { pages: pagesOfType(zone, 'C'), atLeast: 'at least ' }
}

/** Pages in orders where blocks of this type alone are free. */
function pagesOfType({ counts, letters }: ZoneScene, letter: string): Pages {
  let pages = 0
  for (const [order, count] of counts.entries())
    if (letters[order] === letter) pages += count * pagesIn(order)
  return pages
}

/** An order-0 request with __GFP_HIGH is judged without the boost (zone_watermark_fast, 5.9 and later). */
function markOf(min: Pages, boost: Pages, request: Request, lines: string[]): Pages {
  let mark = min
  const note = boost > 0 ? `, ${formatCount(boost)} of them boost` : ''
  lines.push(`min mark: ${formatCount(min)} pages${note}`)
  if (boost > 0 && request.isHigh && request.order === 0) {
    mark -= boost
    lines.push(`− ${formatCount(boost)} boost, which an urgent request of one page need not keep`)
  }
  const lower = (share: number, why: string) => {
    const pages = Math.floor(mark / share)
    mark -= pages
    lines.push(`− ${formatCount(pages)} ${why}`)
  }
  if (request.isHigh) lower(2, 'half of it: __GFP_HIGH may use the reserve')
  if (mayGoDeeper(request)) lower(4, 'a quarter of the rest: it cannot wait')
  return mark
}

/** ALLOC_HARDER of kernels up to 6.2, ALLOC_NON_BLOCK since. */
function mayGoDeeper(request: Request): boolean {
  if (request.isNoMemalloc) return false
  if (isBefore44(request)) return request.canWait === false
  if (isBefore63(request)) return request.isAtomic
  return request.isHigh && request.canWait === false
}

/** Of a request that no mark holds for, once the ordinary marks have refused it (ALLOC_NO_WATERMARKS). */
export function testWithoutMarks(test: MarkTest | null, request: Request): MarkTest | null {
  if (!test) return null
  const line = `${withoutMarksBy(request)}: tried again without marks and without lowmem_reserve: passes`
  return { ...test, passes: true, mark: 0, reserve: 0, lines: [...test.lines, line] }
}

export interface ScaledTest {
  readonly passes: boolean
  /** Pages to spare at the order where they are fewest; refused where there are none. */
  readonly spare: Pages
  /** Order at which too little is left. */
  readonly at: Order
  readonly lines: readonly string[]
}

/**
 * Up to 4.3 no list is looked at: for each order below the wanted one its blocks are taken off and the mark
 * is halved, and enough must still be left.
 */
export function scaledTest(
  zone: ZoneScene,
  request: Request,
  test: Pick<MarkTest, 'free' | 'mark'>,
): ScaledTest {
  const lines: string[] = []
  let { free, mark } = test
  let spare = Number.POSITIVE_INFINITY
  for (let order = 0; order < request.order; order++) {
    free -= (zone.counts[order] ?? 0) * pagesIn(order)
    mark = Math.floor(mark / 2)
    const passes = free > mark
    spare = Math.min(spare, free - mark)
    lines.push(
      `without order ${order}: ${formatCount(free)} left, more than ${formatCount(mark)} needed: ${passes ? 'passes' : 'refused'}`,
    )
    if (!passes) return { passes, spare, at: order, lines }
  }
  return { passes: true, spare, at: request.order, lines }
}
