// How much a run will be, before it runs: loops are multiplied, nothing is unrolled.

import { MAX_STATEMENTS } from '../units.ts'
import type { ErrorList } from './errors.ts'
import { inMessage, MAX_UNROLLED_TEXT } from './limits.ts'
import { type Extent, iterations, type Statement } from './script.ts'

const NOTHING: Extent = { executed: 0, actions: 0 }

/** Numbers past 2^53 are not exact, but stay past it. */
export function extentOf(statement: Statement): Extent {
  if (statement.kind === 'for') {
    const times = iterations(statement)
    // 0 times what is past all numbers is still nothing.
    if (times === 0) return NOTHING
    const { executed, actions } = statement.turn
    return { executed: executed * times, actions: actions * times }
  }
  return { executed: 1, actions: isTeaching(statement) ? 0 : 1 }
}

export function extentOfAll(statements: readonly Statement[]): Extent {
  let executed = 0
  let actions = 0
  for (const statement of statements) {
    const own = extentOf(statement)
    executed += own.executed
    actions += own.actions
  }
  return { executed, actions }
}

function isTeaching({ kind }: Statement): boolean {
  return kind === 'say' || kind === 'predict' || kind === 'expect'
}

/** Text of all statements that are executed, in UTF-16 units. */
function textOf(statement: Statement): number {
  if (statement.kind !== 'for') return statement.at.endColumn - statement.at.column
  const times = iterations(statement)
  return times === 0 ? 0 : times * sum(statement.body.map(textOf))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0)
}

/** Counts a script; too much is reported where it becomes too much. */
export function countStatements(statements: readonly Statement[], errors: ErrorList): Extent {
  const total = extentOfAll(statements)
  if (total.executed > MAX_STATEMENTS) {
    const amounts = statements.map((statement) => extentOf(statement).executed)
    errors.add(
      statementPast(MAX_STATEMENTS, statements, amounts).at,
      `the script executes ${inMessage(total.executed)} statements: at most ${inMessage(MAX_STATEMENTS)} are run`,
    )
    return total
  }
  const texts = statements.map(textOf)
  if (sum(texts) > MAX_UNROLLED_TEXT)
    errors.add(
      statementPast(MAX_UNROLLED_TEXT, statements, texts).at,
      `the script's statements are ${inMessage(sum(texts))} characters once its loops have run: at most ${inMessage(MAX_UNROLLED_TEXT)} are run`,
    )
  return total
}

/** The statement with which the amounts together pass `most`, as they are known to do. */
function statementPast(
  most: number,
  statements: readonly Statement[],
  amounts: readonly number[],
): Statement {
  let together = 0
  const index = amounts.findIndex((amount) => {
    together += amount
    return together > most
  })
  return statements[index] as Statement
}
