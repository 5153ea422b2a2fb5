// The slow path as a flow: its stages from top to bottom, each with how often the request came by and
// why it went on. A stage that the request did not come to stays in its place.
//
//   low mark ─ kswapd ─ min mark ─ compact ─ reclaim ─ drain ─┬─ retry ──▲
//                                                             ├─ OOM
//                                                             └─ served / gives up

import type { BuddyEvent, Mark, SlowStage } from '../../core/buddy/event.ts'
import { COSTLY_ORDER } from '../../core/buddy/linux/costly.ts'
import { formatCount, type Order } from '../../core/units.ts'
import { shortSum } from '../../store/mark-test.ts'

/**
 * How a stage ended: it served, it won something, it did not help, it did not begin. One that the
 * request did not come to was passed over, is not needed since another served, or is still ahead.
 */
export type Answer =
  | 'served'
  | 'went-on'
  | 'failed'
  | 'skipped'
  | 'passed-over'
  | 'unneeded'
  | 'ahead'

export interface Stage {
  readonly stage: SlowStage
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

const TITLES: readonly (readonly [SlowStage, string])[] = [
  ['fast', 'Low mark'],
  ['kswapd', 'Wake kswapd'],
  ['min', 'Min mark'],
  ['compact', 'Direct compaction'],
  ['reclaim', 'Direct reclaim'],
  ['drain', 'Empty per-CPU lists'],
  ['oom', 'Out-of-memory killer'],
  ['retry', 'Once more'],
  ['served', 'Served'],
  ['give-up', 'Gives up'],
]

type Slow = Extract<BuddyEvent, { kind: 'slow-path' }>

/** `all`: the small steps of the whole action; `done` of them are done. null: it took no slow path. */
export function flowOf(all: readonly BuddyEvent[], done: number): Flow | null {
  const first = all.find((event) => event.kind === 'slow-path')
  if (first?.kind !== 'slow-path') return null
  const visits = new Map<SlowStage, { times: number; answer: Answer; reason: string }>()
  let now: SlowStage | null = null
  let since = -1
  for (const [i, event] of all.slice(0, done).entries()) {
    if (event.kind !== 'slow-path') continue
    const before = visits.get(event.stage)
    // A stage wins something, and then looks into the lists: that is told twice, and was one time.
    const isSame = now === event.stage
    visits.set(event.stage, {
      times: (before?.times ?? 0) + (isSame ? 0 : 1),
      answer: answerOf(event, all.slice(since + 1, i)),
      reason: reasonOf(event, all.slice(since + 1, i), all.slice(i, done), before?.reason ?? ''),
    })
    now = event.stage
    since = i
  }
  const outcome = visits.has('served') ? 'served' : visits.has('give-up') ? 'give-up' : null
  // Whoever may wait tries reclaim before it gives up.
  const mayWait = visits.has('reclaim')
  const isWithin = (stage: SlowStage) =>
    stage === 'served' ? outcome !== 'give-up' : stage === 'give-up' ? outcome === 'give-up' : true
  const within = TITLES.filter(([stage]) => isWithin(stage))
  const ends: readonly (SlowStage | undefined)[] = ['served', 'give-up']
  const furthest = within.findLastIndex(([stage]) => visits.has(stage) && !ends.includes(stage))
  const stages = within.map(([stage, title], i): Stage => {
    const visit = visits.get(stage)
    const unvisited = i < furthest ? 'passed-over' : outcome === 'served' ? 'unneeded' : 'ahead'
    return {
      stage,
      title,
      answer: visit?.answer ?? unvisited,
      reason:
        visit?.reason || (outcome === 'give-up' ? givenUpReason(stage, first.order, mayWait) : ''),
      times: visit?.times ?? 0,
      isNow: stage === now,
    }
  })
  return { order: first.order, stages, outcome }
}

/** Stages that try the lists serve where they are ok; the others only win something. */
function answerOf({ stage, ok, pages }: Slow, before: readonly BuddyEvent[]): Answer {
  if (stage === 'give-up') return 'failed'
  if (stage === 'kswapd' || stage === 'retry') return 'went-on'
  if (stage === 'reclaim') return ok && pages === undefined ? 'served' : ok ? 'went-on' : 'failed'
  if (stage === 'compact' && !ok && hasNotBegun(before)) return 'skipped'
  return ok ? 'served' : 'failed'
}

/** Compaction had too little to begin with. */
function hasNotBegun(before: readonly BuddyEvent[]): boolean {
  const suited = before.findLast(({ kind }) => kind === 'compact-suitable')
  return suited?.kind === 'compact-suitable' && !suited.ok
}

/** `before`: what led to the stage; `after`: the stage itself and what followed; `told`: its reason so far. */
function reasonOf(
  { stage, ok, pages }: Slow,
  before: readonly BuddyEvent[],
  after: readonly BuddyEvent[],
  told: string,
): string {
  switch (stage) {
    case 'fast':
    case 'min':
      return markReason(before, stage === 'min' ? 'min' : 'low', ok)
    case 'kswapd':
      return kswapdReason(after)
    case 'compact':
      return compactReason(before, ok)
    case 'reclaim':
      if (pages === undefined) return `${told}, ${ok ? 'which is enough' : 'not enough'}`
      return pages > 0 ? `${formatCount(pages)} pages won` : 'nothing left to reclaim'
    case 'drain':
      return drainReason(before, ok)
    case 'oom':
      return oomReason(after, ok, told !== '')
    case 'retry':
      return retryReason(before, ok)
    case 'served':
    case 'give-up':
      return ''
  }
}

function retryReason(before: readonly BuddyEvent[], ok: boolean): string {
  const hasLooked = before.some(({ kind }) => ['watermark', 'choose', 'pcp-take'].includes(kind))
  if (!hasLooked) return 'something was won: from the top'
  return ok ? 'now there is a block' : 'no block yet: back to reclaim'
}

function markReason(before: readonly BuddyEvent[], mark: Mark, ok: boolean): string {
  const test = before.findLast((event) => event.kind === 'watermark' && event.mark === mark)
  if (test?.kind !== 'watermark')
    return ok ? 'a block was there' : 'no list has a block that will do'
  const sum = shortSum(test)
  if (ok) return `${sum}: passes`
  return test.why === 'no-block' ? sum : `${sum}: too few`
}

function kswapdReason(after: readonly BuddyEvent[]): string {
  const slept = after.find((event) => event.kind === 'kswapd' && event.at === 'sleep')
  return slept?.kind === 'kswapd'
    ? `${formatCount(slept.pages)} pages reclaimed, once the request was done`
    : 'works once the request is done (one CPU)'
}

function compactReason(before: readonly BuddyEvent[], ok: boolean): string {
  const suited = before.findLast(({ kind }) => kind === 'compact-suitable')
  const ended = before.findLast(({ kind }) => kind === 'compact-end')
  const moved = ended?.kind === 'compact-end' ? `${formatCount(ended.moved)} pages moved` : ''
  if (ok) return moved || 'a block is there'
  if (suited?.kind !== 'compact-suitable' || suited.ok)
    return moved ? `${moved}: no help` : 'nothing to compact'
  if (suited.index === null)
    return `skipped: ${formatCount(suited.free)} pages against ${formatCount(suited.needed)}`
  return `skipped: index ${thousandths(suited.index)}, not above ${thousandths(suited.threshold)}`
}

function drainReason(before: readonly BuddyEvent[], ok: boolean): string {
  const pages = before.reduce(
    (sum, event) => sum + (event.kind === 'pcp-drain' ? event.pages : 0),
    0,
  )
  const isGiven = before.some(({ kind }) => kind === 'unreserve-highatomic')
  const won = `${formatCount(pages)} pages go back${isGiven ? ', a HighAtomic pageblock too' : ''}`
  return `${won}${ok ? '' : ': no help'}`
}

/** Once asked, the killer spares all where only low zones may serve the request, or where nobody is left. */
function oomReason(after: readonly BuddyEvent[], ok: boolean, wasOneKilled: boolean): string {
  if (ok) return 'the high mark passed meanwhile: nobody is killed'
  const [asked, ...rest] = after
  if (asked?.kind === 'slow-path' && asked.isLow)
    return 'nobody is killed for a request that only low zones may serve'
  if (rest.length === 0) return 'still no block, down to the high mark'
  const next = rest.findIndex(({ kind }) => kind === 'slow-path')
  const kill = (next < 0 ? rest : rest.slice(0, next)).find(({ kind }) => kind === 'oom-kill')
  if (kill?.kind === 'oom-kill') return `one is killed: ${formatCount(kill.pages)} pages`
  return `nobody ${wasOneKilled ? 'else ' : ''}holds movable memory`
}

/** Of a request that gave up: why, and why it never came to the killer. */
function givenUpReason(stage: SlowStage, order: Order, mayWait: boolean): string {
  if (stage === 'give-up')
    return mayWait ? 'nothing is left to try' : 'an atomic request may not wait'
  if (stage !== 'oom' || !mayWait || order <= COSTLY_ORDER) return ''
  return `nobody is killed for an order above ${formatCount(COSTLY_ORDER)}`
}

function thousandths(value: number): string {
  return (value / 1000).toFixed(3)
}
