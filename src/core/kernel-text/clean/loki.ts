// What a Loki server answers to a query of lines (/loki/api/v1/query_range), all on one line: of each
// stream its labels and `"values":[["1714557600000000000","a line"],…]`, the time in nanoseconds. The
// newest comes first where nobody asked for it otherwise; a log reads forwards.

const IS_ANSWER = /^\s*\{.{0,400}?"resultType"\s*:\s*"streams"/
const ENTRY = /\[\s*"(\d{16,19})"\s*,\s*"((?:[^"\\]|\\.){0,32768})"/g

/** The lines of such an answer, in time; null: it is none. */
export function lokiLines(text: string): readonly string[] | null {
  if (!text.includes('"streams"') || !IS_ANSWER.test(text)) return null
  const entries = Array.from(text.matchAll(ENTRY), ([, at, said]) => ({
    // Of one length, so that they sort as text.
    at: (at as string).padStart(19, '0'),
    lines: linesOf(said as string),
  }))
  if (entries.length === 0) return null
  const isBackwards = (entries[0]?.at ?? '') > (entries.at(-1)?.at ?? '')
  const forwards = isBackwards ? entries.toReversed() : entries
  return forwards
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .flatMap(({ lines }) => lines)
}

function linesOf(said: string): readonly string[] {
  try {
    return String(JSON.parse(`"${said}"`)).split('\n')
  } catch {
    return [said]
  }
}
