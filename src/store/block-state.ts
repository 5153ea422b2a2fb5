// How a block of a state is drawn, alike in all pictures: hollow is free, dashed is not on its free list.

import { BLOCK_FREE, BLOCK_IN_HAND, BLOCK_ON_PCP } from '../core/buddy/frame.ts'

export function isHollow(state: number): boolean {
  return state === BLOCK_FREE || isDashed(state)
}

export function isDashed(state: number): boolean {
  return state === BLOCK_IN_HAND || state === BLOCK_ON_PCP
}
