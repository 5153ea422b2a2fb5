// JSON among the lines: what a Prometheus server answers to a query, and the events that
// plot-fragmentation writes. Whatever other objects there are is passed over.

import type { Line } from './clean/line.ts'
import type { Context } from './context.ts'
import type { EventColumns } from './event-columns.ts'
import type { Format } from './format.ts'
import { readFragmentationEvent } from './fragmentation-json.ts'
import { type JsonObject, JsonObjects } from './json-objects.ts'
import { readSeries } from './prometheus-json.ts'
import type { Scrapes } from './prometheus-scrapes.ts'
import type { UnreadLines } from './unread.ts'

const BEGINS = /^\s*(?:\{\s*(?:"|\}|$)|\[\s*(?:\{|"|\[|$))/

export class JsonReader implements Format {
  private readonly objects = new JsonObjects((object) => this.read(object))
  private readonly events: EventColumns
  private readonly scrapes: Scrapes
  private unread: UnreadLines | null = null

  constructor(events: EventColumns, scrapes: Scrapes) {
    this.events = events
    this.scrapes = scrapes
  }

  get isInside(): boolean {
    return this.objects.isInside
  }

  take(line: Line, context: Context): boolean {
    return this.takeRaw(line.raw, line.number, context)
  }

  /** The same for a line of any length, that no other format looks at. */
  takeRaw(raw: string, number: number, context: Context): boolean {
    if (!this.objects.isInside && !BEGINS.test(raw.slice(0, 100))) return false
    this.unread = context.unread
    this.objects.push(raw, number)
    return true
  }

  end(): void {
    this.objects.reset()
  }

  private read({ text, line, isInnermost }: JsonObject): void {
    if (/^\{\s*"metric"/.test(text)) readSeries(text, line, this.scrapes, this.unread)
    else if (isInnermost && text.includes('"event_type"'))
      readFragmentationEvent(text, line, this.events, this.unread)
  }
}
