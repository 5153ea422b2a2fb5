// The names of a run: each stands for one live allocation at a time. Names are numbered in the order
// in which they first appear, which is also the order of their colours.

import type { Step } from '../units.ts'

export type NameState =
  /** Never asked for. */
  | 'unknown'
  /** Holds memory, under the handle `handleOf`. */
  | 'live'
  /** Its last request failed; there is nothing to free, and it may be tried again. */
  | 'failed'
  | 'freed'

const UNKNOWN = 0
const FAILED = -1
const FREED = -2

export class Names {
  private readonly ids = new Map<string, number>()
  private readonly texts: string[] = []
  /** By name id: the step that allocated, or one of the marks above. */
  private readonly state: number[] = []

  /** Number of a name, given on its first appearance. */
  idOf(name: string): number {
    const known = this.ids.get(name)
    if (known !== undefined) return known
    const id = this.texts.push(name) - 1
    this.ids.set(name, id)
    this.state.push(UNKNOWN)
    return id
  }

  textOf(id: number): string {
    return this.texts[id] ?? ''
  }

  stateOf(id: number): NameState {
    const state = this.state[id] ?? UNKNOWN
    if (state > 0) return 'live'
    return state === FAILED ? 'failed' : state === FREED ? 'freed' : 'unknown'
  }

  /** The step that allocated what the name holds; 0 where it holds nothing. */
  handleOf(id: number): Step {
    return Math.max(0, this.state[id] ?? UNKNOWN)
  }

  allocated(id: number, step: Step): void {
    this.state[id] = step
  }

  failed(id: number): void {
    this.state[id] = FAILED
  }

  freed(id: number): void {
    this.state[id] = FREED
  }
}
