// Everything that is wrong with the script, line by line: what cannot be read, and, once all can
// be, what went wrong while it ran and what was expected in vain.

import type { RunSummary } from '../../core/run/summary.ts'
import type { ScriptError } from '../../core/script/script.ts'

export interface Problem {
  readonly line: number
  readonly column: number
  readonly message: string
}

/** Most problems that are listed. */
const MOST = 100

export function problemsOf(errors: readonly ScriptError[], run: RunSummary | null): Problem[] {
  if (errors.length > 0 || !run) return errors.slice(0, MOST)
  const inVain = run.expectations
    .filter(({ ok }) => !ok)
    .map(({ line, column, expected, found }) => ({
      line,
      column,
      message: `expected ${expected}, found ${found}`,
    }))
  return [...run.errors, ...inVain]
    .sort((a, b) => a.line - b.line || a.column - b.column)
    .slice(0, MOST)
}
