// What failed, for whom and for lack of what, in one sentence.

import { largestFreeOrder } from '../memory/memory.ts'
import { fragmentationIndex } from '../metrics/fragmentation-index.ts'
import { formatBytes, pagesIn } from '../units.ts'
import type { ZoneAttempt } from './attempt.ts'
import { exceededOrder, freeIn, IN_PIECES, type Judged } from './judged.ts'
import { ignoresMarks, isOfKswapd } from './request.ts'
import { tooLargeFor } from './vmalloc-size.ts'
import { enumerate, secondsOf, sizeAndOrder, sizeOf, zoneNames } from './words.ts'

export function factOf(judged: Judged): string {
  return `${reasonOf(judged)}${boundTo(judged)}`
}

/** `bigsend's request for 64 KiB in one piece (order 4)`, `php's vmalloc of 1 MiB in single pages`. */
function subjectOf({ scene, report, request }: Judged): string {
  const { task, order } = request
  const { caller, callerBytes } = report
  const size = sizeOf(pagesIn(order), scene)
  const what = order === 0 ? `one page (order 0, ${size})` : `${size} in one piece (order ${order})`
  if (caller !== 'vmalloc') {
    const map = caller === 'vmemmap' ? ' for the memory map (vmemmap)' : ''
    return `${task === null ? 'A request' : `${task}'s request`} for ${what}${map}`
  }
  const much = callerBytes === null ? '' : ` of ${formatBytes(callerBytes)}`
  const pieces = order === 0 ? 'single pages' : `pieces of ${size} (order ${order})`
  return `${task === null ? 'A vmalloc' : `${task}'s vmalloc`}${much} in ${pieces}`
}

/** `failed`, `ended in an OOM kill of db within its cpuset`, `was still waiting after 10.9 s`. */
function endOf({ report }: Judged): string {
  const { kind, stalledMs, constraint } = report
  if (stalledMs !== null) return `was still waiting after ${secondsOf(stalledMs)}`
  if (kind !== 'oom') return 'failed'
  const end = killOf(report)
  if (constraint === 'CONSTRAINT_CPUSET') return `${end} within its cpuset`
  return constraint === 'CONSTRAINT_MEMORY_POLICY' ? `${end} within its memory policy` : end
}

/** Without a victim nothing says that one was killed: the kernel may have panicked, or waited for one that was dying. */
function killOf({ killed, panic }: Judged['report']): string {
  if (panic === 'panic_on_oom') return 'ended in a kernel panic (panic_on_oom)'
  if (panic === 'nothing to kill') return 'ended in a kernel panic (no process could be killed)'
  return killed === null ? 'called the OOM killer' : `ended in an OOM kill of ${killed.task}`
}

function reasonOf(judged: Judged): string {
  const { scene, request, deciding } = judged
  const subject = `${subjectOf(judged)} ${endOf(judged)}`
  const tooLarge = tooLargeFor(judged)
  if (tooLarge !== null) return `${subject}: ${tooLarge}.`
  if (!deciding) {
    const cannot = request.canWait === false ? ', and it could not wait for memory to be freed' : ''
    return `${subject}${cannot}.`
  }
  const { zone, test } = deciding
  const where = zoneNames([zone], scene)
  const free = sizeOf(freeIn(zone), scene)
  const largest = exceededOrder(judged)
  switch (deciding.outcome) {
    case 'no-block':
      if (request.order === 0)
        return `${subject} though ${free} is free in ${where} as it counts: its lists are empty.`
      if (largest !== null)
        return `${subject}: the page allocator's largest block there is ${sizeAndOrder(largest, scene)}.`
      return `${subject} for want of a block large enough${isInPieces(judged, deciding) ? ', not of memory' : ''}: ${free} is free in ${where}, ${upTo(judged, deciding)}.`
    case 'scaled':
      return `${subject} though ${where} has such blocks: too much of its ${free} stands in smaller ones, and this kernel wants a share left in each size.`
    case 'cma-blocks':
      if (request.order === 0)
        return `${subject} though ${free} is free in ${where}: all of it is CMA, which only movable requests may use.`
      return `${subject} though such blocks are free in ${where}: all of them are CMA, which only movable requests may use.`
    case 'highatomic-blocks':
      if (request.order === 0)
        return `${subject} though ${free} is free in ${where}: all of it is set aside for atomic requests of order 1 and above (HighAtomic).`
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
      if (isOfKswapd(request))
        return `${subject} for want of a ${request.order === 0 ? 'page' : `block of order ${request.order}`} on any list that it may use; when the report was printed, ${where} had ${free} free.`
      return `${subject}, yet when the report was printed ${where} could have served it, with ${free} free.`
    case 'untold':
      return `${subject}; ${free} is free in ${where}, ${rowOf(deciding)}, so whether it had ${request.order === 0 ? 'a page' : `a block of order ${request.order}`} to give is not told.`
    case 'unknown':
      return `${subject}; ${free} is free in ${where}, and the text does not tell enough to say why it was not given.`
  }
}

/** Memory is enough by its marks, and the index says the same. Without marks, or past them, the first is not told. */
function isInPieces({ request }: Judged, { zone, test }: ZoneAttempt): boolean {
  if (test === null || (ignoresMarks(request) && test.mark === 0)) return false
  return fragmentationIndex(zone.counts, request.order) > IN_PIECES
}

function rowOf({ zone: { counts } }: ZoneAttempt): string {
  return counts.length === 0
    ? 'whose row of free blocks is not in the text'
    : `whose row of free blocks is cut off after order ${counts.length - 1}`
}

function upTo({ scene }: Judged, { zone }: ZoneAttempt): string {
  const largest = largestFreeOrder(zone.counts)
  return largest < 0 ? 'but in no block' : `in blocks of up to ${sizeAndOrder(largest, scene)}`
}

/** Which node a request was bound to is not printed: it is the one that could not serve it. */
function boundTo({ otherNodes, attempt, deciding }: Judged): string {
  if (otherNodes.length === 0 || !deciding) return ''
  const nodes = new Set(attempt.zones.map(({ zone }) => zone.node))
  const refused = [...nodes].filter((node) => !otherNodes.includes(node))
  const which =
    refused.length === 1
      ? `this one, node ${deciding.zone.node}`
      : `one of ${enumerate(refused.map(String))}`
  return ` It is bound to one node (__GFP_THISNODE), most likely ${which}.`
}
