// A request that the Linux machine served, in words: from which lists, in which zone and why not in
// another, and what had to be done first.

import { PCP_TYPES, typeName } from '../buddy/migratetype.ts'
import { formatCount, type Pages } from '../units.ts'
import { explainAlloc } from './alloc.ts'
import type { Explanation } from './explanation.ts'
import {
  type Course,
  courseOf,
  type EventOf,
  movedBy,
  ofKind,
  pagesOfAll,
  type Toil,
} from './linux-course.ts'
import { fallbackOf } from './linux-fallback.ts'
import {
  askedOf,
  countOf,
  daemonsText,
  givenBackText,
  handlesOf,
  markText,
  namesOf,
  pcpList,
  typed,
  zoneName,
} from './linux-phrase.ts'
import {
  areEmpty,
  capitalise,
  countPages,
  inZone,
  pageRange,
  sizeOf,
  splitTimes,
} from './phrase.ts'
import type { Scene } from './scene.ts'

/** Zones whose refusal is told one by one. */
const TOLD = 2

/** null: the words for the textbook's machine will do. */
export function explainLinuxAlloc(scene: Scene): Explanation | null {
  const course = courseOf(scene)
  const give = scene.events.find((event) => event.kind === 'give')
  if (!course || !give) return null
  const fallback = fallbackOf(scene, course)
  const gives = fallback?.fact ?? `${scene.name} gets ${pageRange(give.pfn, scene.held)}`
  const moved = scene.blocks[0]?.pfn !== give.pfn
  return {
    // The sum, the tie and the rings are the textbook's; where the block has moved since, none fits.
    ...(moved
      ? { ...explainAlloc(scene), arithmetic: null, ties: [], focus: [] }
      : explainAlloc(scene)),
    fact: `${gives}${inZone(scene.machine, course.zone)}${fallback ? '' : afterText(scene, course)}.`,
    why: [
      askedOf(scene),
      slowText(scene, course),
      passedText(scene, course),
      fallback?.why ?? serviceText(scene, course),
      surplus(scene),
    ]
      .filter(Boolean)
      .join(' '),
    follows: [
      fallback?.follows ?? leftOnPcp(course),
      highatomicText(scene, course),
      daemonsText(scene, course.after),
    ]
      .filter(Boolean)
      .join(' '),
  }
}

/** `, after reclaim`, `, and web is killed for it`. */
function afterText(scene: Scene, { slow, helped }: Course): string {
  if (!slow) return ''
  if (slow.killed.length > 0) {
    const names = namesOf(scene, handlesOf(slow.killed))
    return `, and ${names} ${slow.killed.length === 1 ? 'is' : 'are'} killed for it`
  }
  if (slow.reclaimed.length > 0) return ', after reclaim'
  return helped === 'compact' && movedBy(slow) > 0 ? ', after compaction' : ''
}

/** What the slow path did until the request could be served. */
function slowText(scene: Scene, { slow, helped, tests, zone }: Course): string {
  if (!slow) return ''
  const { machine, request } = scene
  const sentences = [
    machine.config.watermarks
      ? 'No zone could serve it above the low mark, so it woke kswapd and tried harder.'
      : 'No zone had a block for it, so it woke kswapd and tried harder.',
  ]
  const test = helped === 'min' && tests.find((event) => event.zone === zone && event.ok)
  if (test)
    sentences.push(
      request?.isAtomic
        ? `It cannot wait, so it may use part of the reserve below the min mark: ${markText(test, true)}.`
        : `Down to the min mark it can be served: ${markText(test, false)}.`,
    )
  const moved = movedBy(slow)
  if (moved > 0) sentences.push(`Compaction moved ${countPages(moved)}.`)
  if (slow.reclaimed.length > 0)
    sentences.push(
      `Reclaim took back ${sizeOf(machine, pagesOfAll(slow.reclaimed))}: ${namesOf(scene, handlesOf(slow.reclaimed))}.`,
    )
  const given = ofKind(slow.events, 'unreserve-highatomic')
  if (given.length > 0) sentences.push(capitalise(`${givenBackText(given)}.`))
  const drained = pagesOfAll(drainsOf(slow))
  if (drained > 0) sentences.push(`The per-CPU lists gave ${countPages(drained)} back.`)
  if (slow.killed.length > 0) {
    const soFar =
      slow.reclaimed.length > 0 || moved > 0 || given.length > 0
        ? 'That was not enough'
        : 'Nothing could be reclaimed'
    sentences.push(
      `${soFar}, so the out-of-memory killer took all that ${namesOf(scene, handlesOf(slow.killed))} held: ${sizeOf(machine, pagesOfAll(slow.killed))}.`,
    )
  }
  return sentences.join(' ')
}

/** The per-CPU lists emptied for it; past their limit they drain by themselves. */
function drainsOf({ events }: Toil): EventOf<'pcp-drain'>[] {
  return ofKind(events, 'pcp-drain').filter(({ high }) => high === 0)
}

