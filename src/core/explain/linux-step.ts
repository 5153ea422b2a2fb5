// The small steps that only the Linux machine takes, in words: a line for the list of small steps,
// and why it is so.

import { requestShape } from '../buddy/alloc.ts'
import type { BuddyEvent, Mark } from '../buddy/event.ts'
import { COSTLY_ORDER } from '../buddy/linux/costly.ts'
import { formatCount } from '../units.ts'
import { compactText, isCompaction, notBegun, whyCompact } from './linux-compact.ts'
import { type EventOf, ofKind } from './linux-course.ts'
import {
  boundText,
  countOf,
  freeBefore,
  freeText,
  pcpList,
  thousandths,
  typed,
} from './linux-phrase.ts'
import { slowText, whySlow } from './linux-slow.ts'
import { capitalise, countBlocks, countPages, inZone, pagesOf, sizeOf } from './phrase.ts'
import type { Scene } from './scene.ts'

/** `Low watermark: 13 312 pages against 11 820, passes`; null: as the textbook's. */
export function linuxStepText(scene: Scene, event: BuddyEvent): string | null {
  if (isCompaction(event)) return compactText(scene, event)
  switch (event.kind) {
    case 'fail':
      return scene.machine.hasSlowPath ? 'The request fails' : null
    // These are of the request, a node or the machine, and of no zone.
    case 'slow-path':
      return slowText(scene, event)
    case 'kswapd':
      return event.at === 'wake'
        ? `kswapd of node ${event.node} runs`
        : `kswapd of node ${event.node} sleeps: ${event.pages > 0 ? `${countPages(event.pages)} reclaimed` : 'it found nothing to reclaim'}`
    case 'kcompactd':
      return event.at === 'wake'
        ? `kcompactd of node ${event.node} runs`
        : `kcompactd of node ${event.node} sleeps: ${event.pages > 0 ? `${countPages(event.pages)} moved` : 'it moved nothing'}`
    case 'set':
      return setText(event)
    case 'watermark':
      return `${markName(event.mark)} watermark${inZone(scene.machine, event.zone).replace(' in ', ' of ')}: ${watermarkSum(event)} against ${formatCount(event.needed + event.reserve)}, ${event.ok ? 'passes' : event.why === 'no-block' ? `but no block of order ${event.order}` : 'too few'}`
    default: {
      const text = zonedText(scene, event)
      return text === null ? null : `${text}${inZone(scene.machine, event.zone)}`
    }
  }
}

/** Of what happens in a zone, without the zone. */
function zonedText(scene: Scene, event: BuddyEvent): string | null {
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
      return `${capitalise(countBlocks(event.blocks))} of pageblock ${event.pfn} ${event.blocks === 1 ? 'moves' : 'move'} to the ${event.to} lists`
    case 'reserve-highatomic':
      return `Pageblock ${event.pfn} is kept as HighAtomic: ${countPages(event.reserved)} in all`
    case 'unreserve-highatomic':
      return `HighAtomic pageblock ${event.pfn} is given back`
    case 'pcp-take':
      return `${capitalise(pcpList(event.order, event.type))} gives ${pagesOf(event.pfn, event.order)}`
    case 'pcp-put':
      return `${capitalise(pagesOf(event.pfn, event.order))} to the ${event.end} of ${pcpList(event.order, event.type)}`
    case 'pcp-refill':
      return `${capitalise(pcpList(event.order, event.type))} is empty: up to ${countOf(event.blocks, event.order)} ${event.blocks === 1 ? 'is' : 'are'} fetched`
    case 'pcp-drain':
      return event.high > 0
        ? `The per-CPU lists reach ${countPages(event.high)}: ${countPages(event.pages)} ${event.pages === 1 ? 'goes' : 'go'} back`
        : `The per-CPU lists are emptied: ${countPages(event.pages)} ${event.pages === 1 ? 'goes' : 'go'} back`
    case 'reclaim':
      return `${scene.nameOf(event.handle)} is reclaimed: ${sizeOf(scene.machine, event.pages)}`
    case 'oom-kill':
      return `Out of memory: ${scene.nameOf(event.handle)} is killed, ${sizeOf(scene.machine, event.pages)}`
    default:
      return null
  }
}

