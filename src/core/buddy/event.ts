// The small steps that an action takes, in order, each with the zone (index into the config's
// zones) in which it happens. The page plays them one by one; the command line prints them.

import type { Order, Pfn } from '../units.ts'

export type FailureReason = 'too-large' | 'atomic' | 'watermark' | 'exhausted' | 'fragmentation'

/** Why two buddies do not merge. */
export type MergeRefusal =
  | 'outside' // the buddy is not wholly in the zone
  | 'held' // the buddy, or a part of it, is allocated
  | 'split' // the buddy is free only in smaller blocks

export type BuddyEvent = { readonly zone: number } & (
  | { readonly kind: 'choose'; readonly order: Order; readonly found: Order | -1 }
  | { readonly kind: 'take'; readonly pfn: Pfn; readonly order: Order }
  | { readonly kind: 'split'; readonly pfn: Pfn; readonly order: Order }
  | {
      readonly kind: 'put'
      readonly pfn: Pfn
      readonly order: Order
      readonly end: 'head' | 'tail'
    }
  | { readonly kind: 'give'; readonly pfn: Pfn; readonly order: Order; readonly handle: number }
  | {
      readonly kind: 'try-merge'
      readonly pfn: Pfn
      readonly order: Order
      readonly buddy: Pfn
      readonly ok: boolean
      readonly why: 'free' | MergeRefusal
    }
  | { readonly kind: 'merge'; readonly pfn: Pfn; readonly order: Order }
  | { readonly kind: 'fail'; readonly order: Order; readonly reason: FailureReason }
)

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
  /** Adjacent blocks of that order that were asked for: more than 1 only with `exact`. */
  readonly adjacent: number
}
