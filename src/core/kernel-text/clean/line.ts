// A line of text without what stands around it: quote marks, diff and list marks, comment marks,
// log prefixes of syslog, journal, dmesg and containers, names that grep puts before, a margin of line
// numbers, the field of a record that holds the line.

import { parseRowHead, type RowHead } from '../row.ts'
import { DATE } from './stamp.ts'

export interface Line {
  /** Of the text as it was given, from 1; where several were joined, the first. */
  readonly number: number
  /** Without what stood before it, and without blanks around. */
  readonly text: string
  /** As it was, but for odd blanks and markup. */
  readonly raw: string
  /** The time stamp before it, as it stands. */
  readonly at: string | null
  /** `Node 0, zone Normal …`, wherever on the line it begins. */
  readonly row: RowHead | null
}

const AROUND: readonly RegExp[] = [
  /\s+/y,
  /(?:>(?!\d{6})|[|│┃])/y,
  /(?:[-*•·]|#+|\/\/+|\/\*+|\*\/|;+)(?=\s)/y,
  /\+(?=[A-Z\s])/y,
  /(?:\*\*|~~|`+|["'])(?=[[\w\s])/y,
  /<\d{1,3}>(?=[^\d])/y,
  /(?:kern|user|daemon|syslog)\s*:\s?[a-z]+\s*:\s/y,
  /\[\s*[TC]\d+\]/y,
  /(?:\.{0,2}\/[^\s:]+|[^\s:]+\.(?:log|txt)|messages|syslog)(?:-\d+)?:(?:\d+:)?(?=\S)/y,
  /kernel\s*:(?:\s*:)*(?=\s|$)/y,
  // Android: logcat, and the CPU and task that some vendors' kernels print.
  /\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}\s+\d+\s+\d+\s+[VDIWEF]\s/y,
  /(?:-?\(\d\)\s*)?\[\d+:\s*[^\]:]{1,32}(?::\s*\d+)?\]/y,
  // A margin of line numbers, before what only a kernel begins a line with.
  /\d{1,5}[:.)|]?\s+(?=Node\s+\d|zone\s|Page block|Pages per|Free pages|Number of|Mem-Info|lowmem_|pages free|(?:boost|min|low|high|spanned|present|managed|cma|promo)\s+\d|protection:|\w*buddyinfo\w*\{|\[\s*\d+\.\d|[A-Z][a-z]{2}\s+\d+\s\d\d:)/y,
]
/** What holds the line, where it is a field of a record or a container's output. */
const HOLDER = new RegExp(
  [
    // /dev/kmsg: level, number, microseconds, flags.
    String.raw`\d{1,5},\d{1,20},\d{1,20},[-a-z+*](?:,[^;\s]{0,200})?;`,
    // journalctl -o export and verbose; -o json-pretty and YAML, a field a line.
    'MESSAGE=',
    String.raw`"?(?:MESSAGE|message|msg)"\s*:\s*(?=")`,
    String.raw`message:\s+(?=['"\w[])`,
    // A container's output as its runtime keeps it; what Go programs log.
    String.raw`std(?:out|err)\s[FP]\s`,
    String.raw`[IWEF]\d{4}\s\d\d:\d\d:\d\d\.\d{6}\s+\d+\s[^\s\]:]{1,100}:\d{1,6}\]\s`,
    // A host's prompt before what it printed.
    String.raw`[A-Za-z][\w.-]{0,62}>\s(?=[\w[(])`,
  ].join('|'),
  'y',
)
const UPTIME = /\[\s{0,12}([+<]?\s{0,12}\d{1,12}\.\d{1,9})>?(?:[,@|]\s{0,12}\d+)?\s{0,12}\]/y
const DATED = new RegExp(String.raw`\[\s*(${DATE})\s*\]|(${DATE})`, 'y')
const CLOCK = /(\d\d:\d\d:\d\d(?:[.,]\d+)?)(?=\s+\S)/y
/** After a date: the host and who logged. */
const LOGGER =
  /\s+(?:\S*[^\s:,]\s+)?(?:kernel|klogd|dmesg|unknown|root|[\w.-]+\[\d+\])(?:\[\d+\])?:(?:\s*:)*(?=\s|$)/y

/** Container runtimes and log collectors put the line into an object. */
const JSON_MESSAGE = /^\s*\{.{0,2000}?"(?:log|msg|@?message|textPayload)"\s*:\s*"/i

/** Peeling goes on while something is found; no real line has more around it. */
const LAYERS = 24

export function lineOf(raw: string, number: number): Line {
  let start = raw.startsWith('{"') ? (JSON_MESSAGE.exec(raw)?.[0].length ?? 0) : 0
  let at: string | null = null
  let uptime: string | null = null
  for (let layer = 0; layer < LAYERS; layer++) {
    const before = start
    if (raw.startsWith('Node ', start)) break
    start = skip(HOLDER, raw, start)
    for (const mark of AROUND) start = skip(mark, raw, start)
    const date = capture(DATED, raw, start) ?? capture(CLOCK, raw, start)
    if (date) {
      at ??= date.text
      start = skip(LOGGER, raw, date.end)
    }
    const seconds = capture(UPTIME, raw, start)
    if (seconds) {
      uptime ??= seconds.text
      start = seconds.end
    }
    if (start === before) break
  }
  const text = unquoted(raw[start - 1], raw.slice(start).trim())
  const row = raw.includes('zone') ? parseRowHead(raw, text) : null
  return { number, text, raw, at: at ?? uptime, row }
}

/** Where a quote mark stands before the text, the one at its end goes too. */
function unquoted(before: string | undefined, text: string): string {
  if (before !== '"' && before !== "'") return text
  const end = text.endsWith(',') ? text.length - 1 : text.length
  return text[end - 1] === before && text[end - 2] !== '\\' ? text.slice(0, end - 1) : text
}

function skip(mark: RegExp, text: string, at: number): number {
  mark.lastIndex = at
  return mark.test(text) ? mark.lastIndex : at
}

function capture(mark: RegExp, text: string, at: number): { text: string; end: number } | null {
  mark.lastIndex = at
  const match = mark.exec(text)
  return match ? { text: match[1] ?? (match[2] as string), end: mark.lastIndex } : null
}
