// Free blocks as Prometheus exporters print them:
// `node_buddyinfo_blocks{node="0",size="0",zone="DMA"} 1` (node_exporter's collector/buddyinfo.go;
// `size` is the order, not bytes). Other exporters say `order`. Series come sorted as text, 10
// before 2; from a million on Go prints `1.234567e+06`.

import type { Line } from './clean/line.ts'
import type { Context } from './context.ts'
import type { Format, Parts } from './format.ts'
import { type Sample, Scrapes } from './prometheus-scrapes.ts'
import type { UnreadLines } from './unread.ts'

const SERIES =
  /^([a-zA-Z_:][\w:]{0,200})\{([^}]{1,4000})\}\s+(\S{1,40})(?:\s+(-?\d{1,16}(?:\.\d{1,9})?))?$/
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g

export class PrometheusReader implements Format {
  readonly scrapes = new Scrapes()

  take(line: Line, context: Context): boolean {
    const { text } = line
    if (!text.includes('zone="')) return false
    const match = SERIES.exec(text)
    if (!match) return false
    const [, name, labels, value, at] = match as unknown as [
      string,
      string,
      string,
      string,
      string?,
    ]
    const sample: Sample = {
      line: line.number,
      name,
      labels: new Map(
        [...labels.matchAll(LABEL)].map(([, key, of]) => [key as string, of as string]),
      ),
      value,
      at: at ?? null,
    }
    return this.scrapes.add(sample, context.unread)
  }

  end(parts: Parts, unread: UnreadLines): void {
    parts.prometheus = this.scrapes.end(unread)
  }
}