/** Why the zones that come before the one that served did not. */
function passedText(scene: Scene, course: Course): string {
  const { machine, zonelist, request } = scene
  const passed = zonelist.slice(
    0,
    zonelist.findIndex(({ index }) => index === course.zone),
  )
  const isUnmixed = request?.noFragment && !course.slow && isFirstWalk(scene)
  const sentences = passed.slice(0, TOLD).map(({ index }) => {
    const name = `${zoneName(machine, index)} is passed over`
    const test = course.tests.find((event) => event.zone === index)
    if (test?.why === 'too-few') return `${name}: ${markText(test, request?.isAtomic ?? false)}.`
    if (test?.why === 'no-block')
      return `${name}: it has no block of order ${test.order} or larger for it.`
    return isUnmixed && hasForeign(scene, index)
      ? `${name}: there a pageblock would have to be mixed.`
      : `${name}: it has no block for it.`
  })
  if (passed.length > TOLD) sentences.push('So are the zones after it.')
  return sentences.join(' ')
}

/** Whether the fast path served on its first walk, which mixes no pageblocks: none begins a second time. */
function isFirstWalk({ events, zonelist }: Scene): boolean {
  const home = zonelist[0]?.index
  const walk = events.slice(
    0,
    events.findIndex(({ kind }) => kind === 'give'),
  )
  const left = walk.findIndex(({ zone }) => zone !== home)
  return !walk.slice(left).some(({ zone }) => zone === home)
}

/** Whether other types had a block in a zone that the walk left as it was. */
function hasForeign({ before, events, machine }: Scene, zone: number): boolean {
  const orders = machine.maxOrder + 1
  const choose = events.find((event) => event.kind === 'choose')
  // A run of blocks is looked for whatever their type.
  if (!choose?.type) return false
  return (before[zone] ?? []).some(
    ({ count }, list) => count > 0 && list % orders >= choose.order && list < PCP_TYPES * orders,
  )
}

/** From which list the block came, where it came from its own type's. */
function serviceText(scene: Scene, { service }: Course): string {
  const taken = service.findLast((event) => event.kind === 'pcp-take')
  if (taken) return pcpText(service, taken)
  const chosen = service.findLast((event) => event.kind === 'choose' && event.found >= 0)
  if (chosen?.kind !== 'choose') return ''
  const { machine, request } = scene
  const end = machine.config.placement === 'lowest' ? 'The lowest block' : 'The head'
  const lists = `${typed(chosen.type)}list`
  const empty =
    chosen.found === chosen.order
      ? ''
      : `${areEmpty(chosen.order, chosen.found - 1, chosen.type)}. `
  const isReserve =
    chosen.type === 'HighAtomic' && request && typeName(request.type) !== 'HighAtomic'
  const reserve = isReserve ? 'The HighAtomic reserve is there for requests that cannot wait. ' : ''
  return `${reserve}${empty}${end} of ${lists} ${chosen.found} is taken${splitText(service)}.`
}

function pcpText(service: Course['service'], { order, type }: EventOf<'pcp-take'>): string {
  const list = capitalise(pcpList(order, type))
  if (!service.some((event) => event.kind === 'pcp-refill'))
    return `${list} had it ready, so no free list is touched.`
  const fetched = service.filter((event) => event.kind === 'pcp-put').length
  return `${list} was empty, so ${countOf(fetched, order)} ${fetched === 1 ? 'was' : 'were'} fetched from the free lists at once.`
}

function splitText(service: Course['service']): string {
  const splits = service.filter((event) => event.kind === 'split').length
  if (splits === 0) return ''
  return splits === 1
    ? ' and split; one half goes back'
    : ` and ${splitTimes(splits)}; what is left over goes back`
}

/** What waits on the per-CPU lists once the block has left them. */
function leftOnPcp({ service }: Course): string {
  const taken = service.findLast((event) => event.kind === 'pcp-take')
  if (!taken) return ''
  const left: Pages = taken.pages
  if (left === 0) return 'The per-CPU lists of this zone are empty now.'
  return `${left === 1 ? 'One page waits' : `${formatCount(left)} pages wait`} on the per-CPU lists of this zone: free, but in no buddyinfo.`
}

function highatomicText(scene: Scene, { service }: Course): string {
  const [kept] = ofKind(service, 'reserve-highatomic')
  if (!kept) return ''
  const count = scene.held > 2 ** kept.order ? scene.held / 2 ** kept.order : 1
  const which =
    count === 1 ? `Its pageblock at ${kept.pfn} is` : `Its pageblocks from ${kept.pfn} on are`
  return `${which} kept as HighAtomic from now on, for requests that cannot wait: ${countPages(kept.reserved)} in all.`
}

function surplus({ held, pages }: Scene): string {
  const more = held - pages
  if (more <= 0) return ''
  return `A block is a power of two, so ${countPages(more)} more than asked for ${more === 1 ? 'is' : 'are'} given: internal fragmentation.`
}
