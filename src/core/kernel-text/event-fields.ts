// What trace lines of all tools share: the event's name with a colon, then `key=number`, and the
// seconds before it: trace_pipe `comm-1 [000] .... 15.028238: event: page=…`, perf script
// `kmem:event: page=…`, function_graph `15.028238 | 1) | /* event: page=… */`, or nothing before it
// at all.

/** Characters that task, CPU, flags and time take before an event's name. */
const LONGEST_STAMP = 100
const SECONDS = /(?:^|[\s[])(\d{1,12}\.\d{3,9})\]?(?::|\s*\|)\s*[^:]{0,200}$/

/** What follows `name:` on the line, and the seconds before it (NaN: none); null: no such event. */
export function eventAfter(raw: string, name: string): { text: string; time: number } | null {
  let at = raw.indexOf(name)
  // A longer name may begin the same way, perf's totals have no colon behind it.
  while (at >= 0 && raw[at + name.length] !== ':') at = raw.indexOf(name, at + 1)
  if (at < 0) return null
  const before = raw.slice(Math.max(0, at - 300), at).replace(/\b[a-z_]+:$/, '')
  const seconds = SECONDS.exec(before)?.[1]
  return {
    text: raw.slice(at + name.length + 1),
    time: seconds === undefined ? Number.NaN : Number(seconds),
  }
}

/** The seconds that a line ends with, where the event's name was broken off it (NaN: none). */
export function timeAtEnd(raw: string): number {
  return Number(/(?:^|\s)(\d{1,12}\.\d{3,9}):\s*$/.exec(raw.slice(-40))?.[1] ?? Number.NaN)
}

/**
 * The line in parts that each name one event: the first from its start, the others from the name
 * on.
 */
export function partsBefore(raw: string, name: string): readonly string[] {
  const parts: string[] = []
  let from = 0
  for (let at = raw.indexOf(name); at >= 0; at = raw.indexOf(name, at + 1)) {
    const next = raw.indexOf(name, at + 1)
    // The seconds of the next stand at the end of this part.
    parts.push(raw.slice(from, next < 0 ? raw.length : next))
    from = Math.max(at + name.length, next - LONGEST_STAMP)
  }
  return parts
}

/** The number of a field, decimal or `0x…`; null: it is not there, or no exact number. */
export function fieldOf(text: string, key: string): number | null {
  for (let at = text.indexOf(`${key}=`); at >= 0; at = text.indexOf(`${key}=`, at + 1)) {
    if (at > 0 && /\w/.test(text[at - 1] as string)) continue
    const match = /^(0x[0-9a-f]{1,14}|-?\d{1,16})\b/.exec(
      text.slice(at + key.length + 1, at + key.length + 24),
    )
    const value = match ? Number(match[1]) : Number.NaN
    return Number.isSafeInteger(value) ? value : null
  }
  return null
}
