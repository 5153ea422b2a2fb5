// A picture of the machine at one moment, as flat typed arrays: what the worker transfers and the
// views read. Blocks stand zone by zone, ascending by pfn, and cover every page of every zone.

/** What a block is. `in-hand`: off its list and not yet given, put or merged; only between small steps. */
export const BLOCK_FREE = 0
export const BLOCK_HELD = 1
export const BLOCK_IN_USE = 2
export const BLOCK_IN_HAND = 3
/** Free, but on a per-CPU list: in no free list and in no buddyinfo. */
export const BLOCK_ON_PCP = 4

/** Most blocks of one free list that a frame lists; the count says how many there are. */
export const LISTED_BLOCKS = 200

export interface Frame {
  readonly blockPfn: Int32Array
  readonly blockOrder: Uint8Array
  /** BLOCK_FREE, BLOCK_HELD, BLOCK_IN_USE, BLOCK_IN_HAND or BLOCK_ON_PCP. */
  readonly blockState: Uint8Array
  /** Name id of the holder (position in the order of first appearance); −1: nobody by name. */
  readonly blockOwner: Int32Array
  /** Migratetype of a free block's list, or of the allocation: index into MIGRATETYPES. */
  readonly blockType: Uint8Array
  /** zones + 1 offsets into the block columns. */
  readonly zoneBlocks: Int32Array
  /** [zone][type][order], free blocks; without grouping all stand under one type. */
  readonly nrFree: Int32Array
  /** Number of migratetypes in `nrFree` and the lists: 1 without grouping. */
  readonly types: number
  /** pfns of the free lists head → tail, at most LISTED_BLOCKS a list, by [zone][type][order]. */
  readonly listPfn: Int32Array
  /** One more than there are lists: offsets into `listPfn`. */
  readonly listStart: Int32Array
  /** null where the script asks for nothing that only Linux has. */
  readonly linux: LinuxFrame | null
}

/** What a frame has of the Linux machine alone. */
export interface LinuxFrame {
  /** With grouping: each pageblock's migratetype (index into MIGRATETYPES), zone by zone; else empty. */
  readonly pageblockType: Uint8Array
  /** zones + 1 offsets into `pageblockType`; the zone's first pageblock may begin before the zone. */
  readonly zonePageblocks: Int32Array
  /** With per-CPU lists: their pfns head → tail, at most LISTED_BLOCKS a list, by [zone][order][type]; else empty. */
  readonly pcpPfn: Int32Array
  /** One more than there are per-CPU lists: offsets into `pcpPfn`. */
  readonly pcpStart: Int32Array
  /** FRAME_COUNTERS numbers a zone, in the order of COUNTER. */
  readonly counters: Int32Array
}

/** A zone's numbers in `LinuxFrame.counters`: `counters[zone · FRAME_COUNTERS + COUNTER.low]`. */
export const COUNTER = {
  /** Watermarks in pages; 0 without them. */
  min: 0,
  low: 1,
  high: 2,
  /** Pages in HighAtomic pageblocks. */
  highatomic: 3,
  /** Pages on per-CPU lists. */
  pcpPages: 4,
  /** First pfn of the pageblock where compaction's scanners last stood; −1: it never ran. */
  migrateScanner: 5,
  freeScanner: 6,
  /** Size at which per-CPU lists are drained, and how many pages then move; 0 without them. */
  pcpHigh: 7,
  pcpBatch: 8,
  /**
   * Orders, a bit each, of which an unmovable request that may wait passes the mark, lowmem_reserve and all; every
   * bit without watermarks.
   */
  passesLow: 9,
  passesMin: 10,
} as const
export const FRAME_COUNTERS = 11

export type Counter = keyof typeof COUNTER

export function counterOf(frame: LinuxFrame, zone: number, counter: Counter): number {
  return frame.counters[zone * FRAME_COUNTERS + COUNTER[counter]] ?? 0
}

/** Free blocks of one zone by order, all types together: what /proc/buddyinfo prints. */
export function zoneCounts(frame: Frame, zone: number, maxOrder: number): number[] {
  const orders = maxOrder + 1
  const counts = new Array<number>(orders).fill(0)
  for (let type = 0; type < frame.types; type++)
    for (let order = 0; order < orders; order++)
      counts[order] =
        (counts[order] ?? 0) + (frame.nrFree[(zone * frame.types + type) * orders + order] ?? 0)
  return counts
}
