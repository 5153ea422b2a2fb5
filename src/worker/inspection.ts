// One text, read, and what is asked of it, in the worker: reads in slices, so that a call to cancel, or
// the next text, is heard meanwhile. What was read stays here; the page gets what it shows.

import { Reader } from '../core/kernel-text/reader.ts'
import type { Reading } from '../core/kernel-text/reading.ts'
import { bytesOf } from './blob-stream.ts'
import { type Course, courseOf, type ZoneKey } from './course.ts'
import { type Look, lookAt, type Question } from './look.ts'
import { type Moments, momentsOf } from './moments.ts'
import { type Overview, overviewOf } from './overview.ts'
import type { Slices } from './slices.ts'
import { sourceLines } from './source-lines.ts'

export type Opened =
  | { readonly kind: 'read'; readonly overview: Overview; readonly look: Look }
  /** Cancelled, or overtaken by a later text; the text before it stays. */
  | { readonly kind: 'cancelled' }

/** In bytes. */
export type OnRead = (done: number, total: number) => void

interface Read {
  readonly source: Blob
  readonly reading: Reading
  readonly moments: Moments
}

export class Inspection {
  private read: Read | null = null
  private readonly slices: Slices

  constructor(slices: Slices) {
    this.slices = slices
  }

  /** Reads a text from its start to its end; rejects where its bytes cannot be had. */
  async open(source: Blob, question: Question, onRead: OnRead): Promise<Opened> {
    const work = this.slices.begin()
    const reader = new Reader()
    let done = 0
    const bytes = await bytesOf(source, (read) => {
      done = read
    })
    for (let chunk = await bytes.read(); !chunk.done; chunk = await bytes.read()) {
      reader.push(chunk.value)
      const isOvertaken = await work.restWhenDue(() => onRead(done, source.size))
      if (!isOvertaken) continue
      void bytes.cancel()
      return { kind: 'cancelled' }
    }
    if (work.isOvertaken()) return { kind: 'cancelled' }
    const reading = reader.end()
    this.read = { source, reading, moments: momentsOf(reading) }
    const overview = overviewOf(reading, this.read.moments, source.size)
    return { kind: 'read', overview, look: this.look(question) as Look }
  }

  /** Null before the first text. */
  look(question: Question): Look | null {
    const { read } = this
    return read && lookAt(read.reading, read.moments, question)
  }

  course(zone: ZoneKey | null): Course | null {
    return this.read && courseOf(this.read.moments, zone)
  }

  async lines(numbers: readonly number[]): Promise<Map<number, string>> {
    const { read } = this
    return read ? sourceLines(read.source, numbers) : new Map()
  }

  cancel(): void {
    this.slices.cancel()
  }
}
