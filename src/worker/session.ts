// One script's run and what is asked of it, in the worker: works in slices, so that a call to
// cancel, or the next script, is heard meanwhile; in idle time it walks the run once more, so that
// any step can be sought.

import { needsLinux } from '../core/run/linux-parts.ts'
import { Run } from '../core/run/run.ts'
import type { Position, RunSummary, StepView } from '../core/run/summary.ts'
import { Viewer } from '../core/run/viewer.ts'
import { parseScript } from '../core/script/parse.ts'
import type { ScriptError } from '../core/script/script.ts'
import { SLICE, type Slices, type Work } from './slices.ts'

export type Opened =
  | { readonly kind: 'run'; readonly summary: RunSummary; readonly view: StepView }
  | { readonly kind: 'errors'; readonly errors: readonly ScriptError[] }
  /** Cancelled, or overtaken by a later script; the run before it stays. */
  | { readonly kind: 'cancelled' }

export type OnProgress = (done: number, total: number) => void

/** Most statements between two looks at the clock. */
const MOST_STATEMENTS = 4096
/** Steps walked between two looks at the mailbox, in idle time. */
const IDLE_BATCH = 2048

export class Session {
  private viewer: Viewer | null = null
  private readonly slices: Slices

  constructor(slices: Slices) {
    this.slices = slices
  }

  /** Runs a script; on success the session is its, at `position` or the last step before it. */
  async open(source: string, position: Position, onProgress: OnProgress): Promise<Opened> {
    const { slices } = this
    const work = slices.begin()
    const { script, errors } = parseScript(source)
    if (!script) return { kind: 'errors', errors }
    const linux = needsLinux(script) ? (await import('../core/run/linux.ts')).LINUX_PARTS : null
    if (work.isOvertaken()) return { kind: 'cancelled' }
    const run = Run.begin(script, linux)
    if (!(run instanceof Run)) return { kind: 'errors', errors: run }

    const isOvertaken = () => work.restWhenDue(() => onProgress(run.log.length, script.actions))
    // One statement can be a thousand times as heavy as another: batches grow while they are light.
    for (let batch = 1, began = slices.now(); !run.advance(batch); began = slices.now()) {
      const took = slices.now() - began
      batch = took > SLICE ? 1 : took < SLICE / 4 ? Math.min(2 * batch, MOST_STATEMENTS) : batch
      if (await isOvertaken()) return { kind: 'cancelled' }
    }
    const viewer = new Viewer(run)
    const parts = viewer.summarise()
    let part = parts.next()
    for (; !part.done; part = parts.next()) if (await isOvertaken()) return { kind: 'cancelled' }
    const summary = part.value
    this.viewer = viewer
    this.prepare(work)
    return { kind: 'run', summary, view: viewer.view(position) }
  }

  /** Null before the first run. */
  view(position: Position): StepView | null {
    return this.viewer?.view(position) ?? null
  }

  names(ids: readonly number[]): Map<number, string> {
    return this.viewer?.names(ids) ?? new Map()
  }

  cancel(): void {
    this.slices.cancel()
  }

  /** Walks the run in idle time, until it is done or another script comes. */
  private async prepare(work: Work): Promise<void> {
    const { viewer } = this
    while (viewer && viewer === this.viewer && !(await work.rest()))
      if (!viewer.extend(IDLE_BATCH)) return
  }
}
