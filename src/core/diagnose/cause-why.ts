// What the kernel could do for the request before it gave up, and what goes with the reason that it did.

import { fragmentationIndex } from '../metrics/fragmentation-index.ts'
import type { ZoneAttempt } from './attempt.ts'
import { exceededOrder, freeIn, type Judged, LACKS_BLOCKS } from './judged.ts'
import { panicWhy } from './panic-why.ts'
import {
  flagsOf,
  ignoresMarks,
  ignoresPolicy,
  isLightHugePage,
  isOfKswapd,
  type Request,
  withoutMarksBy,
} from './request.ts'
import { tooLargeFor } from './vmalloc-size.ts'
import { capitalise, countOf, enumerate, pagesAndSize, sizeOf, zoneNames } from './words.ts'
import { zoneRank } from './zone-class.ts'
import { COSTLY_ORDER, meaningOf } from './zone-verdict.ts'

export function whyOf(judged: Judged): string {
  const { report, request, deciding } = judged
  if (tooLargeFor(judged) !== null)
    return 'Such a size is more often a mistake of the caller than a lack of memory: the stack below the first line names it.'
  const largest = exceededOrder(judged)
  if (largest !== null)
    return `No block is ever so large there: the largest order is ${largest}. No setting serves it and no free memory helps: the page allocator gives nothing above its largest order and says so in the kernel's log (__alloc_pages). The code that asks has to ask for less in one piece.`
  const said = [panicWhy(judged), waiting(judged)]
  if (!deciding)
    said.push(
      `The text has no Mem-Info of it, so whether memory was short or in pieces cannot be told: the lines that follow in the kernel's log show it.${report.kind === 'oom' ? " A cgroup's own limit prints none." : ''}`,
    )
  else
    said.push(
      outcomeWhy(judged, deciding),
      otherNodesWhy(judged),
      nodesWhy(judged),
      closedWhy(judged),
    )
  if (deciding && request.canWait === null)
    said.push(
      request.flags.length === 0
        ? 'The flags are not told: an ordinary request that may wait is assumed.'
        : `Not all of its flags can be read (${flagsOf(request)}), so whether it may wait is not told.`,
    )
  return said.filter(Boolean).join(' ')
}

function outcomeWhy(judged: Judged, deciding: ZoneAttempt): string {
  const { scene, request } = judged
  const { zone, test, outcome, spare } = deciding
  switch (outcome) {
    case 'no-block': {
      const { order } = request
      const index = meaningOf({ order, fragmentationIndex: fragmentationIndex(zone.counts, order) })
      return `${test ? marksBeside(judged, test.passes) : ''}${index}`
    }
    case 'passes':
      return passesWhy(judged, deciding)
    case 'memory':
      return test
        ? `It was ${pagesAndSize(test.mark + test.reserve + 1 - test.free, scene)} short.`
        : ''
    case 'high-mark':
      return spare === null ? '' : `It was ${pagesAndSize(1 - spare, scene)} short of that.`
    case 'reserve':
      return `Its lowmem_reserve for this request is ${pagesAndSize(test?.reserve ?? 0, scene)}.`
    case 'highatomic-pages':
      return `${test?.isHighatomicLeast ? 'At least ' : ''}${pagesAndSize(test?.highatomic ?? 0, scene)} of it do not count for this request.`
    case 'highatomic-blocks':
      return request.canWait === false && request.order === 0
        ? 'Before 6.11 a single page may not come from there, however urgent.'
        : ''
    case 'scaled':
      return `Kernels up to 4.3 take the blocks below the order off the free pages, one order after another, and halve the mark each time${judged.report.kind === 'oom' ? '; the last try before a kill begins with the high mark' : ''}.`
    case 'isolated-blocks':
      return 'They are being emptied for memory offlining or for a contiguous (CMA) allocation.'
    case 'untold':
      return `${test ? 'Its marks let the request through; what' : 'What'} decides stands in the rest of the report, which this text does not have.`
    case 'unknown':
      return test
        ? 'The marks let it through; the free lists, or which lowmem_reserve holds for it, are not in the text.'
        : 'The watermarks are not in the text.'
    default:
      return ''
  }
}

/** What the marks said where no block was there. Up to 4.3 they are all that is asked, scaled order by order. */
function marksBeside({ request }: Judged, passes: boolean): string {
  if (!passes)
    return 'No block of that order or above is there. Kernels up to 4.3 see that by the marks: they take the blocks below the order off the free pages and halve the mark each time, and what was left was refused. '
  if (ignoresMarks(request))
    return `No mark holds for it (${withoutMarksBy(request)}), but no list of that order or above has a block. `
  return 'Its marks let the request through, but no list of that order or above has a block. '
}

