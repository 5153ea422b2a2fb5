// The line to a worker: its door's calls, and whether it lives. A worker that dies or no longer
// answers is ended; calls that it owed an answer are rejected, and the owner starts another.

import { type Remote, wrap } from 'comlink'

/** A worker works in slices of milliseconds; one that is silent for so long is dead. */
const SILENCE = 12_000

export class WorkerDeath extends Error {}

/** What every worker's door has: it answers as soon as the worker hears. */
interface Alive {
  ping(): true
}

export class Lifeline<Door extends Alive> {
  readonly door: Remote<Door>
  private readonly worker: Worker
  private readonly death: Promise<never>
  private die: (why: string) => void = () => {}
  private pending = 0
  private watch: ReturnType<typeof setTimeout> | undefined

  constructor(worker: Worker) {
    this.worker = worker
    this.door = wrap<Door>(worker)
    this.death = new Promise((_, reject) => {
      this.die = (why) => {
        this.end()
        reject(new WorkerDeath(why))
      }
    })
    // Nobody may be waiting when it dies; the next call is then told.
    this.death.catch(() => {})
    worker.onerror = (event) => {
      event.preventDefault()
      this.die(event.message || 'it could not start')
    }
    worker.onmessageerror = () => this.die('a message could not be read')
  }

  /** Waits for the answer of a call, or for the worker's death. */
  async call<T>(answer: Promise<T>): Promise<T> {
    this.pending++
    if (this.pending === 1) this.listen()
    try {
      return await Promise.race([answer, this.death])
    } finally {
      this.pending--
    }
  }

  end(): void {
    clearTimeout(this.watch)
    this.worker.terminate()
  }

  /** While an answer is due, asks the worker now and then whether it lives. */
  private listen(): void {
    clearTimeout(this.watch)
    this.watch = setTimeout(() => this.die('it stopped answering'), SILENCE)
    void (this.door as unknown as Remote<Alive>).ping().then(() => {
      clearTimeout(this.watch)
      if (this.pending > 0) this.watch = setTimeout(() => this.listen(), SILENCE / 4)
    })
  }
}
