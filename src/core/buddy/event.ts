// The small steps that an action takes, in order, each with the zone (index into the config's
// zones) in which it happens. The page plays them one by one; the command line prints them.

import type { Migratetype, Order, Pages, Pfn } from '../units.ts'

export type FailureReason = 'too-large' | 'atomic' | 'watermark' | 'exhausted' | 'fragmentation'

/** Why two buddies do not merge. */
export type MergeRefusal =
  | 'outside' // the buddy is not wholly in the zone
  | 'held' // the buddy, or a part of it, is allocated
  | 'split' // the buddy is free only in smaller blocks
  | 'pcp' // the buddy, or a part of it, waits on a per-CPU list
  | 'type' // the buddy's pageblock has a type that merges only with its own kind

/** Which end of a list. */
export type End = 'head' | 'tail'

export type Mark = 'min' | 'low' | 'high'

/** The steps of the slow path, in its order (mm/page_alloc.c: __alloc_pages_slowpath). */
export type SlowStage =
  | 'fast' // the try at the low mark has failed: the slow path begins
  | 'kswapd' // kswapd is woken
  | 'min' // the lists again, at the min mark
  | 'compact' // direct compaction
  | 'reclaim' // direct reclaim
  | 'drain' // HighAtomic given back and per-CPU lists emptied, then once more
  | 'retry' // from the top, since something was won
  | 'oom' // the out-of-memory killer
  | 'served'
  | 'give-up'

/** Who asks for compaction, and how hard it tries (enum compact_priority, enum migrate_mode). */
export type CompactMode = 'async' | 'sync-light' | 'sync-full' | 'kcompactd' | 'explicit'

export type CompactResult =
  | 'success' // a block is there that will do
  | 'nothing-to-do' // the marks pass for this order already
  | 'skipped' // too little is free to move anything: reclaim first
  | 'not-suitable' // the fragmentation index says that memory is lacking
  | 'complete' // the scanners met

interface BlockPart {
  readonly pfn: Pfn
  readonly order: Order
}

/** A list's migratetype; there with grouping alone. */
interface ListPart {
  readonly type?: Migratetype
}

export type BuddyEvent = { readonly zone: number } & (
  | ({ readonly kind: 'choose'; readonly order: Order; readonly found: Order | -1 } & ListPart)
  | ({ readonly kind: 'take' } & BlockPart)
  | ({ readonly kind: 'split' } & BlockPart)
  | ({ readonly kind: 'put'; readonly end: End } & BlockPart & ListPart)
  | ({ readonly kind: 'give'; readonly handle: number } & BlockPart)
  | ({
      readonly kind: 'try-merge'
      readonly buddy: Pfn
      readonly ok: boolean
      readonly why: 'free' | MergeRefusal
    } & BlockPart)
  | ({ readonly kind: 'merge' } & BlockPart)
  | { readonly kind: 'fail'; readonly order: Order; readonly reason: FailureReason }
  | LinuxEvent
)

/** What the Linux machine does besides. */
export type LinuxEvent =
  | GroupingEvent
  | PcpEvent
  /** `free` − the block − HighAtomic pages it may not use must exceed `mark` + `reserve`. */
  | {
      readonly kind: 'watermark'
      readonly order: Order
      readonly mark: Mark
      /** What counts as free for this request. */
      readonly free: Pages
      /** The mark in pages, less what the request may use of the reserve. */
      readonly needed: Pages
      /** lowmem_reserve[] against requests that could use higher zones. */
      readonly reserve: Pages
      readonly ok: boolean
      /** `no-block`: enough is free, but no list has a block of that order. */
      readonly why: 'enough' | 'too-few' | 'no-block'
    }
  | {
      readonly kind: 'slow-path'
      readonly stage: SlowStage
      readonly order: Order
      readonly ok: boolean
      /** Pages that the stage won, of reclaim and kswapd. */
      readonly pages?: Pages
      /** Of the out-of-memory killer: only low zones may serve the request, for which nobody is killed. */
      readonly isLow?: boolean
    }
  /** A daemon of a node begins or ends its work; `zone` is the node's lowest. */
  | {
      readonly kind: 'kswapd' | 'kcompactd'
      readonly at: 'wake' | 'sleep'
      readonly node: number
      readonly order: Order
      readonly pages: Pages
    }
  /** A sysctl is written; bytes for min-free, thousandths for extfrag-threshold. */
  | {
      readonly kind: 'set'
      readonly setting: 'min-free' | 'extfrag-threshold'
      readonly value: number
    }
  /** All that a handle holds is taken back: these blocks, whose frees follow. */
  | {
      readonly kind: 'reclaim' | 'oom-kill'
      readonly handle: number
      readonly pages: Pages
      readonly blocks: readonly Block[]
    }
  | CompactEvent

