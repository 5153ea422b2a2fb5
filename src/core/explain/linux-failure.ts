// A request that failed on the Linux machine, in words: the marks in its way with their numbers, and what
// the slow path tried.

import type { Failure, FailureReason } from '../buddy/event.ts'
import { pcpPages } from '../buddy/linux/pcp-lists.ts'
import type { Machine } from '../buddy/machine.ts'
import type { Pages } from '../units.ts'
import { asked } from './alloc.ts'
import type { Explanation } from './explanation.ts'
import { explainFailure } from './failure.ts'
import { notBegun, whyNotBegun } from './linux-compact.ts'
import {
  type EventOf,
  failedCourse,
  movedBy,
  ofKind,
  pagesOfAll,
  type Toil,
} from './linux-course.ts'
import {
  askedOf,
  daemonsText,
  givenBackText,
  handlesOf,
  markText,
  namesOf,
  numberWord,
} from './linux-phrase.ts'
import { whyGivenUp } from './linux-slow.ts'
import { capitalise, countPages, enumerate, inZone, sizeOf } from './phrase.ts'
import type { Scene } from './scene.ts'

/** Sums with the marks that are told one by one. */
const TOLD = 3

export function explainLinuxFailure(scene: Scene, failure: Failure): Explanation {
  const base = explainFailure(scene, failure)
  const { before, after } = failedCourse(scene)
  const isRefused = failure.order > scene.machine.maxOrder
  const daemons = daemonsText(scene, after)
  const waiting = waitingOf(scene, failure)
  const listed = (text: string) =>
    waiting > 0 && failure.reason === 'exhausted'
      ? onTheLists(text, failure.freePages + waiting < scene.pages)
      : text
  return {
    ...base,
    fact: factOf(scene, failure) ?? listed(base.fact),
    why: [
      askedOf(scene),
      REASONS[failure.reason] ?? listed(base.why.replace(asked(scene), '').trim()),
      waitingText(scene, failure, waiting, before),
      marksText(scene, failure, before),
      triedText(scene, failure, before),
    ]
      .filter(Boolean)
      .join(' '),
    follows: [
      base.follows,
      isRefused
        ? 'The kernel refuses such an order before it looks at any list: it warns, and logs no page allocation failure.'
        : '',
      daemons,
    ]
      .filter(Boolean)
      .join(' '),
    log: isRefused ? null : base.log,
  }
}

/** null: as on any machine. */
function factOf({ name }: Scene, { reason }: Failure): string | null {
  if (reason === 'watermark')
    return `${name} fails: a block is there, but the watermarks forbid it.`
  return reason === 'atomic' ? `${name} fails: it may not wait for memory to be reclaimed.` : null
}

const REASONS: Readonly<Partial<Record<FailureReason, string>>> = {
  watermark: 'What is left is a reserve.',
  atomic: 'A request that can wait would have been served.',
}

/** Pages on per-CPU lists of the zones that the request may use, when it failed; 0 where that is no matter. */
function waitingOf({ events, machine, zonelist }: Scene, { reason }: Failure): Pages {
  const at = events.findIndex(({ kind }) => kind === 'fail')
  if (at < 0 || (reason !== 'exhausted' && reason !== 'fragmentation')) return 0
  const puts = ofKind(events.slice(at), 'pcp-put')
  return zonelist.reduce((sum, zone) => {
    const put = puts.find((event) => event.zone === zone.index)
    return sum + (put ? put.pages - 2 ** put.order : pcpPages(machine.state, zone))
  }, 0)
}

/** What waits on per-CPU lists is free too: with it there may be no lack of memory. */
function onTheLists(text: string, isLack: boolean): string {
  const listed = text.replace(/ (is|are) free\b/, ' $1 on the free lists')
  return isLack ? listed : listed.replace('This is lack of memory: fewer', 'Fewer')
}

