// Time stamps as texts have them: syslog, ISO 8601, `date`, dmesg -T, `watch`. They are kept as
// they stand and never computed with.

const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)'
const DAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)'
const CLOCK = String.raw`\d{1,2}:\d\d:\d\d(?:[.,]\d{1,9})?`
const ZONE = String.raw`(?:\s?(?:Z|UTC|GMT|[+-]\d\d:?\d\d))?`

/** Source of a regular expression without groups. */
export const DATE = [
  String.raw`\d{4}[-/]\d\d[-/]\d\d[T _]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?${ZONE}`,
  String.raw`${DAY},?\s+(?:\d{1,2}\s+${MONTH}|${MONTH}\s+\d{1,2})(?:,?\s+\d{4})?,?\s+${CLOCK}(?:\s+[AP]M)?(?:\s+(?:[A-Z]{2,5}|[+-]\d{2,4}))?(?:\s+\d{4})?`,
  String.raw`${MONTH}\s+\d{1,2}(?:,?\s+\d{4})?\s+${CLOCK}`,
].join('|')

const DATE_LINE = new RegExp(
  String.raw`^[\s=#*_~<>-]*(?:(?:date|time|at)\s*:?\s)?\s*(${DATE}|${CLOCK}|1\d{9}(?:\.\d{1,9})?)[\s=#*_~:>-]*$`,
  'i',
)
const WATCH_HEAD = new RegExp(String.raw`^Every\s+[\d.,]+\s?s:\s+(.{1,500}?)\s{2,}.*?(${DATE})\s*$`)

/** The date of a line that is nothing but a date. */
export function dateLine(text: string): string | null {
  return text.length < 100 ? (DATE_LINE.exec(text)?.[1] ?? null) : null
}

export interface WatchHead {
  readonly command: string
  readonly at: string
}

/** `Every 1.0s: cat /proc/buddyinfo    host: Wed May 23 16:46:38 2018`. */
export function watchHead(text: string): WatchHead | null {
  if (!text.startsWith('Every')) return null
  const match = WATCH_HEAD.exec(text.slice(0, 1000))
  return match ? { command: match[1] as string, at: match[2] as string } : null
}
