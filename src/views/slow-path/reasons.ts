// Why a stage of the slow path ended as it did, with the numbers that decided it.

import { type MachineConfig, zoneLabel } from '../../core/buddy/config.ts'
import type { BuddyEvent, Mark } from '../../core/buddy/event.ts'
import { COSTLY_ORDER } from '../../core/buddy/linux/costly.ts'
import { formatIndex } from '../../core/metrics/format-index.ts'
import { formatCount, type Order, pageCount, pagesIn } from '../../core/units.ts'
import { shortSum } from '../../store/mark-test.ts'

type Slow = Extract<BuddyEvent, { kind: 'slow-path' }>
type Config = Pick<MachineConfig, 'watermarks' | 'zones'>

export interface Steps {
  /** What led to the stage. */
  readonly before: readonly BuddyEvent[]
  /** What followed it. */
  readonly after: readonly BuddyEvent[]
  /** The whole action is done. */
  readonly isOver: boolean
}

/** `told`: the reason that the stage had so far. */
export function reasonOf(event: Slow, steps: Steps, told: string, config: Config): string {
  const { stage, ok, pages } = event
  const { before } = steps
  switch (stage) {
    case 'fast':
    case 'min':
      return markReason(before, stage === 'min' ? 'min' : 'low', ok, config)
    case 'kswapd':
      return kswapdReason(steps, config)
    case 'compact':
      return compactReason(before, ok, config)
    case 'reclaim':
      if (pages === undefined) return `${told}, ${ok ? 'which is enough' : 'not enough'}`
      return pages > 0 ? `${pageCount(pages)} won` : 'nothing left to reclaim'
    case 'drain':
      return drainReason(before, ok)
    case 'oom':
      return oomReason(event, steps.after, told !== '', config)
    case 'retry':
      return retryReason(before, ok)
    case 'served':
    case 'give-up':
      return ''
  }
}

/** Why a stage was not come to, where the reader would look for it. */
export function unvisitedReason(
  stage: string,
  order: Order,
  isGivenUp: boolean,
  reclaim: { readonly answer: string } | undefined,
): string {
  if (stage === 'drain' && reclaim?.answer === 'failed')
    return 'only once reclaim has won something'
  return stage === 'oom' && isGivenUp && reclaim && order > COSTLY_ORDER
    ? `nobody is killed for an order above ${formatCount(COSTLY_ORDER)}`
    : ''
}

/** The lists were looked into. */
export function didLook(steps: readonly BuddyEvent[]): boolean {
  return steps.some(({ kind }) => ['watermark', 'choose', 'pcp-take'].includes(kind))
}

/** Somebody was killed, before the request went on to another stage. */
export function hasKilled(after: readonly BuddyEvent[]): boolean {
  return killOf(after) !== undefined
}

function killOf(after: readonly BuddyEvent[]) {
  const next = after.findIndex(({ kind }) => kind === 'slow-path')
  const kill = (next < 0 ? after : after.slice(0, next)).find(({ kind }) => kind === 'oom-kill')
  return kill?.kind === 'oom-kill' ? kill : undefined
}

function retryReason(before: readonly BuddyEvent[], ok: boolean): string {
  if (!didLook(before)) return 'something was won: from the top'
  return ok ? 'now there is a block' : 'no block yet: back to reclaim'
}

function markReason(
  before: readonly BuddyEvent[],
  mark: Mark,
  ok: boolean,
  config: Config,
): string {
  const test = before.findLast((event) => event.kind === 'watermark' && event.mark === mark)
  if (test?.kind !== 'watermark')
    return ok ? 'a block was there' : 'no list has a block that will do'
  const sum = `${zonePrefix(test.zone, config)}${shortSum(test)}`
  if (ok) return `${sum}: passes`
  return test.why === 'no-block' ? sum : `${sum}: too few`
}

/** Of several zones the last one that was tried is told. */
function zonePrefix(zone: number, { zones }: Config): string {
  const at = zones[zone]
  return zones.length > 1 && at ? `${zoneLabel(at)}: ` : ''
}

function kswapdReason({ after, isOver }: Steps, { watermarks }: Config): string {
  const runs = after.flatMap((event) => (event.kind === 'kswapd' ? [event] : []))
  if (runs.length === 0 && isOver)
    return `had nothing to do: ${watermarks ? 'above high' : 'a block was free'} by then`
  if (runs.at(-1)?.at === 'wake') return 'at work, now that the request is done'
  if (runs.length === 0) return 'works once the request is done (one CPU)'
  const pages = runs.reduce((sum, run) => sum + (run.at === 'sleep' ? run.pages : 0), 0)
  const won = pages > 0 ? `${pageCount(pages)} reclaimed` : 'found nothing to reclaim'
  return `${won}, once the request was done`
}

function compactReason(before: readonly BuddyEvent[], ok: boolean, config: Config): string {
  const suited = before.findLast(({ kind }) => kind === 'compact-suitable')
  const ended = before.findLast(({ kind }) => kind === 'compact-end')
  const moved = ended?.kind === 'compact-end' ? `${pageCount(ended.moved)} moved` : ''
  if (ok) return moved || 'a block is there'
  if (suited?.kind !== 'compact-suitable' || suited.ok)
    return moved ? `${moved}: no help` : 'nothing to compact'
  const where = zonePrefix(suited.zone, config)
  if (suited.index !== null)
    return `left out: ${where}index ${formatIndex(suited.index)}, not above ${formatIndex(suited.threshold)}`
  // What is moved stands twice for a while (compact_gap), and what the zone must keep stays besides.
  const gap = `twice the block${suited.needed > 2 * pagesIn(suited.order) ? ' beyond what it must keep' : ''}`
  return `skipped: ${where}it needs more than ${formatCount(suited.needed)} free pages, ${gap}; there ${suited.free === 1 ? 'is' : 'are'} ${formatCount(suited.free)}`
}

function drainReason(before: readonly BuddyEvent[], ok: boolean): string {
  const pages = before.reduce(
    (sum, event) => sum + (event.kind === 'pcp-drain' ? event.pages : 0),
    0,
  )
  const isGiven = before.some(({ kind }) => kind === 'unreserve-highatomic')
  const won = `${pageCount(pages)} ${pages === 1 ? 'goes' : 'go'} back${isGiven ? ', a HighAtomic pageblock too' : ''}`
  return `${won}${ok ? '' : ': no help'}`
}

/** Once asked, the killer spares all where only low zones may serve the request, or where nobody is left. */
function oomReason(
  event: Slow,
  after: readonly BuddyEvent[],
  wasOneKilled: boolean,
  { watermarks }: Config,
): string {
  if (event.ok)
    return `${watermarks ? 'the high mark passed' : 'a block was there'} meanwhile: nobody is killed`
  if (event.isLow) return 'nobody is killed for a request that only low zones may serve'
  if (after.length === 0) return `still no block${watermarks ? ', down to the high mark' : ''}`
  const kill = killOf(after)
  if (kill) return `one is killed: ${pageCount(kill.pages)}`
  return `nobody ${wasOneKilled ? 'else ' : ''}holds movable memory`
}
