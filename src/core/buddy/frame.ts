// A picture of the machine at one moment, as flat typed arrays: what the worker transfers and the
// views read. Blocks stand zone by zone, ascending by pfn, and cover every page of every zone.

/** What a block is. `in-hand`: off its list and not yet given, put or merged; only between small steps. */
export const BLOCK_FREE = 0
export const BLOCK_HELD = 1
export const BLOCK_IN_USE = 2
export const BLOCK_IN_HAND = 3

/** Most blocks of one free list that a frame lists; the count says how many there are. */
export const LISTED_BLOCKS = 200

export interface Frame {
  readonly blockPfn: Int32Array
  readonly blockOrder: Uint8Array
  /** BLOCK_FREE, BLOCK_HELD, BLOCK_IN_USE or BLOCK_IN_HAND. */
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
