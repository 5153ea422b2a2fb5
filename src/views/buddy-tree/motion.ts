// How blocks come to stand where they stand: what the picture moves between two frames.

import type { Frame } from '../../core/buddy/frame.ts'
import { blockAt, zoneRange } from '../../core/buddy/frame-blocks.ts'
import { blockKey } from './marks.ts'

/** `split`: a half that slides down from the block it was; `merge`: a block that its halves slide up to. */
export type Entrance = 'split' | 'merge'

export interface Motion {
  /** Blocks that were not there before, by key. */
  readonly entrances: ReadonlyMap<string, Entrance>
  /** Too much changed for the eye to follow: the picture cross-fades. */
  readonly isFade: boolean
}

export const STILL: Motion = { entrances: new Map(), isFade: false }
const FADE: Motion = { entrances: new Map(), isFade: true }
/** Changed blocks that the eye can follow. */
const MOST_MOVING = 8

/** What changed from one frame to the next; nothing moves where there was none, or another machine. */
export function motionBetween(before: Frame | null, after: Frame): Motion {
  if (!before || before.zoneBlocks.length !== after.zoneBlocks.length) return STILL
  const entrances = new Map<string, Entrance>()
  for (let zone = 0; zone < after.zoneBlocks.length - 1; zone++) {
    const [first, end] = zoneRange(after, zone)
    for (let index = first; index < end; index++) {
      const pfn = after.blockPfn[index] as number
      const order = after.blockOrder[index] as number
      const was = blockAt(before, zone, pfn)
      if (!was || (was.pfn === pfn && was.order === order)) continue
      entrances.set(blockKey(zone, pfn, order), was.order > order ? 'split' : 'merge')
      if (entrances.size > MOST_MOVING) return FADE
    }
  }
  return { entrances, isFade: false }
}
