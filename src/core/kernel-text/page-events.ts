// The page allocator's other events (include/trace/events/kmem.h): mm_page_alloc, mm_page_free and
// what moves pages between the per-CPU lists and the buddy lists. They are counted. Up to 3.1 a
// free is mm_page_free_direct or mm_pagevec_free; later mm_page_free_batched only says that a page,
// which has its mm_page_free as well, was freed among others. A failed request has `pfn=0` and no
// page.

import type { Line } from './clean/line.ts'
import type { Context } from './context.ts'
import { eventAfter, fieldOf, partsBefore } from './event-fields.ts'
import type { Format, Parts } from './format.ts'

export type PageEventKind = 'alloc' | 'free' | 'other'

const KINDS: readonly (readonly [string, PageEventKind])[] = [
  ['mm_page_alloc', 'alloc'],
  ['mm_page_free', 'free'],
  ['mm_page_free_direct', 'free'],
  ['mm_pagevec_free', 'free'],
  ['mm_page_free_batched', 'other'],
  ['mm_page_alloc_zone_locked', 'other'],
  ['mm_page_pcpu_drain', 'other'],
]

const NAMES = [...KINDS.map(([name]) => name), 'mm_page_alloc_extfrag']
/** A stamp and the beginning of a name, long enough to be told from others. */
const BROKEN_NAME = /\d\.\d{3,9}:\s{1,8}(mm_p[a-z_]{0,40})$/

export class PageEventsReader implements Format {
  private total = 0
  private allocs = 0
  private frees = 0
  private failed = 0

  take(line: Line, context: Context): boolean {
    const lost = /\[LOST (\d{1,12}) EVENTS\]/.exec(line.raw)
    if (lost) context.unread.tell(line.number, `${lost[1]} events were lost here`)
    const broken = BROKEN_NAME.exec(line.text.slice(-80))?.[1]
    if (broken !== undefined && NAMES.some((name) => name.startsWith(broken))) {
      context.unread.tell(line.number, `an event whose name is broken off: "${broken}"`)
      return true
    }
    if (lost || !line.raw.includes('mm_page')) return lost !== null
    const isEvent = (part: string) => this.takeEvent(part)
    return partsBefore(line.raw, 'mm_page').filter(isEvent).length > 0
  }

  private takeEvent(raw: string): boolean {
    for (const [name, kind] of KINDS) {
      const event = eventAfter(raw, name)
      if (!event || !/\bpage=/.test(event.text)) continue
      this.count(kind, kind === 'alloc' && fieldOf(event.text, 'pfn') === 0)
      return true
    }
    return false
  }

  count(kind: PageEventKind, isFailed: boolean): void {
    this.total++
    if (kind === 'alloc') this.allocs++
    else if (kind === 'free') this.frees++
    if (isFailed) this.failed++
  }

  end(parts: Parts): void {
    const { total, allocs, frees, failed } = this
    parts.pageEvents = { total, allocs, frees, failed }
  }
}
