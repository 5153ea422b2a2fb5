// A script's run as tests want it: one that cannot begin is a fault of the test, thrown with its text.

import { formatScriptError } from '../script/parse.ts'
import { scriptOf } from '../script/script-of.ts'
import { LINUX_PARTS } from './linux.ts'
import type { LinuxParts } from './linux-parts.ts'
import { Run } from './run.ts'
import type { StepView } from './summary.ts'
import { Viewer } from './viewer.ts'

/** At its start. */
export function runOf(source: string, linux: LinuxParts | null = LINUX_PARTS): Run {
  const run = Run.begin(scriptOf(source), linux)
  if (run instanceof Run) return run
  throw new Error(`${run.map(formatScriptError).join('\n')}\n${source}`)
}

/** Carried out whole, at once. */
export function viewerOf(source: string): Viewer {
  const run = runOf(source)
  run.advance(Number.POSITIVE_INFINITY)
  return new Viewer(run)
}

/** What is seen after the last action. */
export function lastView(source: string): StepView {
  const viewer = viewerOf(source)
  return viewer.view({ step: viewer.summary().steps, small: null })
}
