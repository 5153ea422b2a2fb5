// The small steps that only the Linux machine takes, in words: a line for the list of small steps,
// and why it is so.

import type { CompactMode, LinuxEvent, SlowStage } from '../buddy/event.ts'
import { formatCount, type Pages } from '../units.ts'
import type { EventOf } from './linux-course.ts'
import { countOf, freeBefore, pcpList, typed } from './linux-phrase.ts'
import { capitalise, countBlocks, countPages, pagesOf, sizeOf } from './phrase.ts'
import type { Scene } from './scene.ts'

/** `Low watermark: 13 312 pages against 11 820, passes`. */
export function linuxStepText(scene: Scene, event: LinuxEvent): string {
  switch (event.kind) {
    case 'fallback':
      return event.how === 'claim'
        ? `Fallback: ${event.from} to ${event.type}, claimed`
        : `Fallback: a block of order ${event.found} is stolen from ${event.from}`
    case 'try-claim':
      return event.ok
        ? `Claim the ${event.from} pageblock at ${event.pfn}: ${formatCount(event.free)} free and ${formatCount(event.alike)} alike, of ${formatCount(2 ** event.order)}`
        : `The ${event.from} pageblock at ${event.pfn} cannot be claimed: ${claimRefusal(event)}`
    case 'retag':
      return `Pageblock ${event.pfn} turns from ${event.from} to ${event.to}`
    case 'move-freepages':
      return `${countBlocks(event.blocks)} of pageblock ${event.pfn} move to the ${event.to} lists`
    case 'reserve-highatomic':
      return `Pageblock ${event.pfn} is kept as HighAtomic: ${countPages(event.reserved)} in all`
    case 'unreserve-highatomic':
      return `HighAtomic pageblock ${event.pfn} is given back`
    case 'pcp-take':
      return `${capitalise(pcpList(event.order, event.type))} gives ${pagesOf(event.pfn, event.order)}`
    case 'pcp-put':
      return `${capitalise(pagesOf(event.pfn, event.order))} to the ${event.end} of ${pcpList(event.order, event.type)}`
    case 'pcp-refill':
      return `${capitalise(pcpList(event.order, event.type))} is empty: up to ${countOf(event.blocks, event.order)} are fetched`
    case 'pcp-drain':
      return event.high > 0
        ? `The per-CPU lists reach ${countPages(event.high)}: ${countPages(event.pages)} ${event.pages === 1 ? 'goes' : 'go'} back`
        : `The per-CPU lists are emptied: ${countPages(event.pages)} go back`
    case 'watermark':
      return `${markName(event.mark)} watermark: ${watermarkSum(event)} against ${formatCount(event.needed + event.reserve)}, ${event.ok ? 'passes' : event.why === 'no-block' ? `but no block of order ${event.order}` : 'too few'}`
    case 'slow-path':
      return slowText(event.stage, event.ok, event.pages ?? null)
    case 'kswapd':
      return event.at === 'wake'
        ? `kswapd of node ${event.node} runs`
        : `kswapd of node ${event.node} sleeps: ${event.pages > 0 ? `${countPages(event.pages)} reclaimed` : 'it found nothing to reclaim'}`
    case 'kcompactd':
      return event.at === 'wake'
        ? `kcompactd of node ${event.node} runs`
        : `kcompactd of node ${event.node} sleeps: ${countPages(event.pages)} moved`
    case 'reclaim':
      return `${scene.nameOf(event.handle)} is reclaimed: ${sizeOf(scene.machine, event.pages)}`
    case 'oom-kill':
      return `Out of memory: ${scene.nameOf(event.handle)} is killed, ${sizeOf(scene.machine, event.pages)}`
    case 'set':
      return event.setting === 'min-free'
        ? `vm.min_free_kbytes is now ${formatCount(event.value / 1024)}`
        : `vm.extfrag_threshold is now ${event.value}`
    case 'compact':
      return event.order < 0
        ? 'Compaction of the whole zone'
        : `Compaction for order ${event.order}, ${MODES[event.mode]}`
    case 'compact-suitable':
      return event.ok
        ? `Compaction has a chance: ${freeCount(event.free)} against ${formatCount(event.needed)}${indexText(event.index, event.threshold)}`
        : event.index === null
          ? `Compaction is skipped: ${freeCount(event.free)} against ${formatCount(event.needed)}`
          : `Compaction is skipped: index ${thousandths(event.index)} is not above ${thousandths(event.threshold)}`
    case 'scan':
      return event.migrate === event.free
        ? `The scanners meet at ${event.migrate}`
        : `Scanners: takes at ${event.migrate}, puts at ${event.free}`
    case 'migrate':
      return `${scene.nameOf(event.handle)} moves from ${event.from} to ${event.pfn}`
    case 'compact-end':
      return `Compaction ends: ${RESULTS[event.result]}, ${countPages(event.moved)} moved`
  }
}

