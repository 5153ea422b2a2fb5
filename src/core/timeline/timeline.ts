// Time over a machine: any step of a run, and any small step of an action, forwards and backwards.
//
// The run is cut into intervals of at most INTERVAL steps. Of an interval that was walked through
// once, the net change is kept (pairs word, old XOR new); of the current one the whole journal.
//
//   interval   0 ────────── 1 ────────── 2 ────────── frontier ··· steps never reached yet
//   kept       delta 0      delta 1      journal
//
// To seek is to undo to the interval's start, apply the deltas between, and run at most INTERVAL
// steps again: never the run from its start. A machine that stands at step 0 begins a timeline.

import type { BuddyEvent } from '../buddy/event.ts'
import type { Machine } from '../buddy/machine.ts'
import { failureOf } from '../buddy/serve.ts'
import type { Mark } from '../buddy/state.ts'
import { TRACED_EVENTS, type Trace } from '../buddy/trace.ts'
import type { Step } from '../units.ts'
import type { ActionLog } from './action-log.ts'

/** Steps of an interval; measured: fewer cost more deltas, more cost longer seeks. */
export const INTERVAL = 16_384
/** Journal entries at which an interval ends early: 8 MiB. */
const INTERVAL_ENTRIES = 1 << 20

export class Timeline {
  /** First step of each interval known so far: the state at starts[i] is the interval's start. */
  private readonly starts: Step[] = [0]
  /** deltas[i] leads from starts[i] to starts[i + 1]. */
  private readonly deltas: Int32Array[] = []
  /** The interval that the journal belongs to. */
  private interval = 0
  /** marks[i]: the journal after step starts[interval] + i. */
  private marks: Mark[] = [0]
  private step: Step = 0
  /** smallMarks[i]: the journal after i small steps of the action traced last. */
  private smallMarks: readonly Mark[] = []
  private readonly machine: Machine
  private readonly log: ActionLog

  constructor(machine: Machine, log: ActionLog) {
    this.machine = machine
    this.log = log
    machine.state.clearJournal()
    machine.state.isRecording = true
  }

  /** Steps that the machine has done. */
  get position(): Step {
    return this.step
  }

  /** Up to where seeking needs no first walk. */
  get frontier(): Step {
    return Math.max(this.starts.at(-1) ?? 0, this.start + this.marks.length - 1)
  }

  /** Brings the machine to where `step` actions are done. */
  seek(step: Step): void {
    this.smallMarks = []
    const target = Math.max(0, Math.min(step, this.log.length))
    const to = this.intervalOf(target)
    if (to !== this.interval) this.enter(to)
    if (target < this.start + this.marks.length) this.rewind(target)
    else {
      this.rewind(this.start + this.marks.length - 1)
      while (this.step < target) this.advance()
    }
  }

  /** Walks on at the frontier, at most `steps` steps; false when the whole run has been walked. */
  extend(steps: number): boolean {
    const from = this.frontier
    this.seek(Math.min(from + steps, this.log.length))
    return this.frontier < this.log.length
  }

  /** The small steps of action `step`; the machine then stands after all of them, and `show` moves it. */
  trace(step: Step): readonly BuddyEvent[] {
    this.seek(step - 1)
    this.forget()
    this.cut()
    const { machine, log } = this
    const trace: Trace = {
      limit: TRACED_EVENTS,
      events: [],
      marks: [machine.state.mark()],
    }
    machine.trace = trace
    const result = log.execute(machine, step)
    if (result < 0) {
      failureOf(machine, log.at(step).argument, log.request(step))
    }
    machine.trace = null
    this.advanced()
    // What an action still notes after its last small step belongs to that step.
    trace.marks[trace.events.length] = machine.state.mark()
    this.smallMarks = trace.marks
    return trace.events
  }

  /** Brings the machine to where `small` small steps of the action traced last are done. */
  show(small: number): void {
    const mark = this.smallMarks[small]
    if (mark === undefined) return
    this.machine.state.undoTo(mark)
    this.machine.state.redoTo(mark)
  }

  private get start(): Step {
    return this.starts[this.interval] ?? 0
  }

  private intervalOf(step: Step): number {
    let low = 0
    let high = this.starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.starts[middle] ?? 0) <= step) low = middle
      else high = middle - 1
    }
    return low
  }

  /** Leaves the current interval by its start and goes to the start of another that is known. */
  private enter(interval: number): void {
    const { state } = this.machine
    state.undoTo(0)
    state.clearJournal()
    for (; this.interval < interval; this.interval++)
      state.applyDelta(this.deltas[this.interval] as Int32Array)
    for (; this.interval > interval; this.interval--)
      state.applyDelta(this.deltas[this.interval - 1] as Int32Array)
    this.marks = [0]
    this.step = this.start
  }

  /** Undoes or redoes within the current interval's journal. */
  private rewind(step: Step): void {
    const mark = this.marks[step - this.start] ?? 0
    this.machine.state.undoTo(mark)
    this.machine.state.redoTo(mark)
    this.step = step
  }

  /** Runs the next action, which the journal does not hold. */
  private advance(): void {
    this.cut()
    this.log.execute(this.machine, this.step + 1)
    this.advanced()
  }

  private advanced(): void {
    this.step++
    this.marks.push(this.machine.state.mark())
  }

  /** Begins a new interval where the current one, walked for the first time, is full. */
  private cut(): void {
    const { state } = this.machine
    const isKnown = this.interval < this.deltas.length
    const isFull = this.marks.length > INTERVAL || state.mark() >= INTERVAL_ENTRIES
    if (isKnown || !isFull) return
    const delta = state.takeDelta()
    state.applyDelta(delta)
    state.clearJournal()
    this.deltas.push(delta)
    this.starts.push(this.step)
    this.interval++
    this.marks = [0]
  }

  /** Drops what the journal holds beyond the current step. */
  private forget(): void {
    this.marks.length = this.step - this.start + 1
  }
}
