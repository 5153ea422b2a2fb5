// A series out of the answer of a Prometheus server's /api/v1/query or query_range: the metric's
// labels with `value: [seconds, "12"]`, or `values` for several moments; out of VictoriaMetrics'
// /api/v1/export, a series a line: `"values":[12,14],"timestamps":[milliseconds,…]`.

import { parseObject } from './json-objects.ts'
import type { Scrapes } from './prometheus-scrapes.ts'
import type { UnreadLines } from './unread.ts'

export function readSeries(
  text: string,
  line: number,
  scrapes: Scrapes,
  unread: UnreadLines | null,
): void {
  // Most series of a server are of other metrics.
  if (!text.includes('"zone"')) return
  const object = parseObject(text, line, unread)
  if (!object || !unread) return
  const labels = labelsOf(object['metric'])
  if (!labels) return
  const { value, values, timestamps } = object
  const points = !Array.isArray(values)
    ? [value]
    : Array.isArray(timestamps)
      ? values.map((one, i) => [timestamps[i], String(one)])
      : values
  for (const point of points) {
    if (!Array.isArray(point) || typeof point[1] !== 'string') continue
    const name = labels.get('__name__') ?? ''
    scrapes.add({ line, name, labels, value: point[1], at: String(point[0]) }, unread)
  }
}

function labelsOf(metric: unknown): ReadonlyMap<string, string> | null {
  if (typeof metric !== 'object' || metric === null) return null
  const entries = Object.entries(metric)
  return entries.every(([, value]) => typeof value === 'string') ? new Map(entries) : null
}
