// What a run is to those who look at it: a summary made once, and a view of one position.
// Positions: `step` actions have begun (0: none); of the last one `small` small steps are done,
// null: all of them.

import type { Op } from '../buddy/command.ts'
import type { MachineConfig } from '../buddy/config.ts'
import type { Block, BuddyEvent, Failure } from '../buddy/event.ts'
import type { Frame } from '../buddy/frame.ts'
import type { Explanation } from '../explain/explanation.ts'
import type { Pages, Pfn, Step } from '../units.ts'

export interface Position {
  readonly step: Step
  /** Small steps done of action `step`, 1 to one less than it has; null: the action is done. */
  readonly small: number | null
}

/** A failure with the two indices of its first zone, in thousandths (mm/vmstat.c). */
export interface RowFailure extends Failure {
  readonly fragmentationIndex: number
  readonly unusableIndex: number
}

export interface MovedBlock extends Block {
  /** Where it began before. */
  readonly from: Pfn
}

/** One action as it went. */
export interface ActionRow {
  readonly step: Step
  readonly line: number
  readonly op: Op
  /** null for compact, reclaim, drain, set. */
  readonly name: string | null
  /** Position of the name in the order of first appearance (its colour and pattern); −1: no name. */
  readonly owner: number
  /** Pages asked for (alloc, reclaim); 0 else. */
  readonly pages: Pages
  readonly ok: boolean
  /** Blocks given or freed, ascending, with the zone (index) that holds them. */
  readonly blocks: readonly Block[]
  readonly zone: number
  readonly failure: RowFailure | null
  /** Blocks that the machine took back from others meanwhile: reclaim, the out-of-memory killer. */
  readonly taken: readonly Block[]
  /** Blocks that compaction moved meanwhile, in order. */
  readonly moved: readonly MovedBlock[]
  /** In a word or two, for the margin of its line: `pages 0–1`, `no merge`, `6+7 merge`, `fails`. */
  readonly margin: string
  /** `A 8K`, `free B`: the label in the timeline. */
  readonly label: string
  /** What happened in a few words, for the history: `order 1 at 4, splits 6–7`. */
  readonly brief: string
}

export interface ExpectationResult {
  readonly line: number
  readonly column: number
  /** Actions done when it was checked. */
  readonly step: Step
  readonly ok: boolean
  readonly expected: string
  readonly found: string
}

export interface RunError {
  readonly line: number
  readonly column: number
  readonly message: string
}

/** The run at evenly spaced steps: what the timeline's curves and heatmap draw. */
export interface Samples {
  /** Sample i stands at step min(i · stride, steps). */
  readonly stride: number
  readonly count: number
  /** [sample][order], free blocks over all zones. */
  readonly nrFree: Int32Array
}

export interface RunSummary {
  readonly title: string | null
  readonly source: string | null
  readonly config: MachineConfig
  /** The machine before the first action: what the history begins with. */
  readonly initial: Frame
  readonly steps: number
  readonly samples: Samples
  /** Steps whose request failed, ascending. */
  readonly failures: Int32Array
  /** Steps that claimed a pageblock of another migratetype or stole a block of it, ascending. */
  readonly fallbacks: Int32Array
  /** Every action, where the run has at most LISTED_ACTIONS of them and they are not too large; else none. */
  readonly actions: readonly ActionRow[]
  /** The first LISTED_EXPECTATIONS of them. */
  readonly expectations: readonly ExpectationResult[]
  /** Of all. */
  readonly expectationsFailed: number
  /** Errors found while running, the first LISTED_ERRORS different ones: a live name allocated again, … */
  readonly errors: readonly RunError[]
}

export const LISTED_ACTIONS = 2000
/** Small steps of all listed actions together; a run with more lists none. */
export const LISTED_ACTION_EVENTS = 500_000
/** Blocks of one action; what is past them is held all the same. */
export const LISTED_BLOCKS_OF_ACTION = 16_384
export const LISTED_EXPECTATIONS = 2000
export const LISTED_ERRORS = 100

/** Everything the page shows of one position. */
export interface StepView {
  readonly position: Position
  readonly frame: Frame
  /** Names of the owners in the frame, by id; only where the frame has at most NAMED_BLOCKS blocks. */
  readonly names: ReadonlyMap<number, string>
  /** The action begun last; null at the start. */
  readonly action: ActionRow | null
  /** `i = 1841` for an action inside loops, else empty. */
  readonly loop: string
  /** Its small steps, of many a few hundred: the start, the end, those around the position, what is rare (listed-steps.ts). */
  readonly events: readonly SmallStep[]
  /** How many small steps the action has. */
  readonly eventCount: number
  readonly explanation: Explanation
  /** Narration of the script shown with this action. */
  readonly say: readonly string[]
}

export interface SmallStep {
  /** Its place in the action, from 1. */
  readonly number: number
  readonly event: BuddyEvent
  /** `List 0 has blocks: pages 7, 3`. */
  readonly text: string
}

export const NAMED_BLOCKS = 4096
