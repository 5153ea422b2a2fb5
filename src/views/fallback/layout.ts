// The last fallback of an action, row by row: what was wanted, where it was found, what became of it.

import type { BuddyEvent, GroupingEvent } from '../../core/buddy/event.ts'
import { formatCount, type Pfn, pagesIn } from '../../core/units.ts'

export interface FallbackFacts {
  readonly how: 'claim' | 'steal'
  /** Index into the config's zones. */
  readonly zone: number
  /** `Unmovable, order 3` */
  readonly wanted: string
  readonly found: string
  /** First pfns of the pageblocks that it concerns. */
  readonly pageblocks: readonly Pfn[]
  /** How the block lies to its pageblocks. */
  readonly block: string
  /** `half of it: 12 free and 0 alike of 16, 8 needed`; empty: nobody asked. */
  readonly test: string
  readonly from: string
  /** What the pageblock is now; the same where it was not claimed. */
  readonly to: string
}

type Fallback = Extract<GroupingEvent, { kind: 'fallback' }>

/** null: no small step so far fell back. */
export function fallbackOf(events: readonly BuddyEvent[]): FallbackFacts | null {
  const index = events.findLastIndex(({ kind }) => kind === 'fallback')
  const fallback = events[index]
  if (fallback?.kind !== 'fallback') return null
  const pageblocks = pageblocksOf(fallback)
  const [first] = pageblocks
  const asked = events
    .slice(0, index)
    .findLast((event) => event.kind === 'try-claim' && event.pfn === first)
  const isClaim = fallback.how === 'claim'
  return {
    how: fallback.how,
    zone: fallback.zone,
    wanted: `${fallback.type}, order ${fallback.order}`,
    found: `${fallback.from}, order ${fallback.found}`,
    pageblocks,
    block: blockWords(fallback, pageblocks.length),
    test: asked?.kind === 'try-claim' ? testWords(asked) : '',
    from: fallback.from,
    to: isClaim && fallback.changeOwnership ? fallback.type : fallback.from,
  }
}

/** Those that the found block covers, else the one that it lies in. */
function pageblocksOf({ pfn, found, pageblockOrder }: Fallback): Pfn[] {
  const pages = pagesIn(pageblockOrder)
  const start = Math.floor(pfn / pages) * pages
  const count = Math.max(1, pagesIn(found) / pages)
  return Array.from({ length: count }, (_, i) => start + i * pages)
}

function blockWords({ found, pageblockOrder, how }: Fallback, count: number): string {
  if (found === pageblockOrder) return 'one whole pageblock'
  if (found > pageblockOrder) return `${formatCount(count)} whole pageblocks`
  return how === 'claim' ? 'a part; the free rest moves along' : 'a part of the pageblock, alone'
}

function testWords(asked: Extract<GroupingEvent, { kind: 'try-claim' }>): string {
  const pages = formatCount(pagesIn(asked.order))
  const sum = `${formatCount(asked.free)} free and ${formatCount(asked.alike)} alike of ${pages}`
  return `${sum}, ${formatCount(asked.needed)} needed: ${asked.ok ? 'enough' : 'too few'}`
}
