// The slow path as a flow: its stages from top to bottom, each with how often the request came by and
// why it went on. A stage that the request did not come to stays in its place.
//
//   low mark ─ kswapd ─ min mark ─ compact ─ reclaim ─ drain ─ compact ─┬─ retry ──▲ reclaim
//                                                                       ├─ OOM
//                                                                       └─ served / gives up

import type { MachineConfig } from '../../core/buddy/config.ts'
import type { BuddyEvent, SlowStage } from '../../core/buddy/event.ts'
import { COSTLY_ORDER } from '../../core/buddy/linux/costly.ts'
import type { Order } from '../../core/units.ts'
import { didLook, hasKilled, reasonOf, unvisitedReason } from './reasons.ts'

/** A stage of the picture: compaction is tried before reclaim, and with more effort after it. */
export type Place = SlowStage | 'compact-after'

/**
 * How a stage ended: it served, it won something, it did not help, it did not begin; it has begun and not
 * ended. One that the request did not come to was passed over, is not needed since another served, is
 * still ahead, or is ahead no more.
 */
export type Answer =
  | 'served'
  | 'went-on'
  | 'failed'
  | 'skipped'
  | 'under-way'
  | 'passed-over'
  | 'unneeded'
  | 'ahead'
  | 'not-reached'

export interface Stage {
  readonly stage: Place
  readonly title: string
  readonly answer: Answer
  /** Why, with the numbers; of the last time where it was more than once. */
  readonly reason: string
  /** How often the request came by. */
  readonly times: number
  /** The last stage so far. */
  readonly isNow: boolean
}

export interface Flow {
  readonly order: Order
  readonly stages: readonly Stage[]
  /** null: still under way. */
  readonly outcome: 'served' | 'give-up' | null
}

/** Where there are no marks, a try is a look into the lists. */
const TITLES: readonly (readonly [place: Place, title: string, withoutMarks?: string])[] = [
  ['fast', 'Low mark', 'First try'],
  ['kswapd', 'Wake kswapd'],
  ['min', 'Min mark', 'Second try'],
  ['compact', 'Direct compaction'],
  ['reclaim', 'Direct reclaim'],
  ['drain', 'Empty per-CPU lists'],
  ['compact-after', 'Compaction after reclaim'],
  ['oom', 'Out-of-memory killer'],
  ['retry', 'Once more'],
  ['served', 'Served'],
  ['give-up', 'Gives up'],
]

const ENDS: readonly Place[] = ['served', 'give-up']

type Slow = Extract<BuddyEvent, { kind: 'slow-path' }>

interface Visit {
  readonly times: number
  readonly answer: Answer
  readonly reason: string
}

/** `all`: the small steps of the whole action; `done` of them are done. null: it took no slow path. */
export function flowOf(
  all: readonly BuddyEvent[],
  done: number,
  config: Pick<MachineConfig, 'watermarks' | 'zones'>,
): Flow | null {
  const first = all.find((event) => event.kind === 'slow-path')
  if (first?.kind !== 'slow-path') return null
  const { visits, now } = visitsOf(all, done, config)
  const outcome = visits.has('served') ? 'served' : visits.has('give-up') ? 'give-up' : null
  const within = TITLES.filter(([place]) => isWithin(place, first.order, outcome))
  const furthest = within.findLastIndex(([place]) => visits.has(place) && !ENDS.includes(place))
  const stages = within.map(([stage, title, withoutMarks], i): Stage => {
    const visit = visits.get(stage)
    return {
      stage,
      title: (config.watermarks ? undefined : withoutMarks) ?? title,
      answer: visit?.answer ?? (i < furthest ? 'passed-over' : UNVISITED[outcome ?? 'none']),
      reason: visit
        ? visit.reason || (stage === 'give-up' ? givenUpReason(first.order, visits) : '')
        : unvisitedReason(stage, first.order, outcome === 'give-up', visits.get('reclaim')),
      times: visit?.times ?? 0,
      isNow: stage === now,
    }
  })
  return { order: first.order, stages, outcome }
}

