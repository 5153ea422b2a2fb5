// The verdict over all: what failed and why, where the text tells of a failure; else what the zones can give,
// order 3 and a huge page, in one or two sentences, and what this text cannot tell.

import type { Report } from '../kernel-text/reading.ts'
import { formatCount, pagesIn } from '../units.ts'
import { KEPT } from './answer.ts'
import type { Case } from './case.ts'
import type { Finding, ZoneVerdict } from './diagnosis.ts'
import { leadingOf } from './findings.ts'
import { hasNoMemory } from './free-beside-marks.ts'
import { gravestOf, gravity, isCgroupKill } from './gravity.ts'
import { lostRows } from './lost-rows.ts'
import type { Scene } from './scene.ts'
import { countOf, shareOf, sizeOf, smallZone, timesOf, zoneNames } from './words.ts'
import { COSTLY_ORDER, MOSTLY_UNUSABLE } from './zone-verdict.ts'

/** Zones that are named one by one. */
const MOST_NAMED = 3

export interface Sentence {
  readonly sentence: string
  readonly detail: string
}

export function sentenceOf(all: Case, findings: readonly Finding[]): Sentence {
  const of = withMemory(all)
  const leading = leadingOf(of, findings)
  if (leading)
    return {
      sentence: leading.fact,
      detail: [leading.why, whichReport(of)].filter(Boolean).join(' '),
    }
  if (of.verdicts.length > 0)
    return { sentence: zonesSentence(of), detail: detailOf(of.scene, of.verdicts) }
  const first = findings.find(({ tone }) => tone !== 'info') ?? findings[0]
  if (first) return { sentence: first.fact, detail: `${first.why} ${NO_LISTS}` }
  return { sentence: 'No free memory is told of in this text.', detail: NO_LISTS }
}

/** Of a zone without memory nothing is to be had or missed. */
function withMemory(of: Case): Case {
  const { scene, verdicts } = of
  const zones = scene.zones.filter(({ marks }) => !hasNoMemory(marks))
  if (zones.length === scene.zones.length) return of
  return {
    ...of,
    scene: { ...scene, zones },
    verdicts: verdicts.filter(({ marks }) => !hasNoMemory(marks)),
  }
}

/** Where the reports are not all alike, which of them this is, and which is the gravest; '': they are. */
function whichReport({ leader, causes, cgroupKills, bareKills }: Case): string {
  const told = [...causes.map(({ report }) => report), ...cgroupKills, ...bareKills]
  const alike = new Set(
    told.map(({ kind, order, mode, cgroup }) => [kind, order, mode, cgroup?.limitKB].join()),
  )
  if (!leader || alike.size < 2) return ''
  const gravest = gravestOf(told)
  const most = gravest === null ? 0 : gravity(gravest)
  const own = gravity(leader)
  if (gravest && own < most)
    return `This is the report at line ${leader.line}; graver is the ${nameOf(gravest)} at line ${gravest.line}.`
  const isGravest = told.some((one) => gravity(one) < most)
  return `This is the report at line ${leader.line}${isGravest ? ', the gravest' : ''} of ${formatCount(told.length)}.`
}

/** Of one that is graver than another: two kinds of kill, or a failure beside one that waits. */
function nameOf(report: Report): string {
  if (report.kind !== 'oom') return 'failure'
  return isCgroupKill(report) ? "kill for a cgroup's limit" : 'OOM kill'
}

const NO_LISTS =
  'The text has no free lists, so what sizes could be had is not told: /proc/buddyinfo has them.'

