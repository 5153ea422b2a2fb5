// A failing request tried again on paper: for each zone that it may use, whether the marks refused it, or
// no block was there, or only blocks that others own (mm/page_alloc.c: get_page_from_freelist and
// __zone_watermark_ok, as of the kernel that wrote the report). The lists are as Mem-Info has them: a moment
// after the failure, when some memory may have come free already.

import type { Report } from '../kernel-text/reading.ts'
import { formatCount, type Pages, pagesIn } from '../units.ts'
import { ignoresMarks, isBefore44, mayTakeHighatomic, type Request } from './request.ts'
import type { Scene, ZoneScene } from './scene.ts'
import { type MarkTest, scaledTest, testMarks, testWithoutMarks } from './watermark-test.ts'
import { countOf } from './words.ts'
import { classIndex, mayUse, reserveRows, zoneRank } from './zone-class.ts'

export type Outcome =
  /** Free pages do not pass the min mark. */
  | 'memory'
  /** Of an OOM kill: they pass it, but not the high mark, which the last try before a kill has to. */
  | 'high-mark'
  /** They pass it, but not with lowmem_reserve. */
  | 'reserve'
  /** They pass with the CMA pages, or the HighAtomic ones, that this request may not use. */
  | 'cma-pages'
  | 'highatomic-pages'
  /** Enough is free, but no block of the order. */
  | 'no-block'
  /** Blocks are there, all of a type that this request may not use. */
  | 'cma-blocks'
  | 'highatomic-blocks'
  | 'isolated-blocks'
  /** Up to 4.3: too much of the free memory stands in small blocks. */
  | 'scaled'
  /** Nothing speaks against it. */
  | 'passes'
  /** Nothing speaks against it, but the row of its blocks is cut off before the order, or not there. */
  | 'untold'
  /** A block is there and the text has no marks, or neither is told. */
  | 'unknown'

export interface ZoneAttempt {
  readonly zone: ZoneScene
  readonly outcome: Outcome
  readonly test: MarkTest | null
  /** Pages to spare over the mark that comes nearest, refused where there are none; null: there are no marks. */
  readonly spare: Pages | null
  readonly lines: readonly string[]
}

export interface Attempt {
  readonly report: Report
  readonly request: Request
  /** Index of the request in lowmem_reserve[]; null: not known. */
  readonly index: number | null
  /** As the kernel walks them: of each node the highest first. */
  readonly zones: readonly ZoneAttempt[]
}

/** Orders of which the blocks are told one by one. */
const MOST_ORDERS = 6

/** `zones` are those of the report. */
export function attemptOf(
  scene: Pick<Scene, 'pageSize'>,
  report: Report,
  request: Request,
  zones: readonly ZoneScene[],
): Attempt {
  const index = classIndex(reserveRows(zones), request.highest)
  const usable = zones
    .filter(({ zone }) => mayUse(zone, request.highest))
    .sort((a, b) => a.node - b.node || zoneRank(b.zone) - zoneRank(a.zone))
  return {
    report,
    request,
    index,
    zones: usable.map((zone) => tryZone(scene, report.kind, zone, request, index)),
  }
}

/** `kind` is that of the report: an OOM kill has one try more behind it. */
export function tryZone(
  scene: Pick<Scene, 'pageSize'>,
  kind: Report['kind'],
  zone: ZoneScene,
  request: Request,
  index: number | null,
): ZoneAttempt {
  const test = testMarks(scene, zone, request, index)
  const one = tryOnce(zone, request, test, allowed(request))
  if (ignoresMarks(request) && one.outcome !== 'passes') {
    // The flags that open the HighAtomic reserve are gone from this try (__alloc_pages_slowpath: reserve_flags).
    const types = allowed({ ...request, isHigh: false, isAtomic: false, canWait: true })
    return tryLists(zone, request, testWithoutMarks(test, request), types)
  }
  return kind === 'oom' && one.outcome === 'passes' ? lastTry(one, request) : one
}

function tryOnce(
  zone: ZoneScene,
  request: Request,
  test: MarkTest | null,
  types: string,
): ZoneAttempt {
  if (test && !test.passes) {
    const { free, mark, reserve, lines } = test
    return { zone, outcome: refusedBy(test), test, spare: free - mark - reserve, lines }
  }
  const one = tryLists(zone, request, test, types)
  if (!test || !isBefore44(request) || request.order === 0 || zone.counts.length === 0) return one
  const scaled = scaledTest(zone, request, test)
  const spare = Math.min(one.spare ?? scaled.spare, scaled.spare)
  if (scaled.passes) return { ...one, spare }
  const outcome = hasBlock(zone, request, '') ? 'scaled' : zone.isCut ? 'untold' : 'no-block'
  const lines = [...test.lines, ...scaled.lines, blockLine(zone, request)]
  return { zone, outcome, test: { ...test, passes: false }, spare: scaled.spare, lines }
}