/** The stages that the request came to, and the last of them. */
function visitsOf(
  all: readonly BuddyEvent[],
  done: number,
  config: Pick<MachineConfig, 'watermarks' | 'zones'>,
): { readonly visits: ReadonlyMap<Place, Visit>; readonly now: Place | null } {
  const visits = new Map<Place, Visit>()
  const isOver = done >= all.length
  let now: Place | null = null
  let since = -1
  for (const [i, event] of all.slice(0, done).entries()) {
    if (event.kind !== 'slow-path') continue
    const place = placeOf(event, visits.has('reclaim'))
    const before = visits.get(place)
    // A stage wins something, and then looks into the lists: that is told twice, and was one time.
    const isSame = now === place
    const steps = { before: all.slice(since + 1, i), after: all.slice(i + 1, done), isOver }
    visits.set(place, {
      times: (before?.times ?? 0) + (isSame ? 0 : 1),
      answer: answerOf(event, steps.before, steps.after),
      reason: reasonOf(event, steps, before?.reason ?? '', config),
    })
    now = place
    since = i
  }
  const begun = begunStage(all, done, since, now, visits.has('reclaim'))
  if (begun && begun !== now) {
    const before = visits.get(begun)
    visits.set(begun, { times: (before?.times ?? 0) + 1, answer: 'under-way', reason: '' })
    now = begun
  }
  return { visits, now }
}

const FOLDED: readonly Answer[] = ['unneeded', 'not-reached']

/** Stages one after the other that were not come to, without a word why, are one row. */
export function rowsOf(stages: readonly Stage[]): Stage[] {
  const runs: Stage[][] = []
  for (const stage of stages) {
    const run = runs.at(-1)
    const isMore = isFolded(stage) && run?.[0]?.answer === stage.answer && isFolded(run[0])
    if (run && isMore) run.push(stage)
    else runs.push([stage])
  }
  return runs.flatMap(([first, ...more]) => {
    if (!first || more.length === 0) return first ?? []
    const titles = [first, ...more].map(({ title }) => title)
    const reason = titles.map((title) => title.charAt(0).toLowerCase() + title.slice(1)).join(', ')
    return { ...first, title: `${titles.length} stages`, reason }
  })
}

function isFolded({ answer, reason }: Stage): boolean {
  return FOLDED.includes(answer) && reason === ''
}

const UNVISITED = { none: 'ahead', served: 'unneeded', 'give-up': 'not-reached' } as const

/** A single page needs no compaction; of the two ends, one is left as soon as it is known. */
function isWithin(place: Place, order: Order, outcome: Flow['outcome']): boolean {
  if (place === 'compact' || place === 'compact-after') return order > 0
  if (place === 'served') return outcome !== 'give-up'
  return place !== 'give-up' || outcome === 'give-up'
}

function placeOf({ stage }: Slow, hasReclaimed: boolean): Place {
  return stage === 'compact' && hasReclaimed ? 'compact-after' : stage
}

/** The stage that has begun and is not told yet: what the small steps since the last one lead to. */
function begunStage(
  all: readonly BuddyEvent[],
  done: number,
  since: number,
  now: Place | null,
  hasReclaimed: boolean,
): Place | null {
  const steps = all.slice(since + 1, done)
  if (steps.length === 0 || (now && ENDS.includes(now))) return null
  // The kill belongs to the killer; only the look into the lists after it is another stage.
  if (now === 'oom' && hasKilled(steps) && !didLook(steps)) return null
  const next = all.slice(done).find((event) => event.kind === 'slow-path')
  return next?.kind === 'slow-path' && !ENDS.includes(next.stage)
    ? placeOf(next, hasReclaimed)
    : null
}

/** Stages that try the lists serve where they are ok; the others only win something. */
function answerOf(
  event: Slow,
  before: readonly BuddyEvent[],
  after: readonly BuddyEvent[],
): Answer {
  const { stage, ok, pages } = event
  if (stage === 'give-up') return 'failed'
  if (stage === 'kswapd') return 'went-on'
  if (stage === 'retry') return ok && didLook(before) ? 'served' : 'went-on'
  if (stage === 'reclaim') return ok && pages === undefined ? 'served' : ok ? 'went-on' : 'failed'
  if (stage === 'compact' && !ok && hasNotBegun(before)) return 'skipped'
  if (ok) return 'served'
  // Where only low zones may serve it, nobody is killed.
  if (stage !== 'oom' || event.isLow) return 'failed'
  if (hasKilled(after)) return 'went-on'
  return after.length > 0 ? 'failed' : 'under-way'
}

/** Compaction had too little to begin with. */
function hasNotBegun(before: readonly BuddyEvent[]): boolean {
  const suited = before.findLast(({ kind }) => kind === 'compact-suitable')
  return suited?.kind === 'compact-suitable' && !suited.ok
}

/** Why a request ends here: never that nothing else could be done, which would be too much said. */
function givenUpReason(order: Order, visits: ReadonlyMap<Place, Visit>): string {
  // Whoever may wait tries reclaim before it gives up.
  if (!visits.has('reclaim')) return 'an atomic request may not wait'
  if (order > COSTLY_ORDER) return `above order ${COSTLY_ORDER} the kernel does not try again`
  return 'nobody can be killed for it'
}