function zonesSentence({ scene, verdicts }: Case): string {
  const costly = Math.min(COSTLY_ORDER, scene.maxOrder)
  const huge = scene.pageblock.order
  const small = sizeOf(pagesIn(costly), scene)
  const large = largeBlock(scene)
  const size = large.replace(/^an? /, '')
  // A row that was cut off says nothing of the orders behind, but for what it shows.
  const told = (order: number) => verdicts.filter((one) => !isUntold(one, order))
  const can = (order: number) => verdicts.filter(({ orders }) => orders[order]?.canServe)
  const smalls = can(costly)
  const larges = can(huge)
  const [only] = verdicts
  const rows = told(costly)
  if (rows.length === 0)
    return `Whether ${zoneNames(verdicts, scene)} can give ${small} is not told: the text has too few counts.`
  if (huge <= costly) return `${who(scene, rows, smalls)} give ${small}.`
  if (smalls.length === 0 && larges.length === 0)
    return `${who(scene, rows, smalls)} give ${small}, let alone ${large}.`
  if (verdicts.length === 1 && only && smalls.length === 1) {
    const times = timesOf(allowed(only, costly))
    if (isUntold(only, huge)) return `${who(scene, verdicts, smalls)} give ${small} ${times}.`
    return larges.length === 0
      ? `${who(scene, verdicts, smalls)} give ${small} ${times}, but no ${size}.`
      : `${who(scene, verdicts, smalls)} give ${small} ${times}, and ${large} ${timesOf(allowed(only, huge))}.`
  }
  const isSame = smalls.length === larges.length && smalls.every((one) => larges.includes(one))
  const isAllTold = told(huge).length === rows.length
  const pieces = piecesSentence(scene, verdicts, larges)
  if (pieces !== '') {
    const one = `a ${scene.pageblock.name}`
    if (isSame) return `${pieces} ${who(scene, rows, smalls)} give ${small}, and still ${one}.`
    return `${pieces} ${who(scene, rows, smalls)} give ${small}. ${who(scene, told(huge), larges)} give ${one}.`
  }
  if (isSame && isAllTold) return `${who(scene, rows, smalls)} give ${small}, and ${large} too.`
  return `${who(scene, rows, smalls)} give ${small}. ${who(scene, told(huge), larges)} give ${large}.`
}

/** Its row ends before the order, and shows nothing that would do for it. */
function isUntold({ isCut, orders }: ZoneVerdict, order: number): boolean {
  if (order >= orders.length) return true
  return isCut && orders[order]?.times === 0
}

/** Requests of the order that can be had. */
function allowed({ orders }: ZoneVerdict, order: number): number {
  const { times = 0, timesAllowed = null } = orders[order] ?? {}
  return timesAllowed ?? times
}

/**
 * Zones that still have a huge page, with nearly all they have in smaller blocks: to say no more than that they can
 * give one would hide it. '': they hold less than half of what is free.
 */
function piecesSentence(
  scene: Scene,
  verdicts: readonly ZoneVerdict[],
  larges: readonly ZoneVerdict[],
): string {
  const huge = scene.pageblock.order
  const unusable = (one: ZoneVerdict) => one.orders[huge]?.unusableIndex ?? 0
  const torn = verdicts.filter((one) => !one.isCut && unusable(one) >= MOSTLY_UNUSABLE)
  const pages = (zones: readonly ZoneVerdict[]) =>
    zones.reduce((sum, { freePages }) => sum + freePages, 0)
  const isMost = pages(torn) * 2 > pages(verdicts)
  if (!isMost || !torn.some((one) => larges.includes(one))) return ''
  const where =
    torn.length === verdicts.length
      ? 'every zone'
      : torn.length > MOST_NAMED
        ? `${torn.length} of ${verdicts.length} zones`
        : zoneNames(torn, scene)
  const [least = 0, most = 0] = [Math.min(...torn.map(unusable)), Math.max(...torn.map(unusable))]
  const share = least === most ? shareOf(most) : `${least / 10} to ${shareOf(most)}`
  return `In ${where} ${share} of the free memory stands in blocks too small for ${largeBlock(scene)}.`
}

/**
 * `Every zone can`, `No zone can`, `Only the small zone DMA can`, `All but zone Normal can`. `all` are those that
 * are told of: with some that are not, they are named.
 */
