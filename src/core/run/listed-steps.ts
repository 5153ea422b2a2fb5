// Which small steps of an action are listed: an action that compacts or reclaims a zone has hundreds of thousands.

import type { BuddyEvent } from '../buddy/event.ts'

/** Small steps at the start and the end of an action, and on either side of the one that is shown. */
const AT_START = 100
const AT_END = 100
const AROUND = 100
/** Of kinds that are rare: from the start on, and up to the end. */
const RARE = 100

/** Kinds of which every block or page that an action moves has its own. */
const BULK: readonly BuddyEvent['kind'][] = [
  'choose',
  'take',
  'split',
  'put',
  'give',
  'try-merge',
  'merge',
  'move-freepages',
  'pcp-put',
  'reclaim',
  'scan',
  'migrate',
]

/**
 * Numbers of the listed small steps, from 1, ascending; `small` is the number of the one shown, null: the action is
 * done. All of a short action; of a long one its start, its end, what is around the one shown, what is rare, and of
 * each kind in each zone the last before the one shown, such as where the scanners stand.
 */
export function listedSteps(events: readonly BuddyEvent[], small: number | null): number[] {
  const { length } = events
  const shown = small ?? length
  const rare: number[] = []
  const last = new Map<BuddyEvent['kind'], number[]>(BULK.map((kind) => [kind, []]))
  for (const [i, { kind, zone }] of events.entries()) {
    const lastInZone = last.get(kind)
    if (!lastInZone) rare.push(i + 1)
    else if (i < shown) lastInZone[zone] = i + 1
  }
  const listed = new Set([
    ...[...last.values()].flatMap((numbers) => numbers.filter(Boolean)),
    ...range(1, AT_START),
    ...rare.slice(0, RARE),
    ...rare.slice(-RARE),
    ...range(shown - AROUND, shown + AROUND),
    ...range(length - AT_END + 1, length),
  ])
  return [...listed].filter((number) => number >= 1 && number <= length).sort((a, b) => a - b)
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
}
