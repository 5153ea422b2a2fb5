// What is said of a reading: one sentence, a verdict a zone, findings with their arithmetic, and what to look
// at next. All of it is text and numbers, ready to be shown; nothing here says more than the text tells,
// and what cannot be known from it is said as well.

import type { Bytes, Order, Pages } from '../units.ts'

export type Tone = 'good' | 'warn' | 'bad' | 'info'

/** One order of one zone: could it be had now, and how often. */
export interface OrderVerdict {
  readonly order: Order
  /** Of one block. */
  readonly bytes: Bytes
  /** Free blocks of just this order, and what they hold. */
  readonly blocks: number
  readonly freeBytes: Bytes
  /** Thousandths of the zone's free memory that stand in them, rounded down. */
  readonly share: number
  /** Requests of the order that the free lists hold: Σ nr_free[i] · 2^(i − order) over i ≥ order. */
  readonly times: number
  /**
   * How many of them an ordinary request gets before the marks refuse it, lowmem_reserve counted; of the order
   * that a report is about, the request that failed. null: the text has no marks of the zone.
   */
  readonly timesAllowed: number | null
  /** A block is there, and what the text tells lets it go. */
  readonly canServe: boolean
  /** Why not, where there are blocks: `the marks forbid it`; else ''. */
  readonly refusal: string
  /** Thousandths, as mm/vmstat.c computes them. */
  readonly unusableIndex: number
  readonly fragmentationIndex: number
}

/** An order that people ask about. */
export interface KeyOrder {
  readonly order: Order
  readonly bytes: Bytes
  /** `order 3: network buffers, slabs`, `order 9: a huge page`. */
  readonly label: string
  /** As often as the marks allow; where they refuse it, as often as the blocks would do for it. */
  readonly times: number
  readonly canServe: boolean
  /** Why not, where there are blocks: `the marks forbid it`; else ''. */
  readonly refusal: string
}

/** A zone's watermarks, in pages, boost included as the kernel prints them; null: not in the text. */
export interface Marks {
  readonly from: 'zoneinfo' | 'Mem-Info'
  readonly line: number
  readonly free: Pages | null
  readonly boost: Pages | null
  readonly min: Pages | null
  readonly low: Pages | null
  readonly high: Pages | null
  readonly spanned: Pages | null
  readonly present: Pages | null
  readonly managed: Pages | null
  /** Free pages that only movable requests may have. */
  readonly freeCma: Pages | null
  /** In pageblocks set aside for atomic requests, in use or free; and the free ones among them. */
  readonly reservedHighatomic: Pages | null
  readonly freeHighatomic: Pages | null
  /** What of them no mark of an ordinary request counts; 0 too where it is not told. */
  readonly uncountedHighatomic: Pages
  /** lowmem_reserve by zone index of the request. */
  readonly reserve: readonly Pages[]
}

/**
 * `whole`: a huge page can be had; `fragmented`: memory is free, in pieces; `short`: little is free, or
 * little above the marks; `kept`: blocks are there for requests of another kind alone (lowmem_reserve, CMA …);
 * `cut off`: its row ends before the orders that decide.
 */
export type ZoneWord = 'whole' | 'fragmented' | 'short' | 'kept' | 'empty' | 'cut off'

export interface ZoneVerdict {
  readonly node: number
  readonly zone: string
  /** Free blocks by order. */
  readonly counts: readonly number[]
  /** As the blocks add up; pages on per-CPU lists are in no count. */
  readonly freePages: Pages
  readonly freeBytes: Bytes
  /** −1: nothing is free. */
  readonly largestOrder: Order
  readonly largestBytes: Bytes
  /** How many blocks of that order are free. */
  readonly largestCount: number
  /** All orders, from 0. */
  readonly orders: readonly OrderVerdict[]
  /** Of those that people ask for the ones that the text tells of. */
  readonly keyOrders: readonly KeyOrder[]
  readonly marks: Marks | null
  /** Its row ends before its orders do: what is above the last count is not told. */
  readonly isCut: boolean
  /** From this order on `counts` are exact, below they are lower bounds; 0: all are exact. */
  readonly exactFrom: Order
  readonly tone: Tone
  readonly word: ZoneWord
  readonly fact: string
  /** What stands in the way; '': nothing. */
  readonly blocker: string
}

/** No claim without its number. */
export interface Finding {
  /** What kind of finding: `failure-cause`, `nothing-for-huge-pages` … */
  readonly id: string
  readonly tone: Tone
  readonly fact: string
  readonly why: string
  /** Lines of the sum that shows it. */
  readonly arithmetic: readonly string[]
  /** null: it is about more than one zone. */
  readonly node: number | null
  readonly zone: string | null
  /** Of the report that it tells of; left out: it is about none. */
  readonly line?: number
}

export interface Advice {
  readonly id: string
  /** A knob or a command, as it is typed. */
  readonly what: string
  readonly does: string
  readonly costs: string
  /** The number that speaks for it. */
  readonly because: string
}

export interface Diagnosis {
  /** The verdict in one or two sentences. */
  readonly sentence: string
  /** What goes with it, and what cannot be known from this text. */
  readonly detail: string
  readonly pageSize: { readonly bytes: Bytes; readonly from: string }
  /** Order of a pageblock, which is a huge page too on most machines. */
  readonly pageblock: {
    readonly order: Order
    readonly from: string
    /** `huge page`; `block` where the rows end before the order that huge pages usually have. */
    readonly name: string
  }
  /** Where the zones' counts stand: `/proc/buddyinfo`, `the report in line 12` …; '': there are none. */
  readonly zonesFrom: string
  readonly zones: readonly ZoneVerdict[]
  /** Most serious first. */
  readonly findings: readonly Finding[]
  readonly next: readonly Advice[]
}

export interface DiagnoseOptions {
  /** Index of the buddyinfo snapshot; null: the last. */
  readonly snapshot: number | null
  /** In bytes, instead of what the text tells; null: as told, or assumed. */
  readonly pageSize: number | null
  /** Index of the report whose zones are shown where there is no buddyinfo; null or left out: the last. */
  readonly report?: number | null
}