/** Why a small step of the Linux machine is as it is: a sentence or two. */
export function whyLinuxStep(event: LinuxEvent): string {
  switch (event.kind) {
    case 'fallback':
      return event.how === 'claim'
        ? 'The lists of the wanted type had no such block, so a pageblock of another type was taken over.'
        : 'No pageblock could be claimed. One block is taken from a foreign pageblock, which keeps its type: from now on it is mixed.'
    case 'try-claim':
      return `A pageblock changes its type only if half of it, ${countPages(event.needed)}, is free or holds memory of a like kind.`
    case 'retag':
      return 'What is free in it, and what will be freed in it, now serves the new type.'
    case 'move-freepages':
      return 'They go to the tails of their new lists.'
    case 'reserve-highatomic':
      return 'Requests of several pages that cannot wait find something there when all else is in pieces.'
    case 'unreserve-highatomic':
      return 'Ordinary requests run short, so the reserve gives way.'
    case 'pcp-take':
      return 'A CPU serves itself from its own lists first: no lock, no split.'
    case 'pcp-put':
      return 'It is free, but stands in no buddyinfo and merges with nothing while it waits there.'
    case 'pcp-refill':
      return 'They are taken off the free lists one by one, as if somebody had asked for each.'
    case 'pcp-drain':
      return 'They leave from the tails and merge with their buddies again.'
    case 'watermark':
      return whyWatermark(event)
    case 'slow-path':
      return SLOW[event.stage]
    case 'kswapd':
      return event.at === 'wake'
        ? 'The request is done, so it gets the CPU. It reclaims until the high mark is passed.'
        : 'It stops once a zone passes its high mark, or nothing is left to reclaim.'
    case 'kcompactd':
      return event.at === 'wake'
        ? 'It looks for a block of the wanted order by moving pages together.'
        : 'It has a block of that order, or its scanners have met.'
    case 'reclaim':
      return 'Page cache and shrinkable caches go first, the least recently allocated before all others.'
    case 'oom-kill':
      return 'Nothing could be reclaimed, so the one that holds most movable memory loses it all.'
    case 'set':
      return event.setting === 'min-free'
        ? 'The marks of all zones follow from it.'
        : 'An index up to it means that memory is lacking, and then nothing is compacted.'
    case 'compact':
      return 'Two scanners walk towards each other: movable pages are taken at the bottom and put into free pages at the top.'
    case 'compact-suitable':
      return event.index === null
        ? 'Moving pages needs free pages to move them to: twice the block beyond the mark.'
        : 'An index near 0 says that memory is lacking, near 1 that it is in pieces. Compaction helps only against the second.'
    case 'scan':
      return 'Each scanner works inside one pageblock at a time; when they meet, the zone is done.'
    case 'migrate':
      return 'It is copied and keeps its owner; the old place is freed next.'
    case 'compact-end':
      return ''
  }
}

/** Why a look into the lists of one type ends as it does; null: as the textbook's. */
export function whyLinuxChoose(scene: Scene, event: EventOf<'choose'>): string | null {
  const { order, found, type, zone } = event
  if (found === order) return null
  if (found > order)
    return `The smallest ${typed(type)}block that is large enough has order ${found}; it will be split.`
  const none = `No ${typed(type)}block of order ${order} or larger is on the free lists here.`
  if (!type) return none
  if (type !== 'HighAtomic')
    return `${none} The lists of other types are looked at next (fallback).`
  // The reserve is asked before all other lists, or after them.
  const next = scene.events[scene.events.indexOf(event) + 1]
  return next?.kind === 'choose' && next.zone === zone && next.type
    ? `${none} The ${next.type} lists are looked at next.`
    : none
}

