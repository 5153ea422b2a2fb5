// A script carried out: statements one by one as they unroll, names resolved to steps, each action
// logged so that the timeline can run it again. One way in for the page and the command line.

import { SETTINGS } from '../buddy/command.ts'
import type { MachineConfig } from '../buddy/config.ts'
import type { Block, BuddyEvent } from '../buddy/event.ts'
import {
  blocksOf,
  createMachine,
  heldAt,
  isMisfit,
  type Machine,
  resetMachine,
} from '../buddy/machine.ts'
import { failureOf } from '../buddy/serve.ts'
import type { Script, ScriptError } from '../script/script.ts'
import { unroll } from '../script/unroll.ts'
import type { Unrolled, UnrolledAction } from '../script/unrolled.ts'
import { ActionLog } from '../timeline/action-log.ts'
import { Timeline } from '../timeline/timeline.ts'
import { formatCount, MAX_PAGES, type Step } from '../units.ts'
import { checkExpectation, type LastAction } from './expectation.ts'
import type { LinuxParts } from './linux-parts.ts'
import { Names } from './names.ts'
import { Sampler } from './sampler.ts'
import {
  type ExpectationResult,
  LISTED_ERRORS,
  LISTED_EXPECTATIONS,
  type RunError,
} from './summary.ts'

type AllocStatement = Extract<Unrolled, { kind: 'alloc' }>
type FreeStatement = Extract<Unrolled, { kind: 'free' }>

/** What one who follows a run is told of each action; asking for it costs the run its speed. */
export interface ActionReport {
  readonly step: Step
  readonly ok: boolean
  /** Blocks given or freed, ascending. */
  readonly blocks: readonly Block[]
  /** Its small steps; empty where they were not asked for. */
  readonly events: readonly BuddyEvent[]
}

export interface Follower {
  readonly wantsEvents: boolean
  action(report: ActionReport): void
}

export class Run {
  readonly script: Script
  readonly machine: Machine
  readonly linux: LinuxParts | null
  readonly log: ActionLog
  readonly names = new Names()
  readonly sampler: Sampler
  /** Steps whose request failed, ascending. */
  readonly failures: Step[] = []
  /** Steps that took a block of another migratetype's, ascending. */
  readonly fallbacks: Step[] = []
  /** All of them where somebody follows the run, else the first LISTED_EXPECTATIONS. */
  readonly expectations: ExpectationResult[] = []
  expectationsFailed = 0
  /** One by one, where somebody follows the run; `errorsCounted` has them for all others. */
  readonly errors: RunError[] = []
  private readonly errorTimes = new Map<string, { error: RunError; times: number }>()
  /** Narration by the step that it is shown with. */
  readonly says = new Map<Step, string[]>()
  isDone = false

  private readonly statements: Generator<Unrolled>
  private readonly follower: Follower | null
  private pendingSays: string[] = []
  /** Statements carried out before the current one. */
  private ordinal = -1
  private last: LastAction | null = null
  private fallbacksBefore = 0

  private constructor(
    script: Script,
    machine: Machine,
    linux: LinuxParts | null,
    follower: Follower | null,
  ) {
    this.script = script
    this.machine = machine
    this.linux = linux
    this.follower = follower
    this.log = new ActionLog(script.actions)
    this.sampler = new Sampler(machine)
    this.statements = unroll(script)
  }

  /**
   * A run at its start; errors where `free` counts do not fit their zone. A script with `needsLinux`
   * is given the parts for it.
   */
  static begin(
    script: Script,
    linux: LinuxParts | null,
    follower: Follower | null = null,
  ): Run | ScriptError[] {
    const config = linux ? fittingMarks(script, linux) : script.config
    if (Array.isArray(config)) return config
    const machine = createMachine(config, script.actions, linux?.machine)
    if (!isMisfit(machine)) return new Run(script, machine, linux, follower)
    const zone = script.config.zones[machine.zone]
    const at = script.zonesAt[machine.zone] ?? { line: 1, column: 1, endColumn: 2 }
    const message = `these free blocks do not fit into ${zone?.zone} (${zone?.pages} pages): no place is left for all of order ${machine.order}`
    return [{ ...at, message }]
  }

  /** Carries out at most `limit` more statements; true when the script has ended. */
  advance(limit: number): boolean {
    for (let i = 0; i < limit && !this.isDone; i++) {
      const next = this.statements.next()
      if (next.done) this.end()
      else this.carryOut(next.value)
    }
    return this.isDone
  }

  /** The finished run's timeline, at step 0; the machine is its from here on. */
  openTimeline(): Timeline {
    resetMachine(this.machine)
    return new Timeline(this.machine, this.log)
  }

  private end(): void {
    this.isDone = true
    this.addSays(this.log.length)
    this.sampler.end(this.log.length)
  }

  private carryOut(statement: Unrolled): void {
    this.ordinal++
    switch (statement.kind) {
      case 'alloc':
        this.alloc(statement)
        break
      case 'free':
        this.free(statement)
        break
      case 'say':
        this.pendingSays.push(statement.text)
        break
      case 'predict':
        break
      case 'expect':
        this.expected(checkExpectation(statement, this.machine, this.last, this.log.length))
        break
      case 'error':
        this.failed(statement)
        break
      default:
        this.act(statement)
    }
  }

  /** Whether a name holds memory: it does until it is freed, or the machine takes its memory back. */
  private isLive(name: number): boolean {
    return (
      this.names.stateOf(name) === 'live' && heldAt(this.machine, this.names.handleOf(name)) >= 0
    )
  }