export type GroupingEvent =
  /** The fields of mm_page_alloc_extfrag: a block of `from`'s lists serves a request of `type`. */
  | ({
      readonly kind: 'fallback'
      /** Order of the block that was found. */
      readonly found: Order
      readonly pageblockOrder: Order
      readonly type: Migratetype
      readonly from: Migratetype
      readonly fragmenting: boolean
      readonly changeOwnership: boolean
      readonly how: 'claim' | 'steal'
    } & BlockPart)
  /** Whether a pageblock may change its type: `free` + `alike` must be `needed`. */
  | ({
      readonly kind: 'try-claim'
      readonly from: Migratetype
      readonly to: Migratetype
      readonly free: Pages
      readonly alike: Pages
      readonly needed: Pages
      readonly ok: boolean
      readonly why: 'half' | 'too-few' | 'outside'
    } & BlockPart)
  | ({
      readonly kind: 'retag'
      readonly from: Migratetype
      readonly to: Migratetype
    } & BlockPart)
  | ({
      readonly kind: 'move-freepages'
      readonly blocks: number
      readonly pages: Pages
      readonly to: Migratetype
    } & BlockPart)
  /** Pages in HighAtomic pageblocks after it, and the most that there may be. */
  | ({
      readonly kind: 'reserve-highatomic' | 'unreserve-highatomic'
      readonly reserved: Pages
      readonly limit: Pages
    } & BlockPart)

export type PcpEvent =
  | ({ readonly kind: 'pcp-take'; readonly pages: Pages } & BlockPart & ListPart)
  | ({ readonly kind: 'pcp-put'; readonly end: End; readonly pages: Pages } & BlockPart & ListPart)
  | ({ readonly kind: 'pcp-refill'; readonly order: Order; readonly blocks: number } & ListPart)
  /** So many pages go back to the free lists. */
  | { readonly kind: 'pcp-drain'; readonly pages: Pages; readonly high: Pages }

export type CompactEvent =
  | {
      readonly kind: 'compact'
      readonly mode: CompactMode
      /** −1: the whole zone (echo 1 > /proc/sys/vm/compact_memory). */
      readonly order: Order | -1
    }
  /** compaction_suitable: order-0 pages must exceed `needed`, and the index the threshold. */
  | {
      readonly kind: 'compact-suitable'
      readonly order: Order
      readonly free: Pages
      readonly needed: Pages
      /** Thousandths; null where the order is too small to be judged by it. */
      readonly index: number | null
      readonly threshold: number
      readonly ok: boolean
    }
  /** The pageblocks in which the two scanners stand. */
  | { readonly kind: 'scan'; readonly migrate: Pfn; readonly free: Pfn; readonly order: Order }
  | ({ readonly kind: 'migrate'; readonly from: Pfn; readonly handle: number } & BlockPart)
  | { readonly kind: 'compact-end'; readonly result: CompactResult; readonly moved: Pages }

export interface Block {
  readonly pfn: Pfn
  readonly order: Order
}

/** What the machine knows of a request that failed. */
export interface Failure {
  readonly order: Order
  readonly reason: FailureReason
  /** Over the zones that the request may use. */
  readonly freePages: number
  /** Over the zones that the request may use; −1 where nothing is free. */
  readonly largestFreeOrder: number
  /** First zone of the walk: the one whose indices are told. */
  readonly zone: number
  /** Free blocks of that zone by order; empty where no zone would do. */
  readonly counts: readonly number[]
  /** Adjacent blocks of that order that were asked for: more than 1 only with `exact`. */
  readonly adjacent: number
}
