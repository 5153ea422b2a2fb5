// What several snapshots show together: the first against the last, zone by zone. A zone's free memory goes up
// and down all the time; that large blocks grow fewer while it does not fall is fragmentation. The order of a
// pageblock is told first; where nothing changed there, the order at which most did.

import type { Snapshot, ZoneMemory } from '../../memory/memory.ts'
import { formatIndex } from '../../metrics/format-index.ts'
import { unusableIndex } from '../../metrics/unusable-index.ts'
import { formatCount, type Order, pagesIn } from '../../units.ts'
import type { Case } from '../case.ts'
import type { Finding } from '../diagnosis.ts'
import { pagesOf, timesIn } from '../orders.ts'
import type { Scene } from '../scene.ts'
import {
  capitalise,
  countOf,
  ordersText,
  pagesAndSize,
  sizeOf,
  timesOf,
  zoneName,
} from '../words.ts'
import { COSTLY_ORDER } from '../zone-verdict.ts'

export function trend({ scene }: Case): Finding[] {
  const { snapshots } = scene.reading
  const first = snapshots.at(0)
  const last = snapshots.at(snapshots.length - 1)
  if (!first || !last || snapshots.length < 2) return []
  const pairs = last.zones.flatMap((zone) => {
    const before = first.zones.find((one) => one.node === zone.node && one.zone === zone.zone)
    return before && before.counts.length === zone.counts.length ? [{ before, zone }] : []
  })
  if (pairs.length !== last.zones.length || pairs.length !== first.zones.length)
    return [otherMachine(first, last, snapshots.length)]
  return pairs.flatMap(({ before, zone }) => compare(scene, before, zone, spanOf(first, last)))
}

/** `from 2026-11-20 07:32:10 to 2026-11-20 07:40:00`. */
function spanOf(first: Snapshot, last: Snapshot): string {
  return first.at !== null && last.at !== null
    ? `from ${first.at} to ${last.at}`
    : 'from the first snapshot to the last'
}

interface Pair {
  readonly before: number
  readonly after: number
}

/** What became of one order. */
interface Change {
  readonly order: Order
  /** Requests of the order that the blocks held. */
  readonly times: Pair
  /** Thousandths. */
  readonly index: Pair
  /** How far the requests are from having gone with the free memory: 1 is none left, or some where none were. */
  readonly weight: number
}

/** Shares by which an order may leave the free memory's course and count as divided the same. */
const SAME = 1 / 10

function compare(scene: Scene, before: ZoneMemory, after: ZoneMemory, span: string): Finding[] {
  const huge = Math.min(scene.pageblock.order, after.counts.length - 1)
  const pages = { before: pagesOf(before.counts), after: pagesOf(after.counts) }
  const changes = after.counts.map((_, order) => changeOf(before, after, pages, order))
  const changed = changes.filter(({ weight, order }) => order > 0 && weight > SAME)
  if (changed.length === 0 && isNear(pages)) return []
  const own = changes[huge] as Change
  const costly = [COSTLY_ORDER, COSTLY_ORDER + 1]
  const told =
    changed.find(({ order }) => order === huge) ??
    changed.find(({ order }) => costly.includes(order)) ??
    changed.reduce<Change | null>(
      (most, one) => (most && most.weight >= one.weight ? most : one),
      null,
    ) ??
    own
  const { order, times, index } = told
  const size = sizeOf(pagesIn(order), scene)
  const isOther = order !== huge
  const rest = isOther ? `; ${sizeOf(pagesIn(huge), scene)} ${unchanged(own)}` : ''
  return [
    {
      id: 'trend',
      tone: index.after > index.before && times.after < times.before ? 'warn' : 'info',
      fact: `${capitalise(zoneName(after, scene))}, ${span}: ${size} could be had ${oftenText(times)}${rest}.`,
      why: whyOf(pages, told, changed),
      arithmetic: [
        `free: ${pagesAndSize(pages.before, scene)}, then ${pagesAndSize(pages.after, scene)}`,
        `unusable index(${order}): ${formatIndex(index.before)}, then ${formatIndex(index.after)}`,
        `blocks of order ${order} and above would make: ${formatCount(times.before)}, then ${formatCount(times.after)}`,
        ...(isOther ? blockLines(before, after) : []),
      ],
      node: after.node,
      zone: after.zone,
    },
  ]
}

function changeOf(before: ZoneMemory, after: ZoneMemory, pages: Pair, order: Order): Change {
  const times = { before: timesIn(before.counts, order), after: timesIn(after.counts, order) }
  const index = {
    before: unusableIndex(before.counts, order),
    after: unusableIndex(after.counts, order),
  }
  return { order, times, index, weight: weightOf(times, pages) }
}

/**
 * Divided the same, an order could be had as many times more as there is more memory. One more or less is
 * nothing; that there is none left, or one again, is all.
 */
function weightOf(times: Pair, pages: Pair): number {
  if ((times.before === 0) !== (times.after === 0)) return 1
  const course = pages.before === 0 ? 0 : (times.before * pages.after) / pages.before
  const apart = Math.abs(times.after - course)
  return apart <= 1 ? 0 : apart / Math.max(times.after, course)
}

/** Less than a hundredth of the free memory came or went. */
function isNear({ before, after }: Pair): boolean {
  return Math.abs(after - before) * 100 < Math.max(before, after, 1)
}

/** `64 times, then not once`, `neither before nor after`. */
function oftenText({ before, after }: Pair): string {
  if (before !== after) return `${timesOf(before)}, then ${timesOf(after)}`
  return before === 0 ? 'neither before nor after' : `${timesOf(before)} before and after`
}

/** `not once, as before`, `20 times, then 19 times`. */
function unchanged({ times }: Change): string {
  return times.before === times.after
    ? `${timesOf(times.after)}, as before`
    : `${timesOf(times.before)}, then ${timesOf(times.after)}`
}

function whyOf(pages: Pair, { index, order, times }: Change, changed: readonly Change[]): string {
  const others = changed.filter((one) => one.order !== order).map((one) => one.order)
  const also = others.length === 0 ? '' : ` Orders that changed as well: ${ordersText(others)}.`
  if (changed.length === 0)
    return pages.after < pages.before
      ? 'Less memory is free; how it is divided is the same.'
      : 'More memory is free; how it is divided is the same.'
  if (index.after > index.before)
    return pages.after >= pages.before
      ? `No less memory is free, and a larger share of it stands in small blocks: the zone has fragmented.${also}`
      : `Less memory is free, and a larger share of it stands in small blocks.${also}`
  if (index.after < index.before)
    return `A larger share of the free memory stands in ${order > COSTLY_ORDER ? 'large blocks' : `blocks of order ${order} and above`} now.${also}`
  return `${times.after < times.before ? 'Fewer' : 'More'} blocks of the order are free, by less than a thousandth of the free memory.${also}`
}

function blockLines(before: ZoneMemory, after: ZoneMemory): string[] {
  return [
    `free blocks by order: ${before.counts.map(formatCount).join(' ')}`,
    `then: ${after.counts.map(formatCount).join(' ')}`,
  ]
}

function otherMachine(first: Snapshot, last: Snapshot, snapshots: number): Finding {
  return {
    id: 'trend',
    tone: 'info',
    fact: `The ${formatCount(snapshots)} snapshots have different zones, so the first and the last are not compared.`,
    why: 'They may be of different machines.',
    arithmetic: [
      `first: ${countOf(first.zones.length, 'zone')}`,
      `last: ${countOf(last.zones.length, 'zone')}`,
    ],
    node: null,
    zone: null,
  }
}
