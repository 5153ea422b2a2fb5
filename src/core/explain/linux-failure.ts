// A request that failed on the Linux machine, in words: the marks in its way with their numbers, and what
// the slow path tried.

import type { Failure } from '../buddy/event.ts'
import { COSTLY_ORDER } from '../buddy/linux/costly.ts'
import { pcpPages } from '../buddy/linux/pcp-lists.ts'
import { formatCount, type Pages, ZONE_NAMES } from '../units.ts'
import { asked } from './alloc.ts'
import type { Explanation } from './explanation.ts'
import { explainFailure } from './failure.ts'
import {
  type EventOf,
  failedCourse,
  movedBy,
  ofKind,
  pagesOfAll,
  type Toil,
} from './linux-course.ts'
import { askedOf, daemonsText, handlesOf, markText, namesOf } from './linux-phrase.ts'
import { capitalise, countPages, inZone, sizeOf } from './phrase.ts'
import type { Scene } from './scene.ts'

/** Zones whose marks are told one by one. */
const TOLD = 3

export function explainLinuxFailure(scene: Scene, failure: Failure): Explanation {
  const base = explainFailure(scene, failure)
  const { before, after } = failedCourse(scene)
  const isRefused = failure.order > scene.machine.maxOrder
  const daemons = daemonsText(scene, after)
  const waiting = waitingOf(scene, failure)
  const listed = (text: string) =>
    waiting > 0 && failure.reason === 'exhausted'
      ? text.replace(/ (is|are) free\b/, ' $1 on the free lists')
      : text
  return {
    ...base,
    fact: listed(base.fact),
    why: [
      listed(base.why).replace(`${asked(scene)} `, `${askedOf(scene)} `),
      waitingText(failure, waiting),
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

/** `24 more pages wait on per-CPU lists: they are free, but merge with nothing until drained.` */
function waitingText({ freePages }: Failure, waiting: Pages): string {
  if (waiting === 0) return ''
  const isOne = waiting === 1
  const pages = freePages > 0 ? countPages(waiting).replace(' ', ' more ') : countPages(waiting)
  return capitalise(
    `${pages} ${isOne ? 'waits on a per-CPU list: it is free, but merges' : 'wait on per-CPU lists: they are free, but merge'} with nothing until drained.`,
  )
}

/** The marks that forbid it, zone by zone, at the last try down to the min mark. */
function marksText({ machine, request }: Scene, { reason }: Failure, { events }: Toil): string {
  if (reason !== 'watermark' && reason !== 'atomic') return ''
  const last = new Map<number, EventOf<'watermark'>>()
  for (const event of events)
    if (event.kind === 'watermark' && event.mark === 'min') last.set(event.zone, event)
  const refused = [...last.values()].filter(({ why }) => why === 'too-few')
  return refused
    .slice(0, TOLD)
    .map((event) =>
      capitalise(
        `${inZone(machine, event.zone)} ${markText(event, request?.isAtomic ?? false)}.`.trim(),
      ),
    )
    .join(' ')
}

function triedText(scene: Scene, failure: Failure, before: Toil): string {
  const { events, reclaimed, killed, compactions } = before
  const { request, machine } = scene
  const didTry = events.some((event) => event.kind === 'slow-path' && event.stage === 'fast')
  if (!didTry || request?.isAtomic) return ''
  const moved = movedBy(before)
  const parts = [
    reclaimed.length > 0
      ? `reclaim took back ${sizeOf(machine, pagesOfAll(reclaimed))} (${namesOf(scene, handlesOf(reclaimed))})`
      : 'reclaim found nothing to take back',
    ...(compactions.length > 0 ? [compactionText(moved, compactions)] : []),
    ...(killed.length > 0
      ? [
          `${namesOf(scene, handlesOf(killed))} ${killed.length === 1 ? 'was' : 'were'} killed for it`,
        ]
      : []),
  ]
  return `${capitalise(parts.join('; '))}. ${killText(scene, failure, before)}`.trim()
}

function compactionText(moved: number, compactions: Toil['compactions']): string {
  if (moved > 0) return `compaction moved ${countPages(moved)}`
  if (compactions.every(({ result }) => result === 'not-suitable'))
    return 'compaction was left out, since memory is lacking rather than in pieces'
  if (compactions.every(({ result }) => result === 'skipped' || result === 'not-suitable'))
    return 'compaction was skipped, since too little is free to move anything'
  return 'compaction found nothing to move'
}

/** Why nobody (more) was killed for it. */
function killText({ request }: Scene, { order }: Failure, { events, killed }: Toil): string {
  if (order > COSTLY_ORDER)
    return `For an order above ${formatCount(COSTLY_ORDER)} nobody is killed.`
  const didAsk = events.some((event) => event.kind === 'slow-path' && event.stage === 'oom')
  if (!didAsk || !request) return ''
  return request.highest < ZONE_NAMES.indexOf('Normal')
    ? 'For a request that only low zones may serve nobody is killed.'
    : `Nobody ${killed.length > 0 ? 'else ' : ''}holds movable memory, so there is nobody to kill.`
}