/** Why a small step of the Linux machine is as it is: a sentence or two; null: as the textbook's. */
export function whyLinuxStep(scene: Scene, event: BuddyEvent): string | null {
  if (isCompaction(event)) return whyCompact(scene, event)
  const { machine, request } = scene
  switch (event.kind) {
    case 'choose':
      return whyChoose(scene, event)
    case 'fail':
      return machine.hasSlowPath ? whyFail(scene, event) : null
    case 'fallback':
      return event.how === 'claim'
        ? 'The lists of the wanted type had no such block, so a pageblock of another type was taken over.'
        : 'No pageblock could be claimed. One block is taken from a foreign pageblock, which keeps its type: from now on it is mixed.'
    case 'try-claim':
      return `A pageblock changes its type only if half of it, ${countPages(event.needed)}, is free or holds memory of a like kind.`
    case 'retag':
      return 'What is free in it, and what will be freed in it, now serves the new type.'
    case 'move-freepages':
      return event.blocks === 1
        ? 'It goes to the tail of its new list.'
        : 'They go to the tails of their new lists.'
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
      return 'They leave from the tails, and can merge with their buddies again.'
    case 'watermark':
      return whyWatermark(event, request?.isAtomic ?? false)
    case 'slow-path':
      return whySlow(scene, event)
    case 'kswapd':
      return whyKswapd(event, machine.config.watermarks)
    case 'kcompactd':
      return whyKcompactd(scene, event)
    case 'reclaim':
      return 'Page cache and shrinkable caches are given up, the least recently allocated first.'
    case 'oom-kill':
      return 'It held most movable memory, so it loses all of it.'
    case 'set':
      return whySet(event, machine.config.watermarks)
    default:
      return null
  }
}

/** Why a look into the lists of one type ends as it does; null: as the textbook's. */
function whyChoose(scene: Scene, event: EventOf<'choose'>): string | null {
  const { order, found, type, zone } = event
  if (found === order || requestShape(scene.machine, scene.pages).adjacent > 1) return null
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

/** Seen where a daemon still has something to do. */
function whyFail({ machine }: Scene, { reason, order }: EventOf<'fail'>): string {
  switch (reason) {
    case 'too-large':
      return order > machine.maxOrder
        ? `The largest order is ${machine.maxOrder}.`
        : 'The zones that it may use are smaller than that.'
    case 'atomic':
      return 'It may not wait for memory to be reclaimed.'
    case 'watermark':
      return 'A block is there, but the watermarks forbid it.'
    case 'exhausted':
      return 'Fewer pages are free than it needs.'
    case 'fragmentation':
      return 'Enough pages are free, but not together.'
  }
}

function whyWatermark(event: EventOf<'watermark'>, isAtomic: boolean): string {
  const free = freeText(event).replace(' free', ' free for this request')
  const lack =
    event.why === 'no-block'
      ? ` Enough is free, but no list that it may use has a block of order ${event.order} or larger.`
      : ''
  return `${capitalise(free)}; ${boundText(event, isAtomic)}.${lack}`
}

/** `16 − 7 = 9`: what is free, less all of the block but one page. */
function watermarkSum(event: EventOf<'watermark'>): string {
  if (event.order === 0) return countPages(event.free)
  return `${formatCount(freeBefore(event))} − ${formatCount(2 ** event.order - 1)} = ${formatCount(event.free).replace('-', '−')}`
}

function whyKswapd({ at, order, pages }: EventOf<'kswapd'>, hasMarks: boolean): string {
  if (at === 'sleep') {
    if (pages === 0) return 'Nobody holds anything that it could take back.'
    return `${hasMarks ? 'A zone passes its high mark now' : 'It has enough'}, or nothing is left to reclaim.`
  }
  const until = hasMarks
    ? 'a zone of its node passes the high mark'
    : order === 0
      ? 'a page is free'
      : `a block of order ${order} is free, or enough to make one by compaction`
  return `The request is done, so it gets the CPU. It reclaims until ${until}.`
}

function whyKcompactd({ events, machine }: Scene, event: EventOf<'kcompactd'>): string {
  const { at, order, node } = event
  if (at === 'wake')
    return machine.config.watermarks
      ? `For order ${order} no zone of node ${node} passes its high mark, so it gets its turn.`
      : `No block of order ${order} is free on node ${node}, so it gets its turn.`
  const end = events.indexOf(event)
  const woken = events.findLastIndex(({ kind }, i) => i < end && kind === 'kcompactd')
  const ends = ofKind(events.slice(woken, end), 'compact-end')
  if (ends.some(({ result }) => result === 'success' || result === 'nothing-to-do'))
    return `A block of order ${order} is there now.`
  return notBegun(ends) === ''
    ? `Its scanners met, and no block of order ${order} came of it.`
    : 'It could begin in no zone.'
}

function setText({ setting, value }: EventOf<'set'>): string {
  return setting === 'min-free'
    ? `vm.min_free_kbytes is now ${formatCount(value / 1024)}`
    : `vm.extfrag_threshold is now ${value}, an index of ${thousandths(value)}`
}

function whySet({ setting }: EventOf<'set'>, hasMarks: boolean): string {
  if (setting === 'extfrag-threshold')
    return `For orders above ${COSTLY_ORDER} an index from 0 up to it stops compaction.`
  return hasMarks
    ? 'The marks of all zones follow from it.'
    : 'This machine has no watermarks, so nothing follows from it.'
}

function claimRefusal(event: EventOf<'try-claim'>): string {
  return event.why === 'outside'
    ? 'it sticks out of the zone'
    : `${formatCount(event.free)} free and ${formatCount(event.alike)} alike, ${formatCount(event.needed)} needed`
}

function markName(mark: Mark): string {
  return { min: 'Min', low: 'Low', high: 'High' }[mark]
}