function who(scene: Scene, all: readonly ZoneVerdict[], can: readonly ZoneVerdict[]): string {
  const [first] = can
  const isPart = all.length < scene.zones.length || lostRows(scene) > 0
  if (!first)
    return all.length === 1 || isPart ? `${capital(zoneNames(all, scene))} cannot` : 'No zone can'
  if (isPart) return `${capital(zoneNames(can, scene))} can`
  if (can.length === all.length)
    return all.length === 1 ? `${capital(zoneNames(all, scene))} can` : 'Every zone can'
  const total = all.reduce((sum, { freePages }) => sum + freePages, 0)
  const isSmall = can.length === 1 && first.freePages * 20 < total
  if (isSmall) return `Only the ${smallZone(first, scene)} can`
  const cannot = all.filter((one) => !can.includes(one))
  return can.length > cannot.length
    ? `All but ${zoneNames(cannot, scene)} can`
    : `Only ${zoneNames(can, scene)} can`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** `a 2 MiB huge page`. */
function largeBlock(scene: Scene): string {
  const size = sizeOf(pagesIn(scene.pageblock.order), scene)
  return `${/^(?:8|11|18)\b/.test(size) ? 'an' : 'a'} ${size} ${scene.pageblock.name}`
}

function detailOf(scene: Scene, verdicts: readonly ZoneVerdict[]): string {
  const pages = verdicts.reduce((sum, { freePages }) => sum + freePages, 0)
  const huge = scene.pageblock.order
  const large = largeBlock(scene)
  const lacking = verdicts.filter((one) => !isUntold(one, huge) && one.orders[huge]?.times === 0)
  const largest = Math.max(-1, ...lacking.map(({ largestOrder }) => largestOrder))
  const atLeast = verdicts.some(({ exactFrom, isCut }) => exactFrom > 0 || isCut) ? 'At least ' : ''
  const said = [
    `${atLeast}${sizeOf(pages, scene)} ${verdicts.length === 1 ? `is free in ${zoneNames(verdicts, scene)}` : `is free in ${countOf(verdicts.length, 'zone')}`}.`,
  ]
  if (lacking.length > 0 && largest >= 0) {
    const where =
      lacking.length === verdicts.length
        ? 'It'
        : lacking.length === 1
          ? `In ${zoneNames(lacking, scene)} it`
          : `In the ${formatCount(lacking.length)} others it`
    const isEnough = lacking.some(({ freePages }) => freePages >= pagesIn(huge))
    said.push(
      `${where} stands in blocks of ${sizeOf(pagesIn(largest), scene)} and less${isEnough ? `, so ${large} needs compaction first` : `, and is too little for ${large}`}.`,
    )
  }
  const isRefused = ({ orders }: ZoneVerdict) => (orders[huge]?.refusal ?? '') !== ''
  const kept = verdicts.filter(({ word }) => word === 'kept')
  if (kept.length > 0)
    said.push(`What ${zoneNames(kept, scene)} ${kept.length === 1 ? 'has' : 'have'} is ${KEPT}.`)
  const refused = verdicts.filter((one) => isRefused(one) && one.word !== 'kept')
  if (refused.length > 0)
    said.push(`What ${zoneNames(refused, scene)} would have for ${large}, the marks keep back.`)
  const cut = verdicts.filter((one) => isUntold(one, huge))
  if (cut.length > 0) {
    const small = Math.min(COSTLY_ORDER, scene.maxOrder)
    const what = cut.some((one) => isUntold(one, small))
      ? `${sizeOf(pagesIn(small), scene)} or ${large}`
      : 'one'
    said.push(
      `Whether ${zoneNames(cut, scene)} could give ${what} is not told: the text has too few counts.`,
    )
  }
  const lost = lostRows(scene)
  if (lost > 0)
    said.push(`${countOf(lost, 'row')} could not be read: there may be more zones than these.`)
  if (verdicts.every(({ marks }) => marks === null))
    said.push('The text has no watermarks, so they are not counted.')
  for (const from of new Set(verdicts.map(({ exactFrom }) => exactFrom).filter(Boolean))) {
    const bounded = verdicts.filter(({ exactFrom }) => exactFrom === from)
    said.push(
      `Of ${zoneNames(bounded, scene)} the counts below order ${from} are lower bounds: the kernel stopped counting.`,
    )
  }
  return said.join(' ')
}