const MODES: Readonly<Record<CompactMode, string>> = {
  async: 'asynchronous',
  'sync-light': 'light',
  'sync-full': 'full',
  kcompactd: 'in the background',
  explicit: 'as asked for',
}

const RESULTS = {
  success: 'a block is there',
  'nothing-to-do': 'a block is there already',
  skipped: 'too little is free to begin',
  'not-suitable': 'memory is lacking, not in pieces',
  complete: 'the scanners met',
} as const

const SLOW: Readonly<Record<SlowStage, string>> = {
  fast: 'No zone has a block and stays above its low mark. What follows is the slow path.',
  kswapd: 'It will reclaim when this request is done: there is one CPU.',
  min: 'The request may now go down to the min mark.',
  compact: 'Pages are moved together before any are given up.',
  reclaim: 'The request itself takes memory back: at least 32 pages a round.',
  drain:
    'What waits on per-CPU lists and in the HighAtomic reserve is given back, and the lists are tried once more.',
  retry: 'Something was won, so it begins again.',
  oom: 'Before anybody is killed, the lists are tried once more, down to the high mark.',
  served: 'The request has its block.',
  'give-up': 'Nothing is left to try.',
}

/** `pages` null: a look into the lists. */
function slowText(stage: SlowStage, ok: boolean, pages: Pages | null): string {
  switch (stage) {
    case 'fast':
      return 'Nothing above the low mark: the slow path begins'
    case 'kswapd':
      return 'kswapd is woken'
    case 'min':
      return ok ? 'Served above the min mark' : 'Nothing above the min mark'
    case 'compact':
      return ok ? 'Served after compaction' : 'Compaction did not help'
    case 'reclaim':
      if (pages === null) return ok ? 'Served after reclaim' : 'Still no block after reclaim'
      return pages > 0
        ? `Direct reclaim: ${countPages(pages)}`
        : 'The request finds nothing to reclaim'
    case 'drain':
      return ok ? 'Served once the per-CPU lists are empty' : 'Per-CPU lists emptied: no help'
    case 'retry':
      return 'Once more'
    case 'oom':
      return ok ? 'Served above the high mark' : 'Out of memory'
    case 'served':
      return 'The slow path ends: served'
    case 'give-up':
      return 'The slow path ends: given up'
  }
}

function whyWatermark(event: Extract<LinuxEvent, { kind: 'watermark' }>): string {
  const block =
    event.order > 0
      ? `; all of the block but one page, ${formatCount(2 ** event.order - 1)}, is taken off`
      : ''
  const reserve =
    event.reserve > 0
      ? ` and the ${formatCount(event.reserve)} of lowmem_reserve, kept from requests that could use a higher zone`
      : ''
  const free = freeBefore(event)
  return `${countPages(free)} ${free === 1 ? 'is' : 'are'} free for this request before it${block}. What is left must exceed the ${event.mark} mark, ${formatCount(event.needed)}${reserve}.`
}

/** `16 − 7 = 9`: what is free, less all of the block but one page. */
function watermarkSum(event: Extract<LinuxEvent, { kind: 'watermark' }>): string {
  if (event.order === 0) return countPages(event.free)
  return `${formatCount(freeBefore(event))} − ${formatCount(2 ** event.order - 1)} = ${formatCount(event.free).replace('-', '−')}`
}

function claimRefusal(event: Extract<LinuxEvent, { kind: 'try-claim' }>): string {
  return event.why === 'outside'
    ? 'it sticks out of the zone'
    : `${formatCount(event.free)} free and ${formatCount(event.alike)} alike, ${formatCount(event.needed)} needed`
}

function markName(mark: 'min' | 'low' | 'high'): string {
  return { min: 'Min', low: 'Low', high: 'High' }[mark]
}

function indexText(index: number | null, threshold: number): string {
  return index === null ? '' : `, index ${thousandths(index)} above ${thousandths(threshold)}`
}

function thousandths(value: number): string {
  return (value / 1000).toFixed(3)
}

/** What counts as free may be less than nothing, with the block that is asked for taken off. */
function freeCount(pages: Pages): string {
  return pages > 0 ? countPages(pages) : 'no page'
}
