// A statement as it is executed: its loop's numbers filled in, its sizes in pages.

import type { Mobility } from '../buddy/command.ts'
import type { Pages, Pfn, ZoneName } from '../units.ts'
import type { Question } from './script.ts'

interface Placed {
  readonly line: number
  readonly column: number
}

interface Act extends Placed {
  /** `i = 3, j = 7`; empty outside loops. */
  readonly loop: string
}

export type UnrolledAction = Act &
  (
    | {
        readonly kind: 'alloc'
        readonly name: string
        /** Column of the name. */
        readonly nameColumn: number
        readonly pages: Pages
        readonly mobility: Mobility
        readonly node: number | null
        readonly zone: ZoneName | null
        readonly atomic: boolean
      }
    | { readonly kind: 'free'; readonly name: string; readonly nameColumn: number }
    | { readonly kind: 'compact'; readonly node: number | null; readonly zone: ZoneName | null }
    | { readonly kind: 'reclaim'; readonly pages: Pages }
    | { readonly kind: 'drain' }
    | {
        readonly kind: 'set'
        readonly setting: 'min-free' | 'extfrag-threshold'
        /** Bytes, whole pages, for min-free; thousandths for extfrag-threshold. */
        readonly value: number
      }
  )

export type UnrolledExpect = Placed & { readonly kind: 'expect' } & (
    | { readonly what: 'outcome'; readonly ok: boolean }
    | {
        readonly what: 'free'
        /** Index into the config's zones. */
        readonly zone: number
        /** From order 0 on; missing ones are 0. */
        readonly counts: readonly number[]
      }
    | { readonly what: 'at'; readonly pfns: readonly Pfn[] }
  )

export type Unrolled =
  | UnrolledAction
  | UnrolledExpect
  | { readonly kind: 'say'; readonly line: number; readonly text: string }
  | { readonly kind: 'predict'; readonly line: number; readonly ask: Question }
  /** A statement that a loop's number made impossible: no step, and the run goes on. */
  | (Placed & { readonly kind: 'error'; readonly message: string })
