// The slow path in words, stage by stage. A stage is told when it is over, so that each line says what came of it.

import type { BuddyEvent } from '../buddy/event.ts'
import { COSTLY_ORDER } from '../buddy/linux/costly.ts'
import { formatCount } from '../units.ts'
import { notBegun, whyNotBegun } from './linux-compact.ts'
import { type EventOf, movedBy, ofKind, pagesOfAll, toilOf } from './linux-course.ts'
import { handlesOf, namesOf } from './linux-phrase.ts'
import { capitalise, countPages } from './phrase.ts'
import type { Scene } from './scene.ts'

type Slow = EventOf<'slow-path'>

/** `Nothing above the min mark` */
export function slowText(scene: Scene, event: Slow): string {
  const { machine, request } = scene
  const { stage, ok, pages } = event
  const hasMarks = machine.config.watermarks
  switch (stage) {
    case 'fast':
      return `${hasMarks ? 'Nothing above the low mark' : 'No zone has a block for it'}: the slow path begins`
    case 'kswapd':
      return 'kswapd is woken'
    case 'min':
      if (!hasMarks) return ok ? 'Served at a second look' : 'Still no block'
      if (request?.isAtomic)
        return ok ? 'Served, from below the min mark if need be' : 'Nothing even below the min mark'
      return ok ? 'Served above the min mark' : 'Nothing above the min mark'
    case 'compact':
      return compactionText(scene, event)
    case 'reclaim':
      if (pages === undefined) return ok ? 'Served after reclaim' : 'Still no block after reclaim'
      return pages > 0
        ? `Direct reclaim: ${countPages(pages)}`
        : 'The request finds nothing to reclaim'
    case 'drain':
      return drainText(scene, event)
    case 'retry':
      return retryText(scene, event)
    case 'oom':
      if (ok) return hasMarks ? 'Served above the high mark' : 'Served at a last look'
      return 'Out of memory'
    case 'served':
      return 'The slow path ends: served'
    case 'give-up':
      return 'The slow path ends: given up'
  }
}

/** What came of a stage, and why: a sentence. */
export function whySlow(scene: Scene, event: Slow): string {
  const { machine } = scene
  const { stage, ok, pages } = event
  const hasMarks = machine.config.watermarks
  switch (stage) {
    case 'fast':
      return hasMarks
        ? 'No zone could give a block and keep its low mark.'
        : 'With that the fast path is over.'
    case 'kswapd':
      return 'There is one CPU, so it gets its turn when this request is done.'
    case 'min':
      return whyMin(scene, ok)
    case 'compact':
      return whyCompaction(scene, event)
    case 'reclaim':
      if (pages === undefined)
        return ok
          ? 'What was taken back was enough.'
          : 'What was taken back makes no block that will do.'
      return pages > 0
        ? 'The request took memory back itself, whole names at a time, until it had 32 pages or no more was left.'
        : 'In the zones that it may use nobody holds page cache or a shrinkable cache.'
    case 'drain':
      return whyDrain(scene, event)
    case 'retry':
      return whyRetry(scene, event)
    case 'oom':
      return whyOom(scene, event)
    case 'served':
      return 'The request has its block.'
    case 'give-up':
      return whyGivenUp(scene, event)
  }
}

/** Why a request that failed was not tried any further: `An atomic request may not wait …`. */
export function whyGivenUp({ request, events }: Scene, { order }: { order: number }): string {
  if (request?.isAtomic) return 'A request that cannot wait may neither reclaim nor compact.'
  if (order > COSTLY_ORDER)
    return `For an order above ${formatCount(COSTLY_ORDER)} the kernel does not try again, and kills nobody.`
  return whyNobody(events)
}

/** Why nobody (more) was killed for a request; '' where that never came up. */
function whyNobody(events: readonly BuddyEvent[]): string {
  const asked = ofKind(events, 'slow-path').findLast(({ stage }) => stage === 'oom')
  if (!asked) return ''
  if (asked.isLow) return 'For a request that only low zones may serve nobody is killed.'
  const wasOneKilled = events.some(({ kind }) => kind === 'oom-kill')
  return `Nobody ${wasOneKilled ? 'else ' : ''}holds movable memory, so there is nobody to kill.`
}

/** What happened since the stage before it. */
function sinceLast({ events }: Scene, event: Slow): readonly BuddyEvent[] {
  const at = events.indexOf(event)
  return events.slice(1 + events.findLastIndex(({ kind }, i) => i < at && kind === 'slow-path'), at)
}

