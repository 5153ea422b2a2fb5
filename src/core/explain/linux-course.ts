// The small steps of a request on the Linux machine, sorted: what came before the walk that served it,
// how that took the block, and what the daemons did after.

import type { BuddyEvent, SlowStage } from '../buddy/event.ts'
import type { Pages } from '../units.ts'
import type { Scene } from './scene.ts'

/** The event of a kind; two kinds may share a shape. */
export type EventOf<K extends BuddyEvent['kind']> = Shaped<BuddyEvent, K>
type Shaped<E, K> = E extends { kind: infer Kinds } ? (K extends Kinds ? E : never) : never

export function ofKind<K extends BuddyEvent['kind']>(
  events: readonly BuddyEvent[],
  kind: K,
): EventOf<K>[] {
  return events.filter((event): event is BuddyEvent & EventOf<K> => event.kind === kind)
}

export interface Course {
  /** Index of the zone that served. */
  readonly zone: number
  /** What the slow path did before the block was taken; null: the fast path served. */
  readonly slow: Toil | null
  /** The stage of the slow path that served. */
  readonly helped: SlowStage | null
  /** The tests of marks in the walk that served, a zone each. */
  readonly tests: readonly EventOf<'watermark'>[]
  /** How the block was taken, in its zone. */
  readonly service: readonly BuddyEvent[]
  /** Done for the machine when the request was served. */
  readonly after: Toil
}

/** What was taken back, moved and killed. */
export interface Toil {
  readonly reclaimed: readonly EventOf<'reclaim'>[]
  readonly killed: readonly EventOf<'oom-kill'>[]
  readonly compactions: readonly EventOf<'compact-end'>[]
  readonly events: readonly BuddyEvent[]
}

/** null: the block was not taken by a walk over the zones (a run of largest blocks). */
export function courseOf({ events, zonelist }: Scene): Course | null {
  const gave = events.findIndex(({ kind }) => kind === 'give')
  const give = events[gave]
  if (!give) return null
  const served = events.findIndex((event) => event.kind === 'slow-path' && event.stage === 'served')
  const told = served > 0 ? events[served - 1] : undefined
  const end = served > 0 ? served - 1 : gave
  const tested = 1 + lastBefore(events, end, ['watermark', 'slow-path', 'compact-end'])
  // Without marks the frees of what was taken back stand right before the walk.
  const won = lastBefore(events, end, ['reclaim', 'oom-kill', 'pcp-drain', 'unreserve-highatomic'])
  const begin =
    won < tested
      ? tested
      : events.findIndex(({ kind }, i) => i > won && (kind === 'choose' || kind.startsWith('pcp-')))
  const slowAt = 1 + lastBefore(events, end, ['slow-path', 'compact-end'])
  const home = zonelist[0]?.index
  const walkAt = events.findLastIndex(
    (event, i) => i < begin && i >= slowAt && event.kind === 'watermark' && event.zone === home,
  )
  return {
    zone: give.zone,
    slow: served > 0 ? toilOf(events.slice(0, end)) : null,
    helped: told?.kind === 'slow-path' ? told.stage : null,
    tests: events
      .slice(Math.max(slowAt, walkAt), begin)
      .filter((event) => event.kind === 'watermark'),
    service: events.slice(begin, end).filter(({ zone }) => zone === give.zone),
    after: toilOf(events.slice(gave + 1)),
  }
}

function lastBefore(
  events: readonly BuddyEvent[],
  end: number,
  kinds: readonly BuddyEvent['kind'][],
): number {
  return events.findLastIndex(({ kind }, i) => i < end && kinds.includes(kind))
}

/** What a request that failed had tried, and what came after. */
export function failedCourse({ events }: Scene): { before: Toil; after: Toil } {
  const at = events.findIndex(({ kind }) => kind === 'fail')
  const end = at < 0 ? events.length : at
  return { before: toilOf(events.slice(0, end)), after: toilOf(events.slice(end)) }
}

export function toilOf(events: readonly BuddyEvent[]): Toil {
  return {
    reclaimed: ofKind(events, 'reclaim'),
    killed: ofKind(events, 'oom-kill'),
    compactions: ofKind(events, 'compact-end'),
    events,
  }
}

export function pagesOfAll(events: readonly { readonly pages: Pages }[]): Pages {
  return events.reduce((sum, { pages }) => sum + pages, 0)
}

export function movedBy({ compactions }: Toil): Pages {
  return compactions.reduce((sum, { moved }) => sum + moved, 0)
}