  /** compact, reclaim, drain, set. */
  private act(statement: Exclude<UnrolledAction, { kind: 'alloc' | 'free' }>): void {
    const [argument, detail] = this.operandsOf(statement)
    const step = this.append(statement, -1, argument, detail)
    const events = this.startTrace()
    this.log.execute(this.machine, step)
    this.carriedOut(step, true, [], events ?? [])
  }

  private operandsOf(
    statement: Exclude<UnrolledAction, { kind: 'alloc' | 'free' }>,
  ): [argument: number, detail: number] {
    switch (statement.kind) {
      case 'compact':
        return [0, this.log.zonesFor(this.machine, statement.node, statement.zone)]
      case 'reclaim':
        return [Math.min(statement.pages, MAX_PAGES), 0]
      case 'set':
        return [
          statement.setting === 'min-free'
            ? Math.min(statement.value / this.machine.config.pageSize, MAX_PAGES)
            : statement.value,
          SETTINGS.indexOf(statement.setting),
        ]
      case 'drain':
        return [0, 0]
    }
  }

  private alloc(statement: AllocStatement): void {
    const name = this.names.idOf(statement.name)
    if (this.isLive(name)) {
      this.refuse(statement, `"${statement.name}" is allocated already: free it first`)
      return
    }
    const request = this.log.requestFor(this.machine, statement)
    const step = this.append(statement, name, statement.pages, request)
    const events = this.startTrace()
    const ok = this.log.execute(this.machine, step) >= 0
    if (!ok && events) failureOf(this.machine, statement.pages, this.log.request(step))
    if (ok) this.names.allocated(name, step)
    else {
      this.names.failed(name)
      this.failures.push(step)
    }
    this.carriedOut(step, ok, this.follower ? blocksOf(this.machine, step) : [], events ?? [])
  }

  private free(statement: FreeStatement): void {
    const name = this.names.idOf(statement.name)
    const state = this.names.stateOf(name)
    if (state === 'unknown' || state === 'freed') {
      const why = state === 'freed' ? 'was freed already' : 'was never allocated: nothing to free'
      this.refuse(statement, `"${statement.name}" ${why}`)
      return
    }
    const handle = this.names.handleOf(name)
    const step = this.append(statement, name, handle, 0)
    const blocks = this.follower && handle > 0 ? blocksOf(this.machine, handle) : []
    const events = this.startTrace()
    this.log.execute(this.machine, step)
    this.names.freed(name)
    this.carriedOut(step, true, blocks, events ?? [])
  }

  private expected(result: ExpectationResult): void {
    if (!result.ok) this.expectationsFailed++
    if (this.follower || this.expectations.length < LISTED_EXPECTATIONS)
      this.expectations.push(result)
  }

  /** Whoever follows the run is told of each error; else one that comes again is counted. */
  private failed({ line, column, message }: RunError): void {
    const key = `${line}:${column} ${message}`
    const times = (this.errorTimes.get(key)?.times ?? 0) + 1
    if (times === 1 && this.errorTimes.size < LISTED_ERRORS)
      this.errorTimes.set(key, { error: { line, column, message }, times })
    else if (times > 1) this.errorTimes.set(key, { error: { line, column, message }, times })
    if (this.follower) this.errors.push({ line, column, message })
  }

  /** The first LISTED_ERRORS different errors, each with how often it came. */
  get errorsCounted(): RunError[] {
    return [...this.errorTimes.values()].map(({ error, times }) =>
      times === 1 ? error : { ...error, message: `${error.message} (${formatCount(times)} times)` },
    )
  }

  private append(
    { kind, line }: UnrolledAction,
    name: number,
    argument: number,
    detail: number,
  ): Step {
    const step = this.log.append(kind, line, name, this.ordinal, argument, detail)
    this.addSays(step)
    return step
  }

  private addSays(step: Step): void {
    if (this.pendingSays.length === 0) return
    this.says.set(step, [...(this.says.get(step) ?? []), ...this.pendingSays])
    this.pendingSays = []
  }

  private startTrace(): BuddyEvent[] | null {
    if (!this.follower?.wantsEvents) return null
    const events: BuddyEvent[] = []
    this.machine.trace = { limit: Number.POSITIVE_INFINITY, events, marks: [] }
    return events
  }

  private carriedOut(
    step: Step,
    ok: boolean,
    blocks: readonly Block[],
    events: readonly BuddyEvent[],
  ): void {
    this.machine.trace = null
    if (this.machine.fallbacks > this.fallbacksBefore) this.fallbacks.push(step)
    this.fallbacksBefore = this.machine.fallbacks
    this.last = { step, ok }
    this.sampler.action(step)
    this.follower?.action({ step, ok, blocks, events })
  }

  /** An action that cannot be: an error at its line, no step, and the run goes on. */
  private refuse(statement: AllocStatement | FreeStatement, message: string): void {
    this.failed({ line: statement.line, column: statement.nameColumn, message })
  }
}

/**
 * A zone cannot keep back more than it has: then watermarks are off, or an error at the setting that asks
 * for them.
 */
function fittingMarks(script: Script, { machine }: LinuxParts): MachineConfig | ScriptError[] {
  const misfit = machine.markMisfit(script.config)
  if (!misfit) return script.config
  const asked = script.settings.find(
    (setting) => setting.key === 'min-free' || (setting.key === 'watermarks' && setting.on),
  )
  if (!asked) return { ...script.config, watermarks: false, areMarksTooLarge: true }
  const { zone, min } = misfit
  const message = `the min mark of ${zone.zone} would be ${min} pages, and it has ${zone.pages}: a smaller min-free, a larger zone, or watermarks off`
  return [{ ...asked.at, message }]
}
