// The page allocator's events of a trace between two snapshots, in columns: a trace may hold
// millions. Follows the print formats of include/trace/events/kmem.h:
//
//   init-1   [000] d..3.   8.965166: mm_page_alloc_zone_locked: page=… pfn=0xadd8 order=0 migratetype=1 percpu_refill=1
//
// Before 6.1 the latency flags have four characters and the pfn is decimal.

import { fieldOf } from '../kernel-text/event-fields.ts'
import { MAX_ORDER_LIMIT, type Order, type Pfn } from '../units.ts'

export type EventKind = 'alloc' | 'free' | 'drain' | 'take' | 'fallback'

export interface PageEvent {
  readonly kind: EventKind
  /** Line of the trace, from 1. */
  readonly line: number
  readonly cpu: number
  readonly pfn: Pfn
  readonly order: Order
  /** Migratetype by number: what was asked for, or the list; −1 in a free, which tells none. */
  readonly type: number
  /** Of a fallback: order and migratetype of the block found, and whether its pageblock has `type`. */
  readonly foundOrder: Order
  readonly foundType: number
  readonly isOwned: boolean
}

/** Why a trace cannot be followed. */
export interface Refusal {
  readonly line: number
  readonly message: string
}

const KINDS: Readonly<Record<string, EventKind>> = {
  mm_page_alloc: 'alloc',
  mm_page_free: 'free',
  mm_page_pcpu_drain: 'drain',
  mm_page_alloc_zone_locked: 'take',
  mm_page_alloc_extfrag: 'fallback',
}
const NAMES: readonly EventKind[] = ['alloc', 'free', 'drain', 'take', 'fallback']
/** Types that the kernel numbers, and room for more. */
const TYPE_LIMIT = 16
/** Characters of a line; what is longer is no line of a trace. */
const LONGEST_LINE = 1 << 16
/** What a line holds before its event's name: `[cpu] flags seconds: `. */
const EVENT = /\[(\d{1,5})\] +\S{1,16} +\d{1,12}\.\d{1,9}: (mm_page_\w{1,40}|tracing_mark_write): /
const WRITTEN = /^# entries-in-buffer\/entries-written: (\d{1,15})\/(\d{1,15})\b/
const LOST = /\[LOST (\d{1,15}) EVENTS\]/

/** Columns of events; they grow. */
export class PageEvents {
  length = 0
  /** pageblock_order as a fallback event tells it; null: none did. */
  pageblockOrder: Order | null = null
  /** Line, pfn, packed rest: three words an event. */
  private words = new Int32Array(3 << 10)

  at(index: number): PageEvent {
    const line = this.words[index * 3] as number
    const pfn = this.words[index * 3 + 1] as number
    const rest = this.words[index * 3 + 2] as number
    return {
      kind: NAMES[rest & 7] as EventKind,
      order: (rest >> 3) & 15,
      type: ((rest >> 7) & 31) - 1,
      foundOrder: (rest >> 12) & 15,
      foundType: (rest >> 16) & 15,
      isOwned: ((rest >> 20) & 1) === 1,
      cpu: (rest >> 21) & 1023,
      line,
      pfn,
    }
  }

  add(event: PageEvent): void {
    const at = this.length * 3
    if (at + 3 > this.words.length) {
      const words = new Int32Array(this.words.length * 2)
      words.set(this.words)
      this.words = words
    }
    this.words[at] = event.line
    this.words[at + 1] = event.pfn
    this.words[at + 2] =
      NAMES.indexOf(event.kind) |
      (event.order << 3) |
      ((event.type + 1) << 7) |
      (event.foundOrder << 12) |
      (event.foundType << 16) |
      ((event.isOwned ? 1 : 0) << 20) |
      ((event.cpu & 1023) << 21)
    this.length++
  }
}

/** Reads a trace in pieces of text. */
export class TraceReader {
  private readonly events = new PageEvents()
  private refusal: Refusal | null = null
  private line = 0
  private carry = ''
  private isOpen = false
  private isClosed = false
  /** A line with an event outside the snapshots; 0: there is none. */
  private stray = 0

  push(text: string): void {
    const lines = (this.carry + text).split('\n')
    const last = lines.pop() ?? ''
    for (const line of lines) this.take(line)
    // Only so much of a line can matter, however long it goes on.
    this.carry = last.length > LONGEST_LINE ? last.slice(0, LONGEST_LINE) : last
  }

  end(): PageEvents | Refusal {
    if (this.carry !== '') this.take(this.carry)
    this.carry = ''
    if (this.refusal) return this.refusal
    if (!this.isOpen && this.stray > 0)
      return {
        line: this.stray,
        message: 'no SNAP_BEFORE_END: nothing says when the lists were read',
      }
    return this.events
  }

  private take(line: string): void {
    this.line++
    if (this.refusal) return
    if (line.startsWith('#') || line.includes('LOST')) this.checkLost(line)
    if (this.isClosed) return
    const match = line.length > LONGEST_LINE ? null : EVENT.exec(line)
    if (!match) return
    const [head, cpu, name = ''] = match
    const text = line.slice(match.index + head.length)
    if (name === 'tracing_mark_write') this.mark(text)
    else if (this.isOpen) this.add(KINDS[name], Number(cpu), text)
    else if (KINDS[name] === 'take') this.stray = this.line
  }

  private checkLost(line: string): void {
    const lost = LOST.exec(line)
    const written = WRITTEN.exec(line)
    const count = written ? Number(written[2]) - Number(written[1]) : Number(lost?.[1] ?? 0)
    if (count !== 0) this.refusal = { line: this.line, message: `the trace lost ${count} events` }
  }

  private mark(text: string): void {
    if (text.startsWith('SNAP_BEFORE_END')) this.isOpen = true
    if (text.startsWith('SNAP_AFTER_START')) this.isClosed = true
  }

  /** An event with a field missing, or out of its range (`order=-1`), is none. */
  private add(kind: EventKind | undefined, cpu: number, text: string): void {
    if (kind === undefined) return
    const isFallback = kind === 'fallback'
    const pfn = fieldOf(text, 'pfn')
    const order = orderIn(text, isFallback ? 'alloc_order' : 'order')
    const type =
      kind === 'free' ? -1 : typeIn(text, isFallback ? 'alloc_migratetype' : 'migratetype')
    const foundOrder = isFallback ? orderIn(text, 'fallback_order') : 0
    const foundType = isFallback ? typeIn(text, 'fallback_migratetype') : 0
    if (pfn === null || pfn < 0 || pfn > 0x7fffffff) return
    if (order === null || type === null || foundOrder === null || foundType === null) return
    const isOwned = isFallback && fieldOf(text, 'change_ownership') === 1
    if (isFallback) this.events.pageblockOrder ??= orderIn(text, 'pageblock_order')
    const { line } = this
    this.events.add({ kind, line, cpu, pfn, order, type, foundOrder, foundType, isOwned })
  }
}

function orderIn(text: string, key: string): Order | null {
  return within(fieldOf(text, key), MAX_ORDER_LIMIT)
}

function typeIn(text: string, key: string): number | null {
  return within(fieldOf(text, key), TYPE_LIMIT - 1)
}

function within(value: number | null, limit: number): number | null {
  return value !== null && value >= 0 && value <= limit ? value : null
}

export function isRefusal(result: object): result is Refusal {
  return 'message' in result
}
