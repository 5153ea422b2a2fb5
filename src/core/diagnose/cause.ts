// Why a request failed, in one sentence, and the sum that shows it. The zone that decides is the one that came
// nearest to serving: had its obstacle not been there, the request would have been served.

import type { Report } from '../kernel-text/reading.ts'
import { largestFreeOrder } from '../memory/memory.ts'
import { formatIndex } from '../metrics/format-index.ts'
import { fragmentationIndex } from '../metrics/fragmentation-index.ts'
import { pagesIn } from '../units.ts'
import { type Attempt, attemptOf, type Outcome, type ZoneAttempt } from './attempt.ts'
import { pagesOf } from './orders.ts'
import { flagsOf, type Request, requestOf } from './request.ts'
import { type Scene, zonesOf } from './scene.ts'
import type { MarkTest } from './watermark-test.ts'
import { capitalise, countOf, pagesAndSize, sizeAndOrder, sizeOf, zoneNames } from './words.ts'
import { COSTLY_ORDER } from './zone-verdict.ts'

export interface Cause {
  readonly report: Report
  readonly request: Request
  readonly attempt: Attempt
  /** null: the report has no zones. */
  readonly deciding: ZoneAttempt | null
  readonly fact: string
  readonly why: string
  readonly arithmetic: readonly string[]
}

/** Nearest to serving first. */
const NEAREST: readonly (readonly Outcome[])[] = [
  ['passes'],
  ['no-block', 'cma-blocks', 'highatomic-blocks', 'isolated-blocks', 'scaled'],
  ['unknown'],
  ['cma-pages', 'highatomic-pages'],
  ['high-mark'],
  ['memory'],
  ['reserve'],
]
/** Zones whose sum is shown. */
const MOST_SUMS = 8

/** null: the report does not tell which order was asked for. */
export function causeOf(scene: Scene, report: Report): Cause | null {
  const request = requestOf(report)
  if (!request) return null
  const zones = zonesOf(report, scene.pageSize.bytes)
  const attempt = attemptOf(scene, report, request, zones)
  const deciding = decidingZone(attempt)
  const at: Scene = { ...scene, zones }
  return {
    report,
    request,
    attempt,
    deciding,
    fact: factOf(at, report, request, deciding),
    why: whyOf(at, report, request, deciding),
    arithmetic: [...requestLines(at, report, request), ...zoneLines(at, attempt)],
  }
}

function decidingZone({ zones }: Attempt): ZoneAttempt | null {
  for (const outcomes of NEAREST) {
    const near = zones.filter(({ outcome }) => outcomes.includes(outcome))
    const [first] = near
    if (!first) continue
    if (first.outcome === 'memory') return first
    return near.reduce((most, one) => (freeIn(one) > freeIn(most) ? one : most))
  }
  return null
}

function freeIn({ zone }: ZoneAttempt): number {
  return zone.marks?.free ?? pagesOf(zone.counts)
}

/** `bigsend's request for 64 KiB in one piece (order 4)`. */
function subjectOf(scene: Scene, { task, order }: Request): string {
  const size = sizeOf(pagesIn(order), scene)
  const what = order === 0 ? `one page (order 0, ${size})` : `${size} in one piece (order ${order})`
  return task === null ? `A request for ${what}` : `${task}'s request for ${what}`
}

function factOf(
  scene: Scene,
  { kind }: Report,
  request: Request,
  deciding: ZoneAttempt | null,
): string {
  const subject = `${subjectOf(scene, request)} ${kind === 'oom' ? 'ended in an OOM kill' : 'failed'}`
  if (!deciding) {
    const cannot = request.canWait === false ? ', and it could not wait for memory to be freed' : ''
    return `${subject}${cannot}.`
  }
  const { zone, test } = deciding
  const where = zoneNames([zone], scene)
  const free = sizeOf(freeIn(deciding), scene)
  switch (deciding.outcome) {
    case 'no-block':
      return `${subject} for want of a block large enough, not of memory: ${free} is free in ${where}, ${upTo(scene, deciding)}.`
    case 'scaled':
      return `${subject} though ${where} has such blocks: too much of its ${free} stands in smaller ones, and this kernel wants a share left in each size.`
    case 'cma-blocks':
      if (request.order === 0)
        return `${subject} though ${free} is free in ${where}: all of it is CMA, which only movable requests may use.`
      return `${subject} though such blocks are free in ${where}: all of them are CMA, which only movable requests may use.`
    case 'highatomic-blocks':
      return `${subject} though such blocks are free in ${where}: all of them are set aside for atomic requests (HighAtomic).`
    case 'isolated-blocks':
      return `${subject} though such blocks are free in ${where}: all of them stand in isolated pageblocks, from which nothing may be taken.`
    case 'cma-pages':
      return `${subject} for lack of memory it may use: of ${free} free in ${where}, ${sizeOf(test?.cma ?? 0, scene)} is CMA, which only movable requests may use.`
    case 'highatomic-pages':
      return `${subject} for lack of memory it may use: ${free} is free in ${where}, but a part is set aside for atomic requests (HighAtomic), and the rest is not above the mark.`
    case 'reserve':
      return `${subject} for lack of memory: what is free in ${where}, ${free}, is kept for requests that can use no other zone (lowmem_reserve).`
    case 'memory':
      return `${subject} for lack of memory: ${where} has ${free} free, and the request needs more than ${sizeOf((test?.mark ?? 0) + (test?.reserve ?? 0), scene)} left there.`
    case 'high-mark':
      return `${subject} for lack of memory: ${where} has ${free} free, and the last try before a kill needs more than ${sizeOf((zone.marks?.high ?? 0) + (test?.reserve ?? 0), scene)} left there, its high mark.`
    case 'passes':
      return `${subject}, yet when the report was printed ${where} could have served it, with ${free} free.`
    case 'unknown':
      return `${subject}; ${free} is free in ${where}, and the text does not tell enough to say why it was not given.`
  }
}