function whyMin({ machine, request }: Scene, ok: boolean): string {
  if (!machine.config.watermarks) {
    if (request?.isAtomic && machine.config.grouping)
      return `A request that cannot wait may use the HighAtomic reserve too${ok ? '' : ', which has none for it either'}.`
    return 'This machine has no watermarks, so a second look finds no more than the first.'
  }
  if (request?.isAtomic)
    return ok
      ? 'A request that cannot wait may use part of the reserve below the min mark.'
      : 'No zone could give a block and keep what such a request must leave of the min mark.'
  return ok
    ? 'In the slow path a request may go down to the min mark, and there a block could be had.'
    : 'No zone could give a block and keep its min mark.'
}

function compactionText(scene: Scene, event: Slow): string {
  const toil = toilOf(sinceLast(scene, event))
  if (event.ok) return movedBy(toil) > 0 ? 'Served after compaction' : 'Served: a block was there'
  const how = notBegun(toil.compactions)
  return how === '' ? 'Compaction did not help' : `Compaction was ${how}`
}

function whyCompaction(scene: Scene, event: Slow): string {
  const since = sinceLast(scene, event)
  const toil = toilOf(since)
  const moved = movedBy(toil)
  if (event.ok)
    return moved > 0
      ? `It moved ${countPages(moved)} to make the block.`
      : 'No page had to be moved.'
  if (notBegun(toil.compactions) !== '') return capitalise(`${whyNotBegun(scene.machine, since)}.`)
  return moved > 0
    ? `It moved ${countPages(moved)}, and still no block can be had.`
    : 'It moved no page.'
}

/** What came back from the per-CPU lists and the HighAtomic reserve. */
function drainText(scene: Scene, event: Slow): string {
  const { pages, isGiven } = givenBack(scene, event)
  if (pages === 0 && !isGiven)
    return event.ok ? 'Served at another look' : 'Nothing to drain, and no block'
  const what =
    pages === 0
      ? 'the HighAtomic reserve gave way'
      : `the per-CPU lists ${isGiven ? 'and the HighAtomic reserve gave way' : 'were emptied'}`
  return event.ok ? `Served once ${what}` : `${capitalise(what)}: no help`
}

function whyDrain(scene: Scene, event: Slow): string {
  const { pages, isGiven } = givenBack(scene, event)
  const parts = [
    ...(pages > 0 ? [`${countPages(pages)} came back from the per-CPU lists`] : []),
    ...(isGiven ? ['a HighAtomic pageblock was given back'] : []),
  ]
  if (parts.length === 0)
    return 'Neither per-CPU lists nor the HighAtomic reserve had anything to give back.'
  return `${capitalise(parts.join(', and '))}${event.ok ? ', and that was enough' : ''}.`
}

function givenBack(scene: Scene, event: Slow): { pages: number; isGiven: boolean } {
  const since = sinceLast(scene, event)
  return {
    pages: pagesOfAll(ofKind(since, 'pcp-drain')),
    isGiven: since.some(({ kind }) => kind === 'unreserve-highatomic'),
  }
}

/** Told twice: when it begins again, and when the lists have been looked into. */
function retryText(scene: Scene, event: Slow): string {
  const since = sinceLast(scene, event)
  if (!hasLooked(since)) return 'Once more'
  if (!event.ok) return 'Still no block'
  return since.some(({ kind }) => kind === 'oom-kill')
    ? 'Served after the kill'
    : 'Served at another try'
}

function whyRetry(scene: Scene, event: Slow): string {
  const since = sinceLast(scene, event)
  if (!hasLooked(since))
    return since.some(({ kind }) => kind === 'unreserve-highatomic')
      ? 'A HighAtomic pageblock was given back, so the lists are worth another look.'
      : 'Something was won, so the lists are worth another look.'
  const killed = ofKind(since, 'oom-kill')
  const names = namesOf(scene, handlesOf(killed))
  if (event.ok)
    return killed.length > 0 ? `What ${names} held is free.` : 'What was won is enough now.'
  return killed.length > 0
    ? `Even what ${names} held is not enough.`
    : 'What was won is not enough yet.'
}

function hasLooked(since: readonly BuddyEvent[]): boolean {
  return since.some(({ kind }) => LOOKS.includes(kind))
}

const LOOKS: readonly BuddyEvent['kind'][] = ['watermark', 'choose', 'pcp-take', 'pcp-refill']

function whyOom({ machine, events }: Scene, event: Slow): string {
  const mark = machine.config.watermarks ? ', down to the high mark,' : ''
  if (event.ok) return `A last look${mark} found a block.`
  const look = `A last look${mark} found no block either.`
  const at = events.indexOf(event)
  const next = events[at + 1]?.kind
  if (next === undefined || next === 'oom-kill') return look
  return `${look} ${whyNobody(events.slice(0, at + 1))}`
}