/** `24 more pages wait on per-CPU lists: they are free, but merge with nothing until drained.` */
function waitingText(
  { request }: Scene,
  { freePages }: Failure,
  waiting: Pages,
  { events, reclaimed }: Toil,
): string {
  if (waiting === 0) return ''
  const isOne = waiting === 1
  const pages = freePages > 0 ? countPages(waiting).replace(' ', ' more ') : countPages(waiting)
  const mayDrain = !request?.isAtomic && events.some(({ kind }) => kind === 'slow-path')
  const until =
    mayDrain && reclaimed.length === 0
      ? 'drained, which the kernel does only when reclaim has won something.'
      : 'drained.'
  return capitalise(
    `${pages} ${isOne ? 'waits on a per-CPU list: it is free, but merges' : 'wait on per-CPU lists: they are free, but merge'} with nothing until ${until}`,
  )
}

/** The marks that forbid it, at the last try down to the min mark; zones with one sum are told together. */
function marksText({ machine, request }: Scene, { reason }: Failure, { events }: Toil): string {
  if (reason !== 'watermark' && reason !== 'atomic') return ''
  const last = new Map<number, EventOf<'watermark'>>()
  for (const event of events)
    if (event.kind === 'watermark' && event.mark === 'min') last.set(event.zone, event)
  const refused = [...last.values()].filter(({ why }) => why === 'too-few')
  const sums = new Map<string, EventOf<'watermark'>[]>()
  for (const event of refused) {
    const sum = [event.free, event.needed, event.reserve].join(' ')
    sums.set(sum, [...(sums.get(sum) ?? []), event])
  }
  const isAtomic = request?.isAtomic ?? false
  const sentences = [...sums.values()].slice(0, TOLD).flatMap((events) => {
    const [event] = events
    if (!event) return []
    const zones = events.map(({ zone }) => zone)
    return capitalise(`${inZones(machine, zones, last.size)}${markText(event, isAtomic)}.`)
  })
  if (sums.size > TOLD) sentences.push('The zones after them are refused likewise.')
  return sentences.join(' ')
}

/** `in zone DMA: `, `in both zones: `, `in zone Normal of nodes 0 and 2: `; '' in a machine of one zone. */
function inZones(machine: Machine, zones: readonly number[], tried: number): string {
  if (machine.zones.length === 1) return ''
  if (zones.length > 1 && zones.length === tried)
    return tried === 2 ? 'in both zones: ' : `in all ${numberWord(tried)} zones: `
  const places = zones.flatMap((zone) => machine.config.zones[zone] ?? [])
  const names = [...new Set(places.map(({ zone }) => zone))]
  return zones.length > 1 && names.length === 1
    ? `in zone ${names[0]} of nodes ${enumerate(places.map(({ node }) => String(node)))}: `
    : `in ${enumerate(zones.map((zone) => inZone(machine, zone).replace(' in ', '')))}: `
}

function triedText(scene: Scene, failure: Failure, before: Toil): string {
  const { events, reclaimed, killed, compactions } = before
  const { request, machine } = scene
  const didTry = events.some((event) => event.kind === 'slow-path' && event.stage === 'fast')
  if (!didTry || request?.isAtomic) return ''
  const given = ofKind(events, 'unreserve-highatomic')
  const parts = [
    reclaimed.length > 0
      ? `reclaim took back ${sizeOf(machine, pagesOfAll(reclaimed))} (${namesOf(scene, handlesOf(reclaimed))})`
      : 'reclaim found nothing to take back',
    ...(given.length > 0 ? [givenBackText(given)] : []),
    ...(compactions.length > 0 ? [compactionText(machine, before)] : []),
    ...(killed.length > 0
      ? [
          `${namesOf(scene, handlesOf(killed))} ${killed.length === 1 ? 'was' : 'were'} killed for it`,
        ]
      : []),
  ]
  return `${capitalise(parts.join('; '))}. ${whyGivenUp(scene, failure)}`.trim()
}

function compactionText(machine: Machine, toil: Toil): string {
  const moved = movedBy(toil)
  if (moved > 0) return `compaction moved ${countPages(moved)}`
  const how = notBegun(toil.compactions)
  return how === ''
    ? 'compaction found nothing to move'
    : `compaction was ${how}: ${whyNotBegun(machine, toil.events)}`
}