/** What the marks let through is looked for in the lists. */
function tryLists(
  zone: ZoneScene,
  request: Request,
  test: MarkTest | null,
  types: string,
): ZoneAttempt {
  const lines = test?.lines ?? []
  const spare = test && test.free - test.mark - test.reserve
  // Without its lowmem_reserve the marks' answer is none.
  const isJudged = test !== null && zone.marks !== null && zone.marks.reserve.length > 0
  if (zone.counts.length === 0)
    return { zone, outcome: isJudged ? 'untold' : 'unknown', test, spare, lines }
  const outcome = inLists(zone, request, test, types)
  return { zone, outcome, test, spare, lines: [...lines, blockLine(zone, request)] }
}

/**
 * Before it kills, the kernel tries once more with the high mark (__alloc_pages_may_oom); up to 4.3 that is
 * scaled order by order too.
 */
function lastTry(one: ZoneAttempt, request: Request): ZoneAttempt {
  const { test, zone } = one
  const high = zone.marks?.high ?? null
  if (!test || high === null) return one
  const needed = high + test.reserve
  const passes = test.free > needed
  const reserve = test.reserve === 0 ? '' : ` + ${formatCount(test.reserve)} lowmem_reserve`
  const line = `the last try before a kill needs more than the high mark, ${formatCount(high)}${reserve}: ${passes ? 'passes' : 'refused'}`
  const lines = [...one.lines, line]
  const spare = Math.min(one.spare ?? 0, test.free - needed)
  if (!passes) return { ...one, outcome: 'high-mark', spare, lines }
  if (!isBefore44(request) || request.order === 0) return { ...one, spare, lines }
  const scaled = scaledTest(zone, request, { free: test.free, mark: high })
  return {
    ...one,
    outcome: scaled.passes ? 'passes' : 'scaled',
    spare: Math.min(spare, scaled.spare),
    lines: [...lines, ...scaled.lines],
  }
}

function refusedBy({ free, mark, reserve, cma, highatomic }: MarkTest): Outcome {
  if (free > mark) return 'reserve'
  if (free + cma > mark + reserve && cma > 0) return 'cma-pages'
  if (free + cma + highatomic > mark + reserve && highatomic > 0) return 'highatomic-pages'
  return 'memory'
}

function inLists(zone: ZoneScene, request: Request, test: MarkTest | null, types: string): Outcome {
  if (hasBlock(zone, request, types)) return test || ignoresMarks(request) ? 'passes' : 'unknown'
  if (zone.isCut) return 'untold'
  if (hasBlock(zone, request, 'C')) return 'cma-blocks'
  if (hasBlock(zone, request, 'H')) return 'highatomic-blocks'
  return hasBlock(zone, request, '') ? 'isolated-blocks' : 'no-block'
}

/** Letters of the types that the request may take blocks of. */
function allowed(request: Request): string {
  return `UMER${request.isMovable ? 'C' : ''}${mayTakeHighatomic(request) ? 'H' : ''}`
}

/** Whether a block of the order or above is free, of one of these types; '': of any type. */
function hasBlock({ counts, letters }: ZoneScene, { order }: Request, types: string): boolean {
  return counts.some((count, of) => {
    if (of < order || count === 0) return false
    const told = letters[of] ?? ''
    return types === '' || told === '' || [...told].some((letter) => types.includes(letter))
  })
}

function blockLine({ counts, letters, isCut }: ZoneScene, { order }: Request): string {
  const there = counts.flatMap((count, of) =>
    of >= order && count > 0
      ? [`${formatCount(count)} of order ${of}${letters[of] ? ` (${letters[of]})` : ''}`]
      : [],
  )
  if (there.length > 0) {
    const more = there.length > MOST_ORDERS ? ' …' : ''
    return `blocks that are large enough: ${there.slice(0, MOST_ORDERS).join(', ')}${more}`
  }
  if (isCut)
    return `blocks of order ${order} or above: not told, its row is cut off after order ${counts.length - 1}`
  if (order === 0) return 'free blocks: 0'
  const below = counts.slice(0, order).reduce((sum, count) => sum + count, 0)
  return `blocks of order ${order} or above: 0, in ${countOf(below, 'block')} below, each of at most ${formatCount(pagesIn(order - 1))} pages`
}
