// What a run did, a column a fact, a row an action, so that any action can be run again without the
// script: names are resolved (a free knows the step that allocated), requests know their zones.

import type { Op } from '../buddy/command.ts'
import { SETTINGS } from '../buddy/command.ts'
import { free } from '../buddy/free.ts'
import { linuxOf, type Machine } from '../buddy/machine.ts'
import { type Asking, type Request, requestOf } from '../buddy/request.ts'
import { alloc } from '../buddy/serve.ts'
import type { Zone } from '../buddy/zone.ts'
import { type Pfn, type Step, ZONE_NAMES, type ZoneName } from '../units.ts'

const OPS: readonly Op[] = ['alloc', 'free', 'compact', 'reclaim', 'drain', 'set']

/** One action of the log. */
export interface LoggedAction {
  readonly op: Op
  readonly line: number
  /** Name id; −1: none. */
  readonly name: number
  /** Number of the statement in the run, from 0, all statements counted. */
  readonly ordinal: number
  /** alloc, reclaim: pages. free: the step that allocated, 0 where nothing is held. set: the value, min-free in pages. */
  readonly argument: number
  /** alloc: index of the request, from `requestFor`. compact: of its zones, from `zonesFor`. set: which setting. */
  readonly detail: number
}

export class ActionLog {
  /** Actions logged. */
  length = 0
  private readonly op: Uint8Array
  private readonly line: Int32Array
  private readonly ordinal: Int32Array
  private readonly argument: Int32Array
  private readonly detail: Uint16Array
  /** Name id by step, which is the handle of what an alloc was given. */
  readonly name: Int32Array
  private readonly requests: Request[] = []
  private readonly requestIndex = new Map<string, number>()
  private readonly zones: (readonly Zone[])[] = []
  private readonly zonesIndex = new Map<string, number>()

  /** Holds at most `capacity` actions. */
  constructor(capacity: number) {
    this.op = new Uint8Array(capacity + 1)
    this.line = new Int32Array(capacity + 1)
    this.name = new Int32Array(capacity + 1).fill(-1)
    this.ordinal = new Int32Array(capacity + 1)
    this.argument = new Int32Array(capacity + 1)
    this.detail = new Uint16Array(capacity + 1)
  }

  /** Appends an action and returns its step; the arguments are those of LoggedAction. */
  append(
    op: Op,
    line: number,
    name: number,
    ordinal: number,
    argument: number,
    detail: number,
  ): Step {
    const step = ++this.length
    this.op[step] = OPS.indexOf(op)
    this.line[step] = line
    this.name[step] = name
    this.ordinal[step] = ordinal
    this.argument[step] = argument
    this.detail[step] = detail
    return step
  }

  at(step: Step): LoggedAction {
    return {
      op: OPS[this.op[step] ?? 0] ?? 'alloc',
      line: this.line[step] ?? 0,
      name: this.name[step] ?? -1,
      ordinal: this.ordinal[step] ?? 0,
      argument: this.argument[step] ?? 0,
      detail: this.detail[step] ?? 0,
    }
  }

  /** Index of a request; equal ones have one. */
  requestFor(machine: Machine, asking: Asking): number {
    const key = `${asking.node} ${asking.zone} ${asking.mobility} ${asking.atomic}`
    const known = this.requestIndex.get(key)
    if (known !== undefined) return known
    const index = this.requests.push(requestOf(machine, asking)) - 1
    this.requestIndex.set(key, index)
    return index
  }

  /** Index of the zones of a `compact`: those of a node, a zone's name, or all, as the kernel walks them. */
  zonesFor(machine: Machine, node: number | null, name: ZoneName | null): number {
    const key = `${node} ${name}`
    const known = this.zonesIndex.get(key)
    if (known !== undefined) return known
    const zones = machine.zones.filter(
      (zone) => (node === null || zone.node === node) && (name === null || zone.name === name),
    )
    const rank = (zone: Zone) => zone.node * ZONE_NAMES.length + ZONE_NAMES.indexOf(zone.name)
    const index = this.zones.push(zones.sort((a, b) => rank(a) - rank(b))) - 1
    this.zonesIndex.set(key, index)
    return index
  }

  /** The request of an alloc. */
  request(step: Step): Request {
    return this.requests[this.detail[step] ?? 0] as Request
  }

  /** Runs an action on a machine that stands before it; −1: a request that failed, else ≥ 0. */
  execute(machine: Machine, step: Step): Pfn {
    const argument = this.argument[step] as number
    const detail = this.detail[step] as number
    switch (OPS[this.op[step] as number]) {
      case 'alloc':
        return alloc(machine, step, argument, this.requests[detail] as Request)
      case 'free':
        if (argument > 0) free(machine, argument)
        break
      case 'compact':
        for (const zone of this.zones[detail] ?? []) linuxOf(machine).compactWhole(machine, zone)
        break
      case 'reclaim':
        linuxOf(machine).reclaim(machine, argument)
        break
      case 'drain':
        for (const zone of machine.zones) linuxOf(machine).drainZone(machine, zone)
        break
      case 'set':
        linuxOf(machine).writeSetting(
          machine,
          SETTINGS[detail] ?? 'min-free',
          SETTINGS[detail] === 'min-free' ? argument * machine.config.pageSize : argument,
        )
    }
    return 0
  }
}
