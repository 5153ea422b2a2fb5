// A finished run, looked at: its summary, and any position of it with everything that the page shows.

import type { Block, BuddyEvent, Failure } from '../buddy/event.ts'
import type { Frame } from '../buddy/frame.ts'
import { blocksOf, heldAt, type Machine, zoneAt } from '../buddy/machine.ts'
import type { Request } from '../buddy/request.ts'
import { failureOf } from '../buddy/serve.ts'
import { snapshot } from '../buddy/snapshot.ts'
import { explainAction, explainStart } from '../explain/explain.ts'
import { briefOf, labelOf, marginOf } from '../explain/row.ts'
import { listHeads, type Obstacle, obstacleOf, type Scene } from '../explain/scene.ts'
import { explainSmallStep, smallStepText } from '../explain/small-step.ts'
import { fragmentationIndex } from '../metrics/fragmentation-index.ts'
import { unusableIndex } from '../metrics/unusable-index.ts'
import { Loops } from '../script/loops.ts'
import type { Timeline } from '../timeline/timeline.ts'
import type { Step } from '../units.ts'
import { listedSteps } from './listed-steps.ts'
import type { Run } from './run.ts'
import {
  type ActionRow,
  LISTED_ACTION_EVENTS,
  LISTED_ACTIONS,
  LISTED_BLOCKS_OF_ACTION,
  NAMED_BLOCKS,
  type Position,
  type RowFailure,
  type RunSummary,
  type SmallStep,
  type StepView,
} from './summary.ts'

interface Traced {
  readonly row: ActionRow
  readonly scene: Scene
  readonly steps: readonly SmallStep[]
}

export class Viewer {
  private readonly run: Run
  private readonly machine: Machine
  private readonly timeline: Timeline
  private readonly loops: Loops

  /** Takes over the machine of a run that is done. */
  constructor(run: Run) {
    this.run = run
    this.machine = run.machine
    this.timeline = run.openTimeline()
    this.loops = new Loops(run.script.statements)
  }

  summary(): RunSummary {
    const parts = this.summarise()
    for (;;) {
      const part = parts.next()
      if (part.done) return part.value
    }
  }

  /** The same in parts, so that whoever waits can do something else between them. */
  *summarise(): Generator<void, RunSummary> {
    const { run } = this
    const { length } = run.log
    this.timeline.seek(0)
    const initial = this.frame()
    const actions: ActionRow[] = []
    let events = 0
    for (let step = 1; step <= length && length <= LISTED_ACTIONS; step++) {
      const traced = this.trace(step, null)
      actions.push(traced.row)
      events += traced.scene.events.length
      if (events > LISTED_ACTION_EVENTS) {
        actions.length = 0
        break
      }
      yield
    }
    return {
      title: run.script.title,
      source: run.script.source,
      config: run.machine.config,
      steps: length,
      initial,
      samples: run.sampler.samples,
      failures: Int32Array.from(run.failures),
      fallbacks: Int32Array.from(run.fallbacks),
      actions,
      expectations: run.expectations,
      expectationsFailed: run.expectationsFailed,
      errors: run.errorsCounted,
    }
  }

  /** Everything the page shows of a position; positions outside the run are brought inside. */
  view(position: Position): StepView {
    const step = Math.max(0, Math.min(position.step, this.run.log.length))
    if (step === 0) {
      this.timeline.seek(0)
      return {
        position: { step, small: null },
        ...this.framed(),
        action: null,
        loop: '',
        events: [],
        eventCount: 0,
        explanation: explainStart(this.machine, this.run.log.length > 0),
        say: this.run.says.get(0) ?? [],
      }
    }
    const { row, scene, steps } = this.trace(step, position.small)
    const { events } = scene
    const small =
      position.small === null || position.small >= events.length
        ? null
        : Math.max(1, position.small)
    if (small !== null) this.timeline.show(small)
    const event = small === null ? undefined : events[small - 1]
    return {
      position: { step, small },
      ...this.framed(),
      action: row,
      loop: this.loops.labelAt(this.run.log.at(step).ordinal),
      events: steps,
      eventCount: events.length,
      explanation: event ? explainSmallStep(scene, event) : explainAction(scene),
      say: this.run.says.get(step) ?? [],
    }
  }

  /** Prepares more of the run for seeking; false when all of it is. */
  extend(steps: number): boolean {
    return this.timeline.extend(steps)
  }

  names(ids: readonly number[]): Map<number, string> {
    return new Map(ids.map((id) => [id, this.run.names.textOf(id)]))
  }

