// What several snapshots show together: the first against the last, zone by zone. A zone's free memory goes up
// and down all the time; that large blocks grow fewer while it does not fall is fragmentation.

import type { Snapshot, ZoneMemory } from '../../memory/memory.ts'
import { formatIndex } from '../../metrics/format-index.ts'
import { unusableIndex } from '../../metrics/unusable-index.ts'
import { formatCount, pagesIn } from '../../units.ts'
import type { Case } from '../case.ts'
import type { Finding } from '../diagnosis.ts'
import { pagesOf, timesIn } from '../orders.ts'
import type { Scene } from '../scene.ts'
import { capitalise, countOf, pagesAndSize, sizeOf, timesOf, zoneName } from '../words.ts'

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

function compare(scene: Scene, before: ZoneMemory, after: ZoneMemory, span: string): Finding[] {
  const huge = Math.min(scene.pageblock.order, after.counts.length - 1)
  const times = { before: timesIn(before.counts, huge), after: timesIn(after.counts, huge) }
  const pages = { before: pagesOf(before.counts), after: pagesOf(after.counts) }
  const index = {
    before: unusableIndex(before.counts, huge),
    after: unusableIndex(after.counts, huge),
  }
  if (isSame(times, pages, index)) return []
  const isWorse = index.after > index.before && times.after < times.before
  const size = sizeOf(pagesIn(huge), scene)
  return [
    {
      id: 'trend',
      tone: isWorse ? 'warn' : 'info',
      fact: `${capitalise(zoneName(after, scene))}, ${span}: ${size} could be had ${timesOf(times.before)}, then ${times.after === times.before ? 'as often' : timesOf(times.after)}.`,
      why: whyOf(pages, index),
      arithmetic: [
        `free: ${pagesAndSize(pages.before, scene)}, then ${pagesAndSize(pages.after, scene)}`,
        `unusable index(${huge}): ${formatIndex(index.before)}, then ${formatIndex(index.after)}`,
        `blocks of order ${huge} and above would make: ${formatCount(times.before)}, then ${formatCount(times.after)}`,
      ],
      node: after.node,
      zone: after.zone,
    },
  ]
}

interface Pair {
  readonly before: number
  readonly after: number
}

/** As good as the same: nothing changed but less than a hundredth of the free memory. */
function isSame(times: Pair, pages: Pair, index: Pair): boolean {
  if (times.before !== times.after || index.before !== index.after) return false
  return Math.abs(pages.after - pages.before) * 100 < Math.max(pages.before, pages.after, 1)
}

function whyOf(pages: Pair, index: Pair): string {
  if (index.after > index.before)
    return pages.after >= pages.before
      ? 'No less memory is free, and a larger share of it stands in small blocks: the zone has fragmented.'
      : 'Less memory is free, and a larger share of it stands in small blocks.'
  if (index.after < index.before)
    return 'A larger share of the free memory stands in large blocks now.'
  return pages.after < pages.before
    ? 'Less memory is free; how it is divided is the same.'
    : 'More memory is free; how it is divided is the same.'
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
