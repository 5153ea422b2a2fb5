// mm_page_alloc_extfrag: requests that took a block of another migratetype. Those that took one smaller than a
// pageblock mix types in it and are what fragments for good (mm/page_alloc.c: trace of steal_suitable_fallback;
// fragmenting = fallback_order < pageblock_order, counted here from the orders).

import type { ExtfragEvents } from '../../kernel-text/reading.ts'
import { formatCount } from '../../units.ts'
import type { Case } from '../case.ts'
import type { Finding } from '../diagnosis.ts'
import { countOf, shareOf } from '../words.ts'

/** Pairs of types that are listed, most frequent first. */
const MOST_PAIRS = 6
/** Types that have one number in all kernels; 1 and 2 changed places in 4.4. */
const TYPES = ['Unmovable', 'Movable', 'Reclaimable', 'HighAtomic']

export function extfragEventsFragmenting({ scene }: Case): Finding[] {
  const { extfragEvents } = scene.reading
  const { total, fragmenting } = extfragEvents
  if (total === 0) return []
  const share = Math.floor((fragmenting * 1000) / total)
  const { pairs, seconds } = countPairs(extfragEvents)
  const rate = seconds > 0 ? [rateLine(total, fragmenting, seconds)] : []
  return [
    {
      id: 'extfrag-events-fragmenting',
      tone: fragmenting > 0 ? 'warn' : 'info',
      fact: `${formatCount(fragmenting)} of ${countOf(total, 'fallback')} (${shareOf(share)}) mixed types within a pageblock.`,
      why:
        fragmenting > 0
          ? "Each of them put pages of one type into a pageblock of another. Where the pages are the kernel's own, that pageblock cannot be compacted into a huge page until they are freed."
          : 'All of them took whole pageblocks, which keeps types apart.',
      arithmetic: [
        ...rate,
        ...pairs,
        'types by number as kernels since 4.4 have them; before, 1 and 2 are the other way round',
      ],
      node: null,
      zone: null,
    },
  ]
}

/** Two events, or a moment, make no rate. */
function rateLine(total: number, fragmenting: number, seconds: number): string {
  if (total > 2 && seconds >= 1)
    return `over ${seconds.toFixed(1)} s: ${(fragmenting / seconds).toFixed(2)} fragmenting a second`
  return `within ${seconds.toFixed(seconds < 1 ? 6 : 1)} s: ${formatCount(fragmenting)} fragmenting, too few for a rate`
}

function countPairs({ events }: ExtfragEvents): { pairs: string[]; seconds: number } {
  const counts = new Map<string, number>()
  let first: number | null = null
  let last: number | null = null
  for (const { time, allocMigratetype, fallbackMigratetype, allocOrder } of events) {
    const pair = `${typeOf(allocMigratetype)} from ${typeOf(fallbackMigratetype)}, order ${allocOrder}`
    counts.set(pair, (counts.get(pair) ?? 0) + 1)
    if (time === null) continue
    first ??= time
    last = time
  }
  const most = [...counts].sort(([, a], [, b]) => b - a)
  const pairs = most.slice(0, MOST_PAIRS).map(([pair, count]) => `${pair}: ${formatCount(count)}`)
  return { pairs, seconds: first === null || last === null ? 0 : last - first }
}

function typeOf(number: number): string {
  return TYPES[number] ?? `type ${number}`
}
