// Free blocks as Prometheus exporters print them:
// `node_buddyinfo_blocks{node="0",size="0",zone="DMA"} 1` (node_exporter's collector/buddyinfo.go;
// `size` is the order, not bytes). Other exporters say `order`. Series come sorted as text, 10
// before 2; from a million on Go prints `1.234567e+06`. Prometheus's own tools answer a query with
// `node_buddyinfo_blocks{…} => 12 @[1709608447.123]`, and for a range of time with a line a value:
//   node_buddyinfo_blocks{…} =>
//   12 @[1709608447.123]

import type { Line } from './clean/line.ts'
import type { Context } from './context.ts'
import type { Format, Parts } from './format.ts'
import { isBuddyinfo, type Sample, Scrapes } from './prometheus-scrapes.ts'
import type { UnreadLines } from './unread.ts'

const NAME = String.raw`^([a-zA-Z_:][\w:]{0,200})?\{([^}]{1,4000})\}\s+`
const SERIES = new RegExp(String.raw`${NAME}(\S{1,40})(?:\s+(-?\d{1,16}(?:\.\d{1,9})?))?$`)
const ANSWER = new RegExp(
  String.raw`${NAME}=>(?:\s+(\S{1,40})\s+@\[(-?\d{1,16}(?:\.\d{1,9})?)\])?\s*$`,
)
const VALUE = /^(\S{1,40})\s+@\[(-?\d{1,16}(?:\.\d{1,9})?)\]$/
/** What looks like one of these and is none; a rule that compares is not meant. */
const NEARLY = new RegExp(String.raw`${NAME}(?:=>|-?\d)`)
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g

type Series = Pick<Sample, 'name' | 'labels'>

export class PrometheusReader implements Format {
  readonly scrapes = new Scrapes()
  /** The series whose values stand on the lines below. */
  private open: Series | null = null

  take(line: Line, context: Context): boolean {
    const { text } = line
    this.open = null
    if (!text.includes('zone="')) return false
    const answer = text.includes('=>') ? ANSWER.exec(text) : null
    const match = answer ?? SERIES.exec(text)
    if (!match) return tellNearly(line, context)
    const [, name = '', labels, value, at = null] = match as unknown as [
      string,
      string | undefined,
      string,
      string | undefined,
      string?,
    ]
    const series: Series = {
      name,
      labels: new Map(
        [...labels.matchAll(LABEL)].map(([, key, of]) => [key as string, of as string]),
      ),
    }
    if (value === undefined) {
      if (!isBuddyinfo(series)) return false
      this.open = series
      return true
    }
    return this.scrapes.add({ ...series, line: line.number, value, at }, context.unread)
  }

  more(line: Line, context: Context): boolean {
    const match = this.open && VALUE.exec(line.text)
    if (!this.open || !match) return false
    const [, value, at] = match as unknown as [string, string, string]
    return this.scrapes.add({ ...this.open, line: line.number, value, at }, context.unread)
  }

  end(parts: Parts, unread: UnreadLines): void {
    parts.prometheus = this.scrapes.end(unread)
  }
}

function tellNearly({ text, number }: Line, context: Context): boolean {
  if (!text.includes('buddyinfo') || !NEARLY.test(text)) return false
  context.unread.tell(number, 'a sample whose value cannot be read')
  return true
}
