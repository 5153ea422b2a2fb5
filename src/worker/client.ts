// The page's side of the worker: the only `new Worker`. A worker that dies or no longer answers is
// ended; calls that it owed an answer are rejected, and the owner starts another.

import { proxy, type Remote, wrap } from 'comlink'
import type { Position, StepView } from '../core/run/summary.ts'
import type { OnProgress, Opened } from './session.ts'
import type { Door } from './simulation.worker.ts'

/** A worker works in slices of milliseconds; one that is silent for so long is dead. */
const SILENCE = 4000

export class WorkerDeath extends Error {}

export class Client {
  private readonly worker: Worker
  private readonly door: Remote<Door>
  private readonly death: Promise<never>
  private die: (why: string) => void = () => {}
  private pending = 0
  private watch: ReturnType<typeof setTimeout> | undefined

  constructor() {
    this.worker = new Worker(new URL('./simulation.worker.ts', import.meta.url), { type: 'module' })
    this.door = wrap<Door>(this.worker)
    this.death = new Promise((_, reject) => {
      this.die = (why) => {
        this.end()
        reject(new WorkerDeath(why))
      }
    })
    // Nobody may be waiting when it dies; the next call is then told.
    this.death.catch(() => {})
    this.worker.onerror = (event) => {
      event.preventDefault()
      this.die(event.message || 'it could not start')
    }
    this.worker.onmessageerror = () => this.die('a message could not be read')
  }

  open(source: string, position: Position, onProgress: OnProgress): Promise<Opened> {
    return this.call<Opened>(this.door.open(source, position, proxy(onProgress)))
  }

  view(position: Position): Promise<StepView | null> {
    return this.call(this.door.view(position))
  }

  names(ids: number[]): Promise<Map<number, string>> {
    return this.call(this.door.names(ids))
  }

  cancel(): void {
    void this.door.cancel()
  }

  end(): void {
    clearTimeout(this.watch)
    this.worker.terminate()
  }

  private async call<T>(answer: Promise<T>): Promise<T> {
    this.pending++
    if (this.pending === 1) this.listen()
    try {
      return await Promise.race([answer, this.death])
    } finally {
      this.pending--
    }
  }

  /** While an answer is due, asks the worker now and then whether it lives. */
  private listen(): void {
    clearTimeout(this.watch)
    this.watch = setTimeout(() => this.die('it stopped answering'), SILENCE)
    void this.door.ping().then(() => {
      clearTimeout(this.watch)
      if (this.pending > 0) this.watch = setTimeout(() => this.listen(), SILENCE / 4)
    })
  }
}
