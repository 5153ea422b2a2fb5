// A failing request tried again on paper: for each zone that it may use, whether the marks refused it, or
// no block was there, or only blocks that others own (mm/page_alloc.c: get_page_from_freelist and
// __zone_watermark_ok, as of the kernel that wrote the report). The lists are as Mem-Info has them: a moment
// after the failure, when some memory may have come free already.

import type { Report } from '../kernel-text/reading.ts'
import { formatCount, type Pages, pagesIn } from '../units.ts'
import { isBefore44, mayUseHighatomic, type Request } from './request.ts'
import type { Scene, ZoneScene } from './scene.ts'
import { type MarkTest, scaledTest, testMarks } from './watermark-test.ts'
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
  /** A block is there and the text has no marks, or the other way round. */
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
  const one = tryOnce(scene, zone, request, index)
  return kind === 'oom' && one.outcome === 'passes' ? lastTry(one) : one
}

function tryOnce(
  scene: Pick<Scene, 'pageSize'>,
  zone: ZoneScene,
  request: Request,
  index: number | null,
): ZoneAttempt {
  const test = testMarks(scene, zone, request, index)
  const lines = test?.lines ?? []
  const spare = test && test.free - test.mark - test.reserve
  if (test && !test.passes) return { zone, outcome: refusedBy(test), test, spare, lines }
  if (zone.counts.length === 0) return { zone, outcome: 'unknown', test, spare, lines }
  const blocks = blockLine(zone, request)
  const outcome = inLists(zone, request, test)
  if (test && isBefore44(request) && request.order > 0) {
    const scaled = scaledTest(zone, request, test)
    if (!scaled.passes) {
      const refused = hasBlock(zone, request, '') ? 'scaled' : 'no-block'
      const all = [...lines, ...scaled.lines, blocks]
      return { zone, outcome: refused, test, spare: scaled.spare, lines: all }
    }
    const least = Math.min(spare ?? scaled.spare, scaled.spare)
    return { zone, outcome, test, spare: least, lines: [...lines, blocks] }
  }
  return { zone, outcome, test, spare, lines: [...lines, blocks] }
}

/** Before it kills, the kernel tries once more with the high mark (__alloc_pages_may_oom). */
function lastTry(one: ZoneAttempt): ZoneAttempt {
  const { test, zone } = one
  const high = zone.marks?.high ?? null
  if (!test || high === null) return one
  const needed = high + test.reserve
  const passes = test.free > needed
  const reserve = test.reserve === 0 ? '' : ` + ${formatCount(test.reserve)} lowmem_reserve`
  const line = `the last try before a kill needs more than the high mark, ${formatCount(high)}${reserve}: ${passes ? 'passes' : 'refused'}`
  const spare = Math.min(one.spare ?? 0, test.free - needed)
  return { ...one, outcome: passes ? 'passes' : 'high-mark', spare, lines: [...one.lines, line] }
}

function refusedBy({ free, mark, reserve, cma, highatomic }: MarkTest): Outcome {
  if (free > mark) return 'reserve'
  if (free + cma > mark + reserve && cma > 0) return 'cma-pages'
  if (free + cma + highatomic > mark + reserve && highatomic > 0) return 'highatomic-pages'
  return 'memory'
}

function inLists(zone: ZoneScene, request: Request, test: MarkTest | null): Outcome {
  if (hasBlock(zone, request, allowed(request))) return test ? 'passes' : 'unknown'
  if (hasBlock(zone, request, 'C')) return 'cma-blocks'
  if (hasBlock(zone, request, 'H')) return 'highatomic-blocks'
  return hasBlock(zone, request, '') ? 'isolated-blocks' : 'no-block'
}

/** Letters of the types that the request may take blocks of. */
function allowed(request: Request): string {
  return `UMER${request.isMovable ? 'C' : ''}${mayUseHighatomic(request) ? 'H' : ''}`
}

/** Whether a block of the order or above is free, of one of these types; '': of any type. */
function hasBlock({ counts, letters }: ZoneScene, { order }: Request, types: string): boolean {
  return counts.some((count, of) => {
    if (of < order || count === 0) return false
    const told = letters[of] ?? ''
    return types === '' || told === '' || [...told].some((letter) => types.includes(letter))
  })
}

function blockLine({ counts, letters }: ZoneScene, { order }: Request): string {
  const there = counts.flatMap((count, of) =>
    of >= order && count > 0
      ? [`${formatCount(count)} of order ${of}${letters[of] ? ` (${letters[of]})` : ''}`]
      : [],
  )
  if (there.length > 0) {
    const more = there.length > MOST_ORDERS ? ' …' : ''
    return `blocks that are large enough: ${there.slice(0, MOST_ORDERS).join(', ')}${more}`
  }
  if (order === 0) return 'free blocks: 0'
  const below = counts.slice(0, order).reduce((sum, count) => sum + count, 0)
  return `blocks of order ${order} or above: 0, in ${countOf(below, 'block')} below, each of at most ${formatCount(pagesIn(order - 1))} pages`
}
