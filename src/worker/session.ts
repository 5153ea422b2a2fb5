// One script's run and what is asked of it, in the worker: works in slices, so that a call to
// cancel, or the next script, is heard meanwhile; in idle time it walks the run once more, so that
// any step can be sought.

import { needsLinux } from '../core/run/linux-parts.ts'
import { Run } from '../core/run/run.ts'
import type { Position, RunSummary, StepView } from '../core/run/summary.ts'
import { Viewer } from '../core/run/viewer.ts'
import { parseScript } from '../core/script/parse.ts'
import type { ScriptError } from '../core/script/script.ts'

export type Opened =
  | { readonly kind: 'run'; readonly summary: RunSummary; readonly view: StepView }
  | { readonly kind: 'errors'; readonly errors: readonly ScriptError[] }
  /** Cancelled, or overtaken by a later script; the run before it stays. */
  | { readonly kind: 'cancelled' }

export type OnProgress = (done: number, total: number) => void

/** Milliseconds of work between two looks at the mailbox. */
const SLICE = 12
/** Most statements between two looks at the clock. */
const MOST_STATEMENTS = 4096
/** Steps walked between two looks at the mailbox, in idle time. */
const IDLE_BATCH = 2048

export class Session {
  private viewer: Viewer | null = null
  private current = 0
  private readonly pause: () => Promise<void>
  private readonly now: () => number

  /** `pause` lets other messages in; `now` in milliseconds. */
  constructor(pause: () => Promise<void>, now: () => number) {
    this.pause = pause
    this.now = now
  }

  /** Runs a script; on success the session is its, at `position` or the last step before it. */
  async open(source: string, position: Position, onProgress: OnProgress): Promise<Opened> {
    const turn = ++this.current
    const { script, errors } = parseScript(source)
    if (!script) return { kind: 'errors', errors }
    const linux = needsLinux(script) ? (await import('../core/run/linux.ts')).LINUX_PARTS : null
    if (turn !== this.current) return { kind: 'cancelled' }
    const run = Run.begin(script, linux)
    if (!(run instanceof Run)) return { kind: 'errors', errors: run }

    let from = this.now()
    const isOvertaken = async () => {
      if (this.now() - from < SLICE) return false
      onProgress(run.log.length, script.actions)
      await this.pause()
      from = this.now()
      return turn !== this.current
    }
    // One statement can be a thousand times as heavy as another: batches grow while they are light.
    for (let batch = 1, began = this.now(); !run.advance(batch); began = this.now()) {
      const took = this.now() - began
      batch = took > SLICE ? 1 : took < SLICE / 4 ? Math.min(2 * batch, MOST_STATEMENTS) : batch
      if (await isOvertaken()) return { kind: 'cancelled' }
    }
    const viewer = new Viewer(run)
    const parts = viewer.summarise()
    let part = parts.next()
    for (; !part.done; part = parts.next()) if (await isOvertaken()) return { kind: 'cancelled' }
    const summary = part.value
    this.viewer = viewer
    this.prepare(turn)
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
    this.current++
  }

  /** Walks the run in idle time, until it is done or another script comes. */
  private async prepare(turn: number): Promise<void> {
    const { viewer } = this
    while (viewer && viewer === this.viewer && turn === this.current) {
      await this.pause()
      if (!viewer.extend(IDLE_BATCH)) return
    }
  }
}
