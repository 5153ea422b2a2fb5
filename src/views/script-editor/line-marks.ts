// What the run says about each line of the script: which one it stands on, and what came of those
// before it.

import type { ActionRow, RunSummary, StepView } from '../../core/run/summary.ts'

/** A word or two in the right margin of a line. */
export interface Result {
  readonly text: string
  readonly isBad: boolean
}

export interface LineMarks {
  /** Line (1-based) of the action begun last; null at the start. */
  readonly current: number | null
  /** That action failed. */
  readonly isBad: boolean
  /** By line, 1-based. */
  readonly results: ReadonlyMap<number, Result>
  /** Name ids (colour and pattern) by name. */
  readonly owners: ReadonlyMap<string, number>
}

export const NO_MARKS: LineMarks = {
  current: null,
  isBad: false,
  results: new Map(),
  owners: new Map(),
}

export function lineMarks(run: RunSummary | null, view: StepView | null): LineMarks {
  if (!run || !view) return NO_MARKS
  const { action, loop, position } = view
  const isDone = position.small === null
  const done = isDone ? position.step : position.step - 1
  const results = new Map<number, Result>()
  for (const [line, rows] of byLine(run.actions.slice(0, done))) {
    const result = resultOf(rows)
    if (result) results.set(line, result)
  }
  for (const { line, step, ok } of run.expectations)
    if (step <= done && results.get(line)?.isBad !== true)
      results.set(line, { text: ok ? 'holds' : 'does not hold', isBad: !ok })
  if (action && loop) results.set(action.line, { text: loop, isBad: false })
  for (const error of run.errors) results.set(error.line, errorResult(error))
  return {
    current: action?.line ?? null,
    isBad: action !== null && !action.ok && (isDone || hasFailed(view)),
    results,
    owners: ownersOf(run, view),
  }
}

/** The failure is among the small steps done. */
function hasFailed({ events, position }: StepView): boolean {
  return events[(position.small ?? 0) - 1]?.event.kind === 'fail'
}

export function errorResult({ line, column }: { line: number; column: number }): Result {
  return { text: `${line}:${column} error`, isBad: true }
}

function byLine(rows: readonly ActionRow[]): Map<number, ActionRow[]> {
  const lines = new Map<number, ActionRow[]>()
  for (const row of rows) {
    const same = lines.get(row.line)
    if (same) same.push(row)
    else lines.set(row.line, [row])
  }
  return lines
}

/** One row tells its own result; of many, as in a loop, only those that failed are counted. */
function resultOf(rows: readonly ActionRow[]): Result | null {
  const [first] = rows
  if (rows.length === 1 && first) return { text: first.margin, isBad: !first.ok }
  const failed = rows.filter((row) => !row.ok).length
  return failed === 0 ? null : { text: `${failed} failed`, isBad: true }
}

function ownersOf(run: RunSummary, view: StepView): Map<string, number> {
  const owners = new Map<string, number>()
  for (const [id, name] of view.names) owners.set(name, id)
  for (const { name, owner } of run.actions)
    if (name !== null && owner >= 0) owners.set(name, owner)
  return owners
}
