// Where a run stands in its loops: from the number of a statement executed back to the values of
// the loop variables, without unrolling anything.

import { extentOf } from './count.ts'
import type { Loop, Statement } from './script.ts'

/** Statements, and how many are executed before each of them, and in all. */
interface Level {
  readonly statements: readonly Statement[]
  readonly before: Float64Array
  readonly bodies: Map<Loop, Level>
}

export class Loops {
  private readonly top: Level

  constructor(statements: readonly Statement[]) {
    this.top = levelOf(statements)
  }

  /** `i = 3, j = 7` for the statement executed as number `ordinal`, from 0; empty outside loops. */
  labelAt(ordinal: number): string {
    const labels: string[] = []
    let level: Level | undefined = this.top
    let rest = ordinal
    while (level) {
      const index = lastAtMost(level.before, rest)
      const statement: Statement | undefined = level.statements[index]
      if (statement?.kind !== 'for') break
      rest -= level.before[index] ?? 0
      level = level.bodies.get(statement)
      const once = level?.before.at(-1) ?? 1
      labels.push(
        `${statement.variable} = ${statement.from + Math.floor(rest / once) * statement.step}`,
      )
      rest %= once
    }
    return labels.join(', ')
  }
}

function levelOf(statements: readonly Statement[]): Level {
  const before = new Float64Array(statements.length + 1)
  const bodies = new Map<Loop, Level>()
  statements.forEach((statement, i) => {
    before[i + 1] = (before[i] ?? 0) + extentOf(statement).executed
    if (statement.kind === 'for') bodies.set(statement, levelOf(statement.body))
  })
  return { statements, before, bodies }
}

/** Index of the last value that is at most `limit`, the end's own value aside; statements of no extent are passed. */
function lastAtMost(before: Float64Array, limit: number): number {
  let low = 0
  let high = before.length - 2
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((before[middle] ?? 0) <= limit) low = middle
    else high = middle - 1
  }
  return low
}
