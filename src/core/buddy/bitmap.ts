// The set of a list's free blocks as bits over bits, 32 to 1, so that the lowest is found in one
// look a level. Linux takes the head of a list and needs none of this; `placement lowest`, the
// textbook's way, would walk the list.
//
//   level 1   ....1...............1...        a bit a word of level 0 that is not empty
//   level 0   ..1. .... 1.11 .... ....        a bit a block, ascending by pfn

import type { State } from './state.ts'

/** Word index of each level, the blocks' own level first. */
export type Bitmap = readonly number[]

/** Words that a bitmap of so many bits takes, all levels together. */
export function bitmapWords(bits: number): number {
  let words = 0
  let level = bits
  do {
    level = Math.ceil(level / 32)
    words += level
  } while (level > 1)
  return words
}

export function layOutBitmap(at: number, bits: number): Bitmap {
  const levels: number[] = []
  let level = bits
  let word = at
  do {
    levels.push(word)
    level = Math.ceil(level / 32)
    word += level
  } while (level > 1)
  return levels
}

export function setBit(state: State, bitmap: Bitmap, bit: number): void {
  let index = bit
  for (let level = 0; level < bitmap.length; level++) {
    const word = (bitmap[level] as number) + (index >> 5)
    const before = state.words[word] as number
    state.set(word, before | (1 << (index & 31)))
    if (before !== 0) return
    index >>= 5
  }
}

export function clearBit(state: State, bitmap: Bitmap, bit: number): void {
  let index = bit
  for (let level = 0; level < bitmap.length; level++) {
    const word = (bitmap[level] as number) + (index >> 5)
    const after = (state.words[word] as number) & ~(1 << (index & 31))
    state.set(word, after)
    if (after !== 0) return
    index >>= 5
  }
}

/** The lowest bit that is set; −1 where none is. */
export function firstBit(state: State, bitmap: Bitmap): number {
  let index = 0
  for (let level = bitmap.length - 1; level >= 0; level--) {
    const word = state.words[(bitmap[level] as number) + index] as number
    if (word === 0) return -1
    index = (index << 5) | (31 - Math.clz32(word & -word))
  }
  return index
}
