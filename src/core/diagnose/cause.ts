// Why a request failed, in one sentence, and the sum that shows it. The zone that decides is the one that came
// nearest to serving: had its obstacle not been there, the request would have been served.

import type { Report } from '../kernel-text/reading.ts'
import { pagesIn } from '../units.ts'
import { type Attempt, attemptOf, type Outcome, type ZoneAttempt } from './attempt.ts'
import { factOf } from './cause-fact.ts'
import { whyOf } from './cause-why.ts'
import { freeIn, type Judged, LACKS_BLOCKS } from './judged.ts'
import { flagsOf, type Request, requestOf } from './request.ts'
import { type Scene, zonesOf } from './scene.ts'
import { capitalise, countOf, sizeOf, zoneNames } from './words.ts'
import { isClosed } from './zone-class.ts'

export interface Cause extends Omit<Judged, 'scene'> {
  readonly fact: string
  readonly why: string
  readonly arithmetic: readonly string[]
}

/** Nearest to serving first. */
const NEAREST: readonly (readonly Outcome[])[] = [
  ['passes'],
  ['untold'],
  LACKS_BLOCKS,
  ['unknown'],
  ['cma-pages', 'highatomic-pages'],
  ['high-mark'],
  ['memory'],
  ['reserve'],
]
const MAY_SERVE: readonly Outcome[] = ['passes', 'untold', 'unknown']
/** Zones whose sum is shown. */
const MOST_SUMS = 8

/** null: the report does not tell which order was asked for. */
export function causeOf(scene: Scene, report: Report): Cause | null {
  const request = requestOf(report)
  if (!request) return null
  const zones = zonesOf(report, scene.pageSize.bytes)
  const attempt = attemptOf(scene, report, request, zones)
  const bound = likelyNodes(attempt)
  const deciding = decidingZone(
    bound.refused.length > 0
      ? attempt.zones.filter(({ zone }) => bound.refused.includes(zone.node))
      : attempt.zones,
  )
  const at: Scene = { ...scene, zones }
  const closed = zones.filter((one) => isClosed(one.zone, request.highest) && freeIn(one) > 0)
  const rest = { report, request, attempt, deciding, otherNodes: bound.served, closed }
  const judged: Judged = { scene: at, ...rest }
  return {
    ...rest,
    fact: factOf(judged),
    why: whyOf(judged),
    arithmetic: [...requestLines(at, report, request), ...zoneLines(at, attempt)],
  }
}

/**
 * A request with __GFP_THISNODE walks the zones of one node, which no report prints. Where some nodes could
 * have served it and some not, it was one of those that could not.
 */
function likelyNodes({ zones, request }: Attempt): { refused: number[]; served: number[] } {
  if (!request.isThisNode) return { refused: [], served: [] }
  const serves = (of: number) =>
    zones.some(({ zone, outcome }) => zone.node === of && MAY_SERVE.includes(outcome))
  const nodes = [...new Set(zones.map(({ zone }) => zone.node))]
  const served = nodes.filter(serves)
  const refused = nodes.filter((node) => !serves(node))
  return served.length > 0 && refused.length > 0 ? { refused, served } : { refused: [], served: [] }
}

function decidingZone(zones: readonly ZoneAttempt[]): ZoneAttempt | null {
  for (const outcomes of NEAREST) {
    const near = zones.filter(({ outcome }) => outcomes.includes(outcome))
    const [first] = near
    if (!first) continue
    if (first.outcome === 'memory') return first
    return near.reduce((most, one) => (freeIn(one.zone) > freeIn(most.zone) ? one : most))
  }
  return null
}

function requestLines(scene: Scene, { mode, era }: Report, request: Request): string[] {
  const { order } = request
  const lines = [
    `order ${order}: 2^${order} = ${countOf(pagesIn(order), 'page')} of ${sizeOf(1, scene)} = ${sizeOf(pagesIn(order), scene)}`,
  ]
  if (mode === null) return lines
  const from = !era || era.kernels === null ? '' : `, as kernels ${era.kernels} number them`
  const guess = era?.isGuess ? ` (a guess, by ${era.from})` : ''
  return [...lines, `${mode}: ${flagsOf(request) || 'flags not told'}${from}${guess}`]
}

function zoneLines(scene: Scene, { zones }: Attempt): string[] {
  const shown = zones.slice(0, MOST_SUMS).flatMap(({ zone, lines }) => {
    if (lines.length === 0) return []
    return [`${capitalise(zoneNames([zone], scene))}`, ...lines.map((line) => `  ${line}`)]
  })
  const more = zones.length - MOST_SUMS
  return more > 0 ? [...shown, `and ${more} more zones`] : shown
}