function upTo(scene: Scene, { zone }: ZoneAttempt): string {
  const largest = largestFreeOrder(zone.counts)
  return largest < 0 ? 'but in no block' : `in blocks of up to ${sizeAndOrder(largest, scene)}`
}

function whyOf(
  scene: Scene,
  report: Report,
  request: Request,
  deciding: ZoneAttempt | null,
): string {
  const said = [waiting(report, request)]
  if (!deciding)
    said.push(
      `The text has no Mem-Info of it, so whether memory was short or in pieces cannot be told: the lines that follow in the kernel's log show it.${report.kind === 'oom' ? " A cgroup's own limit prints none." : ''}`,
    )
  else said.push(outcomeWhy(scene, request, deciding))
  if (deciding && request.canWait === null)
    said.push('The flags are not told: an ordinary request that may wait is assumed.')
  return said.filter(Boolean).join(' ')
}

function outcomeWhy(scene: Scene, request: Request, deciding: ZoneAttempt): string {
  const { zone, test, outcome } = deciding
  switch (outcome) {
    case 'no-block': {
      if (request.order >= zone.counts.length)
        return `No block is ever so large there: the largest order is ${zone.counts.length - 1}.`
      const index = fragmentationIndex(zone.counts, request.order)
      const passes = test
        ? 'Its marks let the request through, but no list of that order or above has a block. '
        : ''
      return `${passes}The fragmentation index for order ${request.order} is ${formatIndex(index)}: ${index > 500 ? 'nearer 1, so the memory is there, in pieces' : 'nearer 0, so lack of memory explains it as well'}.`
    }
    case 'passes':
      return `${margin(test)}Memory came free in between, or the request could not use that zone: ${request.isThisNode ? 'it is bound to its node (__GFP_THISNODE)' : 'a cpuset, a memory policy or a node mask'}.`
    case 'memory':
      return test
        ? `It was ${pagesAndSize(test.mark + test.reserve + 1 - test.free, scene)} short.`
        : ''
    case 'reserve':
      return `Its lowmem_reserve for this request is ${pagesAndSize(test?.reserve ?? 0, scene)}.`
    case 'highatomic-pages':
      return `${test?.isHighatomicLeast ? 'At least ' : ''}${pagesAndSize(test?.highatomic ?? 0, scene)} of it do not count for this request.`
    case 'scaled':
      return 'Kernels up to 4.3 take the blocks below the order off the free pages, one order after another, and halve the mark each time.'
    case 'isolated-blocks':
      return 'They are being emptied for memory offlining or for a contiguous (CMA) allocation.'
    case 'unknown':
      return test
        ? 'The marks let it through; the free lists, or which lowmem_reserve holds for it, are not in the text.'
        : 'The watermarks are not in the text.'
    default:
      return ''
  }
}

/** `It would pass by 79 pages. ` */
function margin(test: MarkTest | null): string {
  if (!test) return ''
  return `It would pass by ${countOf(test.free - test.mark - test.reserve, 'page')}. `
}

/** What the kernel could do for it before it gave up. */
function waiting({ kind }: Report, request: Request): string {
  const flags = flagsOf(request)
  if (request.canWait === false)
    return `It may not wait (${flags}): nothing was reclaimed or compacted for it.`
  if (kind === 'oom' || request.canWait === null) return ''
  if (request.order > COSTLY_ORDER)
    return `It may wait, but above order ${COSTLY_ORDER} the kernel gives up when reclaim and compaction do not help, and kills nothing for it.`
  return request.givesUp
    ? 'It may wait, but it asked not to be tried again (__GFP_NORETRY).'
    : `It may wait, and up to order ${COSTLY_ORDER} such a request is tried again until it is served or a process is killed for it. It fails only in rare cases, such as when its own task is being killed.`
}

function requestLines(scene: Scene, { mode, era }: Report, request: Request): string[] {
  const { order } = request
  const lines = [
    `order ${order}: 2^${order} = ${countOf(pagesIn(order), 'page')} of ${sizeOf(1, scene)} = ${sizeOf(pagesIn(order), scene)}`,
  ]
  if (mode === null) return lines
  const from = !era || era.kernels === null ? '' : `, as kernels ${era.kernels} number them`
  const guess = era?.isGuess ? ` (a guess, by ${era.from})` : ''
  return [...lines, `${mode}: ${flagsOf(request) || 'flags not told'}${from}${guess}`]
}

function zoneLines(scene: Scene, { zones }: Attempt): string[] {
  const shown = zones.slice(0, MOST_SUMS).flatMap(({ zone, lines }) => {
    if (lines.length === 0) return []
    return [`${capitalise(zoneNames([zone], scene))}`, ...lines.map((line) => `  ${line}`)]
  })
  const more = zones.length - MOST_SUMS
  return more > 0 ? [...shown, `and ${more} more zones`] : shown
}
