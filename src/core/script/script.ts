// A script once it is read: the machine that its settings describe and a tree of statements in
// which loops are still loops. Every node knows where it stands; `{i}` waits in templates until the
// unroller knows its value.

import type { Mobility } from '../buddy/command.ts'
import type { Fit, Kernel, MachineConfig, Placement, Policy } from '../buddy/config.ts'
import type { Migratetype, Order, Pfn, ZoneName } from '../units.ts'

/** Line and columns are 1-based, columns in UTF-16 units; `endColumn` is past the last. */
export interface Span {
  readonly line: number
  readonly column: number
  readonly endColumn: number
}

export interface ScriptError extends Span {
  readonly message: string
}

/** A value of one word, and where the word stands. */
export interface Operand<T> {
  readonly at: Span
  readonly value: T
}

/** Text with loop variables: literals[0] {variables[0]} literals[1] … literals[n]. */
export interface Template {
  readonly at: Span
  /** As the script has it, braces and all (a string without its quotes and escapes). */
  readonly text: string
  readonly literals: readonly string[]
  /** Which enclosing loop each stands for: 0 is the outermost. */
  readonly variables: readonly number[]
}

export type SizeUnit = 'bytes' | 'K' | 'M' | 'G' | 'T' | 'pages' | 'order'

export interface Size {
  readonly at: Span
  /** Decimal digits once filled in. */
  readonly amount: Template
  readonly unit: SizeUnit
}

/** Free blocks from order 0 on, of one migratetype or of all together. */
export interface TypedCounts {
  readonly at: Span
  readonly type: Migratetype | null
  readonly counts: readonly Operand<number>[]
}

export interface ZoneSetting {
  readonly key: 'zone'
  readonly at: Span
  readonly node: number
  readonly zone: ZoneName
  readonly size: Size
  /** null: after the zone before it. */
  readonly start: Operand<Pfn> | null
  readonly free: readonly TypedCounts[] | null
}

export type Setting = { readonly at: Span } & (
  | { readonly key: 'title' | 'source'; readonly text: string }
  | { readonly key: 'page-size' | 'min-free' | 'memory'; readonly size: Size }
  | { readonly key: 'max-order' | 'pageblock-order'; readonly value: Order }
  | { readonly key: 'extfrag-threshold'; readonly value: number }
  | { readonly key: 'policy'; readonly value: Policy }
  | { readonly key: 'kernel'; readonly value: Kernel }
  | { readonly key: 'fit'; readonly value: Fit }
  | { readonly key: 'placement'; readonly value: Placement }
  | { readonly key: 'grouping' | 'watermarks'; readonly on: boolean }
  | {
      readonly key: 'pcp'
      readonly on: boolean
      readonly batch: number | null
      readonly high: number | null
    }
  | ZoneSetting
)

export type SettingKey = Setting['key']

export interface Alloc {
  readonly kind: 'alloc'
  readonly at: Span
  readonly name: Template
  readonly size: Size
  readonly mobility: Mobility
  readonly node: Operand<number> | null
  readonly zone: Operand<ZoneName> | null
  readonly atomic: boolean
}

export interface Compact {
  readonly kind: 'compact'
  readonly at: Span
  readonly node: Operand<number> | null
  readonly zone: Operand<ZoneName> | null
}

export type Action =
  | Alloc
  | { readonly kind: 'free'; readonly at: Span; readonly name: Template }
  | Compact
  | { readonly kind: 'reclaim'; readonly at: Span; readonly size: Size }
  | { readonly kind: 'drain'; readonly at: Span }
  | {
      readonly kind: 'set'
      readonly at: Span
      readonly setting: 'min-free'
      readonly size: Size
    }
  | {
      readonly kind: 'set'
      readonly at: Span
      readonly setting: 'extfrag-threshold'
      readonly value: number
    }

export type Question = 'where' | 'counts' | 'outcome'

export interface ExpectFree {
  readonly kind: 'expect'
  readonly what: 'free'
  readonly at: Span
  /** null: the only node there is. */
  readonly node: Template | null
  readonly zone: Operand<ZoneName> | null
  /** Decimal digits once filled in. */
  readonly counts: readonly Template[]
}

export type Teaching =
  | { readonly kind: 'say'; readonly at: Span; readonly text: Template }
  | { readonly kind: 'predict'; readonly at: Span; readonly ask: Question }
  | {
      readonly kind: 'expect'
      readonly what: 'outcome'
      readonly at: Span
      readonly ok: boolean
    }
  | ExpectFree
  | {
      readonly kind: 'expect'
      readonly what: 'at'
      readonly at: Span
      /** pfns, decimal or 0x…, once filled in. */
      readonly pfns: readonly Template[]
    }

/** How much is executed, loops multiplied; `for` and `end` only say how often. */
export interface Extent {
  /** Statements. */
  readonly executed: number
  /** Those of them that are actions. */
  readonly actions: number
}

export interface Loop {
  readonly kind: 'for'
  /** The `for` line. */
  readonly at: Span
  readonly variable: string
  /** Both inclusive; `from` > `to` runs never. */
  readonly from: number
  readonly to: number
  readonly step: number
  readonly body: readonly Statement[]
  /** What one turn of the body executes. */
  readonly turn: Extent
}

export type Statement = Action | Teaching | Loop

/** `executed` is at most MAX_STATEMENTS; `actions` are the run's steps, if none is an error. */
export interface Script extends Extent {
  readonly title: string | null
  readonly source: string | null
  /** The policy's presets and the explicit settings, resolved. */
  readonly config: MachineConfig
  /** Where each of `config.zones` is set: its `free …`, or else its line. */
  readonly zonesAt: readonly Span[]
  /** As written, in order. */
  readonly settings: readonly Setting[]
  readonly statements: readonly Statement[]
}

/** How often a loop's body runs. */
export function iterations(loop: Pick<Loop, 'from' | 'to' | 'step'>): number {
  return loop.from > loop.to ? 0 : Math.floor((loop.to - loop.from) / loop.step) + 1
}
