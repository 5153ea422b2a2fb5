// mm_page_alloc_extfrag: a request served from another migratetype's blocks (mm/page_alloc.c, in
// __rmqueue_claim, __rmqueue_steal and their forebears; include/trace/events/kmem.h prints it). pfn
// is decimal up to 5.11, hex later. `fragmenting` is counted from the orders: perf evaluates it
// wrongly. Lenient: fields may stand in any order, others between them, the line may be wrapped.

import type { Line } from './clean/line.ts'
import type { Context } from './context.ts'
import { ABSENT, EventColumns } from './event-columns.ts'
import { eventAfter, fieldOf, partsBefore, timeAtEnd } from './event-fields.ts'
import type { Format, Parts } from './format.ts'
import type { UnreadLines } from './unread.ts'

const NAME = 'mm_page_alloc_extfrag'
/** The last field that the kernel prints. */
const LAST = 'change_ownership='
const GOES_ON = /^(?:[a-z_]+=\S*(?:\s+|$)){1,12}$/
const MOST_LINES = 6

export class ExtfragEventsReader implements Format {
  readonly events = new EventColumns()
  private torn: { text: string; time: number; line: number; lines: number } | null = null

  take(line: Line, context: Context): boolean {
    this.finish(context.unread)
    if (!line.raw.includes(NAME)) return false
    let isTaken = false
    // Where line ends were lost, several stand on a line.
    for (const part of partsBefore(line.raw, NAME)) {
      const event = eventAfter(part, NAME)
      // Prose names the event too.
      if (event === null || !/^\s*$|\w=/.test(event.text)) continue
      this.finish(context.unread)
      const time = part.trimStart().startsWith(NAME) ? timeAtEnd(context.previous) : event.time
      this.torn = { text: event.text, time, line: line.number, lines: 1 }
      isTaken = true
    }
    if (this.torn?.text.includes(LAST)) this.finish(context.unread)
    return isTaken
  }

  more(line: Line, context: Context): boolean {
    if (!this.torn || this.torn.lines++ > MOST_LINES || !GOES_ON.test(line.text)) {
      this.finish(context.unread)
      return false
    }
    this.torn.text += ` ${line.text}`
    if (line.text.includes(LAST)) this.finish(context.unread)
    return true
  }

  end(parts: Parts, unread: UnreadLines): void {
    this.finish(unread)
    const { events } = this
    parts.extfragEvents = { total: events.length, fragmenting: events.fragmenting, events }
  }

  /** Whatever follows is no part of the last event. */
  finish(unread: UnreadLines): void {
    if (!this.torn) return
    const { text, time, line } = this.torn
    this.torn = null
    if (text.trim() === '') return
    const missing = addEvent(this.events, text, time)
    if (missing !== null) unread.tell(line, `an mm_page_alloc_extfrag event without ${missing}`)
  }
}

/** The field that is missing; null: the event was added. */
function addEvent(events: EventColumns, text: string, time: number): string | null {
  const fields = ['alloc_order', 'fallback_order', 'alloc_migratetype', 'fallback_migratetype']
  const values = fields.map((key) => fieldOf(text, key))
  const missing = values.findIndex((value) => value === null || value < 0 || value > 63)
  if (missing >= 0) return `${fields[missing]} that can be read`
  const [allocOrder, fallbackOrder, allocType, fallbackType] = values as [
    number,
    number,
    number,
    number,
  ]
  const pageblockOrder = fieldOf(text, 'pageblock_order') ?? ABSENT
  const change = fieldOf(text, 'change_ownership') ?? ABSENT
  events.add(
    time,
    fieldOf(text, 'pfn') ?? ABSENT,
    allocOrder,
    fallbackOrder,
    pageblockOrder >= 0 && pageblockOrder < 64 ? pageblockOrder : ABSENT,
    allocType,
    fallbackType,
    change === 0 || change === 1 ? change : ABSENT,
  )
  return null
}
