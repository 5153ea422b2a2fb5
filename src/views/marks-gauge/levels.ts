// What the kernel does with the next request of a zone, told by the marks above which its free pages
// stand. Follows __zone_watermark_ok (mm/page_alloc.c): what is free without the HighAtomic reserve must be
// more than the mark and lowmem_reserve together; as much is not enough.

import { formatCount, type Pages, pageCount } from '../../core/units.ts'
import type { ZoneMarks } from './layout.ts'

export type Level = 'above high' | 'above low' | 'above min' | 'not above min'

/** `kept`: pages that must be left besides the mark. */
export function levelOf({ free, reserved, min, low, high }: ZoneMarks, kept: Pages = 0): Level {
  const usable = free - reserved - kept
  if (usable > high) return 'above high'
  if (usable > low) return 'above low'
  return usable > min ? 'above min' : 'not above min'
}

/** A larger request than a page may still be refused. `zone`: the zone's name alone. */
export function levelWords(marks: ZoneMarks, zone: string): string {
  const level = levelOf(marks)
  const others = levelOf(marks, marks.kept)
  const areOthersWorse = NAMES.indexOf(others) > 1 && others !== level
  const who = areOthersWorse ? ` for zone ${zone}` : ''
  return [reservedWords(marks), told(level, who), areOthersWorse ? keptWords(marks, others) : '']
    .filter(Boolean)
    .join(' ')
}

/** From the calmest on. */
const NAMES: readonly Level[] = ['above high', 'above low', 'above min', 'not above min']

function told(level: Level, who: string): string {
  switch (level) {
    case 'above high':
      return `Now above high: a single page${who} is served at once.`
    case 'above low':
      return `Now above low: a single page${who} is served at once. Not above high: kswapd, once woken, goes on until it is.`
    case 'above min':
      return `Now not above low: a request${who} wakes kswapd, then may go down to min.`
    case 'not above min':
      return 'Now not above min: only urgent requests are served; others must reclaim first.'
  }
}

function reservedWords({ free, reserved }: ZoneMarks): string {
  if (reserved === 0) return ''
  const [are, them] = reserved === 1 ? ['is', 'it'] : ['are', 'them']
  return `Of the ${formatCount(free)} free ${formatCount(reserved)} ${are} HighAtomic: ordinary requests may not take ${them}.`
}

function keptWords({ kept }: ZoneMarks, others: Level): string {
  const what = others === 'above min' ? 'they wake kswapd first' : 'they are refused'
  return `Requests for higher zones must leave ${pageCount(kept)} more (lowmem_reserve): ${what}.`
}
