// What a run did, a column a fact, a row an action, so that any action can be run again without the
// script: names are resolved (a free knows the step that allocated), requests know their zonelist.

import { alloc } from '../buddy/alloc.ts'
import type { AllocCommand, Op } from '../buddy/command.ts'
import { free } from '../buddy/free.ts'
import type { Machine } from '../buddy/machine.ts'
import { type Zonelist, zonelistOf } from '../buddy/zonelist.ts'
import type { Pfn, Step } from '../units.ts'

const OPS: readonly Op[] = ['alloc', 'free', 'compact', 'reclaim', 'drain', 'set']

/** One action of the log. */
export interface LoggedAction {
  readonly op: Op
  readonly line: number
  /** Name id; −1: none. */
  readonly name: number
  /** Number of the statement in the run, from 0, all statements counted. */
  readonly ordinal: number
  /** alloc: pages asked for. free: the step that allocated, 0 where nothing is held. */
  readonly argument: number
  /** Only for alloc: index of the zonelist, from `zonelistFor`. */
  readonly zonelist: number
}

export class ActionLog {
  /** Actions logged. */
  length = 0
  private readonly op: Uint8Array
  private readonly line: Int32Array
  private readonly ordinal: Int32Array
  private readonly argument: Int32Array
  private readonly list: Uint8Array
  /** Name id by step, which is the handle of what an alloc was given. */
  readonly name: Int32Array
  private readonly zonelists: Zonelist[] = []
  private readonly zonelistIndex = new Map<string, number>()

  /** Holds at most `capacity` actions. */
  constructor(capacity: number) {
    this.op = new Uint8Array(capacity + 1)
    this.line = new Int32Array(capacity + 1)
    this.name = new Int32Array(capacity + 1).fill(-1)
    this.ordinal = new Int32Array(capacity + 1)
    this.argument = new Int32Array(capacity + 1)
    this.list = new Uint8Array(capacity + 1)
  }

  /** Appends an action and returns its step; the arguments are those of LoggedAction. */
  append(
    op: Op,
    line: number,
    name: number,
    ordinal: number,
    argument: number,
    zonelist: number,
  ): Step {
    const step = ++this.length
    this.op[step] = OPS.indexOf(op)
    this.line[step] = line
    this.name[step] = name
    this.ordinal[step] = ordinal
    this.argument[step] = argument
    this.list[step] = zonelist
    return step
  }

  at(step: Step): LoggedAction {
    return {
      op: OPS[this.op[step] ?? 0] ?? 'alloc',
      line: this.line[step] ?? 0,
      name: this.name[step] ?? -1,
      ordinal: this.ordinal[step] ?? 0,
      argument: this.argument[step] ?? 0,
      zonelist: this.list[step] ?? 0,
    }
  }

  /** Index of the zones that a request walks; equal walks have one. */
  zonelistFor(machine: Machine, request: Pick<AllocCommand, 'node' | 'zone' | 'mobility'>): number {
    const key = `${request.node} ${request.zone} ${request.mobility}`
    const known = this.zonelistIndex.get(key)
    if (known !== undefined) return known
    const index = this.zonelists.push(zonelistOf(machine, request)) - 1
    this.zonelistIndex.set(key, index)
    return index
  }

  zonelist(index: number): Zonelist {
    return this.zonelists[index] ?? []
  }

  /** Runs an action on a machine that stands before it; −1: a request that failed, else ≥ 0. */
  execute(machine: Machine, step: Step): Pfn {
    const argument = this.argument[step] as number
    switch (this.op[step]) {
      case 0:
        return alloc(machine, step, argument, this.zonelist(this.list[step] as number))
      case 1:
        if (argument > 0) free(machine, argument)
    }
    return 0
  }
}
