// A script's statements one after the other as they are executed, loops unrolled as one asks for
// more: nothing as long as the run is ever built, and no loop spins without giving anything.

import { extentOf } from './count.ts'
import { execute } from './execute.ts'
import type { Loop, Script, Statement } from './script.ts'
import type { Unrolled } from './unrolled.ts'
import { ZoneTable } from './zone-table.ts'

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