  private framed(): { frame: Frame; names: Map<number, string> } {
    const frame = this.frame()
    const owners =
      frame.blockOwner.length <= NAMED_BLOCKS ? new Set(frame.blockOwner) : new Set<number>()
    owners.delete(-1)
    return { frame, names: this.names([...owners]) }
  }

  private frame(): Frame {
    return snapshot(this.machine, this.run.log.name)
  }

  /** Runs one action again with its small steps; the machine then stands behind all of them. */
  private trace(step: Step, small: number | null): Traced {
    const { machine, run, timeline } = this
    const { op, name, argument, line } = run.log.at(step)
    timeline.seek(step - 1)
    const before = listHeads(machine)
    const freed =
      op === 'free' && argument > 0 ? blocksOf(machine, argument, LISTED_BLOCKS_OF_ACTION) : []
    const events = timeline.trace(step)
    const listed = listedSteps(events, small)
    const request = op === 'alloc' ? run.log.request(step) : null
    const isFailed = request !== null && heldAt(machine, step) < 0
    const failure = isFailed ? failureOf(machine, argument, request) : null
    const blocks: readonly Block[] =
      op === 'free' ? freed : blocksOf(machine, step, LISTED_BLOCKS_OF_ACTION)
    const asked = op === 'free' ? (machine.asked[argument] ?? 0) : argument
    const isExact = machine.config.fit === 'exact'
    const held = blocks.length === 0 ? 0 : isExact ? asked : 2 ** (blocks[0]?.order ?? 0)
    const scene: Scene = {
      machine,
      op,
      name: run.names.textOf(name),
      owner: name,
      pages: op === 'alloc' || op === 'reclaim' ? argument : 0,
      zonelist: request?.zonelist ?? [],
      request,
      events,
      blocks,
      held,
      failure,
      log: request && failure && this.logOf(events, run.names.textOf(name), request, failure),
      before,
      words: run.linux?.words ?? null,
      obstacles: this.obstacles(events, listed),
      nameOf: (handle) => run.names.textOf(run.log.name[handle] ?? -1),
      ownerOf: (handle) => run.log.name[handle] ?? -1,
    }
    const [first] = blocks
    const row: ActionRow = {
      step,
      line,
      op,
      name: name < 0 ? null : scene.name,
      owner: name,
      pages: scene.pages,
      ok: !isFailed,
      blocks,
      zone: first ? zoneAt(machine, first.pfn).index : (failure?.zone ?? 0),
      failure: failure && this.withIndices(failure),
      taken: events.flatMap((event) =>
        event.kind === 'reclaim' || event.kind === 'oom-kill' ? event.blocks : [],
      ),
      moved: events.flatMap((event) =>
        event.kind === 'migrate' ? [{ pfn: event.pfn, order: event.order, from: event.from }] : [],
      ),
      margin: marginOf(scene),
      label: labelOf(scene),
      brief: briefOf(scene),
    }
    const steps = listed.map((number) => {
      const event = events[number - 1] as BuddyEvent
      return { number, event, text: smallStepText(scene, event) }
    })
    return { row, scene, steps }
  }

  /** The kernel's log of a failure, from the moment of it: kswapd may free some of it at once. */
  private logOf(
    events: readonly BuddyEvent[],
    task: string,
    request: Request,
    { order }: Failure,
  ): string | null {
    const words = this.run.linux?.words
    if (!words || !this.machine.hasSlowPath) return null
    const at = events.findIndex(({ kind }) => kind === 'fail')
    if (at < 0) return null
    this.timeline.show(at + 1)
    const log = words.failureLog(this.machine, task, order, request)
    this.timeline.show(events.length)
    return log
  }

  /** Looks at the moment of each refusal: a block of the same name may have been freed since. */
  private obstacles(
    events: readonly BuddyEvent[],
    listed: readonly number[],
  ): Map<BuddyEvent, Obstacle> {
    const obstacles = new Map<BuddyEvent, Obstacle>()
    const scene = {
      machine: this.machine,
      nameOf: (handle: number) => this.run.names.textOf(this.run.log.name[handle] ?? -1),
      ownerOf: (handle: number) => this.run.log.name[handle] ?? -1,
    }
    for (const number of listed) {
      const event = events[number - 1]
      if (event?.kind !== 'try-merge' || event.why !== 'held') continue
      this.timeline.show(number)
      const obstacle = obstacleOf(scene, event.zone, event.buddy, event.order)
      if (obstacle) obstacles.set(event, obstacle)
    }
    this.timeline.show(events.length)
    return obstacles
  }

  private withIndices(failure: NonNullable<Scene['failure']>): RowFailure {
    const { counts, order } = failure
    return {
      ...failure,
      fragmentationIndex: fragmentationIndex(counts, order),
      unusableIndex: unusableIndex(counts, order),
    }
  }
}
