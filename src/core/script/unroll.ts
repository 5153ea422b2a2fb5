// A script's statements one after the other as they are executed, loops unrolled as one asks for
// more: nothing as long as the run is ever built, and no loop spins without giving anything.

import type { Mobility } from '../buddy/command.ts'
import type { Pages, Pfn, ZoneName } from '../units.ts'
import { extentOf } from './count.ts'
import { execute } from './execute.ts'
import type { Loop, Question, Script, Statement } from './script.ts'
import { ZoneTable } from './zone-table.ts'

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

/** A loop that is going on. */
interface Frame {
  readonly loop: Loop | null
  readonly body: readonly Statement[]
  next: number
  label: string
}

export function* unroll(script: Script): Generator<Unrolled, void, undefined> {
  const { pageSize, zones } = script.config
  const machine = { pageSize, zones: new ZoneTable(zones) }
  const values: number[] = []
  const frames: Frame[] = [{ loop: null, body: runnable(script.statements), next: 0, label: '' }]
  for (let frame = frames.at(-1); frame; frame = frames.at(-1)) {
    const statement = frame.body[frame.next++]
    if (!statement) {
      if (!again(frame, values, frames.at(-2))) frames.pop()
    } else if (statement.kind === 'for') {
      values[frames.length - 1] = statement.from
      const label = labelOf(statement, statement.from, frame)
      frames.push({ loop: statement, body: statement.body, next: 0, label })
    } else yield execute(statement, values, frame.label, machine)
  }
}

/** Sets a loop to its next number; false: it is over. */
function again(frame: Frame, values: number[], outer: Frame | undefined): boolean {
  const { loop } = frame
  if (!loop) return false
  const depth = values.length - 1
  const value = (values[depth] ?? 0) + loop.step
  if (value > loop.to) {
    values.pop()
    return false
  }
  values[depth] = value
  frame.next = 0
  frame.label = labelOf(loop, value, outer)
  return true
}

function labelOf(loop: Loop, value: number, outer: Frame | undefined): string {
  const own = `${loop.variable} = ${value}`
  return outer?.label ? `${outer.label}, ${own}` : own
}

/** The statements without loops that give nothing. */
function runnable(statements: readonly Statement[]): Statement[] {
  const left: Statement[] = []
  for (const statement of statements) {
    if (statement.kind !== 'for') left.push(statement)
    else if (extentOf(statement).executed > 0)
      left.push({ ...statement, body: runnable(statement.body) })
  }
  return left
}
