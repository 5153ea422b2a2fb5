// What happened, in words: the sentence under the pictures and the arithmetic beside it.

import type { Order, Pfn } from '../units.ts'

/** One line of a sum in binary: `buddy  2  0 1 [0]  held by B`. */
export interface ArithmeticRow {
  readonly label: string
  readonly value: Pfn
  /** Binary digits, all rows of one sum equally long. */
  readonly bits: string
  /** Position in `bits` of the flipped digit; null: none. */
  readonly flip: number | null
  /** Name id of who holds that page, for its swatch; −1: nobody by name. */
  readonly owner: number
  /** `held by B`, `free`; empty: nothing to say. */
  readonly note: string
  /** A rule stands above the result of a sum. */
  readonly isResult: boolean
}

export interface Arithmetic {
  readonly title: string
  readonly rows: readonly ArithmeticRow[]
}

/** The tie between two buddies in the split tree. */
export interface Tie {
  readonly zone: number
  /** Lower of the two. */
  readonly pfn: Pfn
  readonly order: Order
  readonly ok: boolean
  readonly text: string
}

/** At a failure: what stands in the way at one place of the wanted size. */
export interface Verdict {
  readonly zone: number
  readonly pfn: Pfn
  readonly order: Order
  readonly text: string
}

export interface Explanation {
  /** The fact, in bold. */
  readonly fact: string
  readonly why: string
  /** What follows from it; empty: nothing. */
  readonly follows: string
  /** What the kernel logs of a failure: one line, of the Linux machine several; null where it logs nothing. */
  readonly log: string | null
  readonly arithmetic: Arithmetic | null
  readonly ties: readonly Tie[]
  /** What the verdicts answer; null where there are too many places. */
  readonly question: { readonly text: string; readonly short: string } | null
  /** One a place. */
  readonly verdicts: readonly Verdict[]
  /** Blocks that the current small step or action is about: ringed in the pictures. */
  readonly focus: readonly { readonly zone: number; readonly pfn: Pfn; readonly order: Order }[]
}