function passesWhy({ scene, request, attempt }: Judged, { zone, spare }: ZoneAttempt): string {
  const above = attempt.zones.filter(
    (one) => one.zone.node === zone.node && zoneRank(one.zone.zone) > zoneRank(zone.zone),
  )
  const isBare = above.length > 0 && above.every(({ outcome }) => LACKS_BLOCKS.includes(outcome))
  const bare = isBare
    ? `${capitalise(
        zoneNames(
          above.map((one) => one.zone),
          scene,
        ),
      )} ${above.length === 1 ? 'has' : 'have'} no block for it. `
    : ''
  if (ignoresMarks(request))
    return `${bare}No mark holds for it (${withoutMarksBy(request)}), and no cpuset or memory policy binds it: memory came free in between.`
  const margin = spare === null ? '' : `It would pass by ${countOf(spare, 'page')}. `
  if (ignoresPolicy(request) && !request.isThisNode)
    return `${bare}${margin}Memory came free in between: an urgent request that cannot wait is bound by no cpuset and no memory policy.`
  const bound = request.isThisNode
    ? 'it is bound to its node (__GFP_THISNODE)'
    : 'a cpuset, a memory policy or a node mask'
  return `${bare}${margin}Memory came free in between, or the request could not use that zone: ${bound}.`
}

/** What the kernel could do for it before it gave up (__alloc_pages_slowpath, __alloc_pages_may_oom). */
function waiting({ report: { kind, stalledMs }, request }: Judged): string {
  const flags = flagsOf(request)
  if (stalledMs !== null)
    return 'It has not failed: the kernel goes on trying, and says so every 10 s (4.9 to 4.14). What is below is of one moment of that time.'
  if (isLightHugePage(request))
    return `It does not wait by choice (${flags}): nothing was reclaimed or compacted for it, and small pages do instead.`
  if (request.canWait === false)
    return `It may not wait (${flags}): nothing was reclaimed or compacted for it.`
  if (isOfKswapd(request))
    return 'It is of kswapd, which frees memory for the others: it may take the last page, but it neither reclaims nor kills for itself (PF_MEMALLOC).'
  if (kind === 'oom' || request.canWait === null) return ''
  if (request.order > COSTLY_ORDER)
    return `It may wait, but above order ${COSTLY_ORDER} the kernel gives up when reclaim and compaction do not help, and kills nothing for it.`
  if (request.givesUp) return 'It may wait, but it asked not to be tried again (__GFP_NORETRY).'
  const spared = sparedBy(request)
  if (spared !== '')
    return `It may wait, but no process is killed for it: ${spared}. It fails when reclaim and compaction no longer help.`
  return `It may wait, and up to order ${COSTLY_ORDER} such a request is tried again until it is served or a process is killed for it. It fails only in rare cases, such as when its own task is being killed.`
}

/** Why the OOM killer does not run for a request that may wait (__alloc_pages_may_oom); '': it does. */
function sparedBy({ mayFail, isThisNode, highest }: Request): string {
  if (mayFail) return 'it asked to fail rather than that (__GFP_RETRY_MAYFAIL)'
  if (isThisNode) return 'it is bound to one node (__GFP_THISNODE)'
  if (highest === 'DMA' || highest === 'DMA32')
    return `it can use nothing above zone ${highest}, where a kill is unlikely to free any`
  return ''
}

function otherNodesWhy({ otherNodes }: Judged): string {
  if (otherNodes.length === 0) return ''
  const nodes = enumerate(otherNodes.map(String))
  return `${otherNodes.length === 1 ? `Node ${nodes}` : `Nodes ${nodes}`} could have served it.`
}

/** Since 5.0 the kill's last line says whether all of the machine's nodes counted. */
function nodesWhy({ report: { constraint }, attempt }: Judged): string {
  if (constraint !== 'CONSTRAINT_CPUSET' && constraint !== 'CONSTRAINT_MEMORY_POLICY') return ''
  const who = constraint === 'CONSTRAINT_CPUSET' ? 'cpuset' : 'memory policy'
  const nodes = [...new Set(attempt.zones.map(({ zone }) => zone.node))]
  const shown = `${nodes.length === 1 ? 'node' : 'nodes'} ${enumerate(nodes.map(String))}`
  return `Only the nodes that its ${who} allows count (${constraint}), and Mem-Info shows those alone: ${shown}. What other nodes have free is no use to it.`
}

function closedWhy({ scene, request, closed, deciding }: Judged): string {
  if (closed.length === 0 || request.canWait === null || deciding?.outcome === 'passes') return ''
  const free = sizeOf(
    closed.reduce((sum, zone) => sum + freeIn(zone), 0),
    scene,
  )
  const names = capitalise(zoneNames(closed, scene))
  return `${names} ${closed.length === 1 ? 'is' : 'are'} closed to it, with ${free} free: ${CLOSED[request.highest]}.`
}

const CLOSED: Readonly<Record<Request['highest'], string>> = {
  DMA: 'it asked for zone DMA alone (GFP_DMA)',
  DMA32: 'it asked for zone DMA32 or below (GFP_DMA32)',
  Normal: "the kernel's own memory comes from zone Normal and below",
  HighMem: 'only movable requests may use zone Movable',
  Movable: '',
}
