// The page's side of Inspect: every call of its door, over a line that tells when the worker dies.

import { proxy } from 'comlink'
import type { Course, ZoneKey } from './course.ts'
import type { OnRead, Opened } from './inspection.ts'
import type { Door } from './inspection.worker.ts'
import { Lifeline } from './lifeline.ts'
import type { Look, Question } from './look.ts'

export { WorkerDeath } from './lifeline.ts'

export class InspectionClient {
  private readonly line = new Lifeline<Door>(
    new Worker(new URL('./inspection.worker.ts', import.meta.url), { type: 'module' }),
  )

  open(source: Blob, question: Question, onRead: OnRead): Promise<Opened> {
    return this.line.call<Opened>(this.line.door.open(source, question, proxy(onRead)))
  }

  look(question: Question): Promise<Look | null> {
    return this.line.call(this.line.door.look(question))
  }

  course(zone: ZoneKey | null): Promise<Course | null> {
    return this.line.call(this.line.door.course(zone))
  }

  lines(numbers: readonly number[]): Promise<Map<number, string>> {
    return this.line.call(this.line.door.lines(numbers))
  }

  cancel(): void {
    void this.line.door.cancel()
  }

  end(): void {
    this.line.end()
  }
}
