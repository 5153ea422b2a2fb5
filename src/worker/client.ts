// The page's side of the simulation: every call of its door, over a line that tells when the worker dies.

import { proxy } from 'comlink'
import type { Position, StepView } from '../core/run/summary.ts'
import { Lifeline } from './lifeline.ts'
import type { OnProgress, Opened } from './session.ts'
import type { Door } from './simulation.worker.ts'

export { WorkerDeath } from './lifeline.ts'

export class Client {
  private readonly line = new Lifeline<Door>(
    new Worker(new URL('./simulation.worker.ts', import.meta.url), { type: 'module' }),
  )

  open(source: string, position: Position, onProgress: OnProgress): Promise<Opened> {
    return this.line.call<Opened>(this.line.door.open(source, position, proxy(onProgress)))
  }

  view(position: Position): Promise<StepView | null> {
    return this.line.call(this.line.door.view(position))
  }

  names(ids: number[]): Promise<Map<number, string>> {
    return this.line.call(this.line.door.names(ids))
  }

  cancel(): void {
    void this.line.door.cancel()
  }

  end(): void {
    this.line.end()
  }
}
