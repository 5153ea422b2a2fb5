// Lines that a terminal or a mailer folded at a fixed column: cut there, in a word or a number, and
// nothing left out or added. That it did is told by what stands on both sides of a cut, in lines of
// Mem-Info, which are longer than any screen is wide:
//
//   … min:8kB low:3|
//   864kB high:5784kB …
//
// Then each line of just that length goes on in the next one, unless a line of the log begins there.

import { lineOf } from './line.ts'

/** No screen is narrower. */
const NARROWEST = 40
/** Characters that are looked at on both sides of a cut. */
const LOOK = 48
/** Characters of the longest line that formats look at. */
const LONGEST_FOLDED = 1 << 14
/** Lines of one log begin alike in so many characters: a host, a date, seconds since boot. */
const ALIKE = 5

const KEYS = [
  'free|boost|min|low|high|present|managed|mlocked|bounce|free_pcp|local_pcp|free_cma|zspages',
  '(?:in)?active_(?:anon|file)|unevictable|isolated\\((?:anon|file)\\)|mapped|dirty|writeback|unstable',
  'shmem|shmem_thp|shmem_pmdmapped|anon_thp|writeback_tmp|writepending|kernel_stack|pagetables',
  'sec_pagetables|slab_(?:un)?reclaimable|(?:reserved|free)_highatomic|cache|rss|rss_huge|mapped_file',
  'total-vm|(?:anon|file|shmem)-rss|pgtables',
].join('|')
/** A value with its unit, whole. */
const VALUE = new RegExp(`^(?:(?:${KEYS}):\\d{1,16}(?:kB|KB)|\\d{1,12}\\*\\d{1,9}kB),?$`)
/** What no mailer breaks, but at its blanks. */
const PHRASES = [
  ': page allocation failure: order:',
  ': page allocation failure. order:',
  ': page allocation stalls for ',
  ' invoked oom-killer: gfp_mask=0x',
  ', mode:0x',
  ', order=',
  '_GFP_',
  'GFP_ATOMIC',
  'GFP_KERNEL',
  'GFP_HIGHUSER_MOVABLE',
  'nodemask=(null)',
  ',cpuset=',
  'mems_allowed=',
  'oom_score_adj=',
  'Not tainted ',
  'lowmem_reserve[]: ',
  'emory cgroup out of memory: Kill',
  ', failcnt ',
]
/** What begins a line of a kernel's log, where no time stands before it. */
const BEGINS =
  /^\s*(?:Node\s+\d|zone\s|Mem-?[Ii]nfo|lowmem_reserve|CPU[:\s]|Pid:|PID:|Call [Tt]race|Hardware name|Modules linked|RIP[:\s]|Code:|Free swap|Total swap|Swap cache|Out of memory|Memory cgroup|memory[:+]|kmem:|Task|Killed|oom|\[|<\d|\d+ (?:total )?page|\S+: page allocation|\S+ invoked oom)/
const QUOTE = /^(?:>\s?)+/

export class Folds {
  /** Bytes of a folded line; 0: lines are not folded. */
  width = 0

  /** Looks through whole lines, before they are read. */
  see(bytes: Uint8Array, from: number, to: number): void {
    const cuts = new Map<number, number>()
    let longest = 0
    let before = 0
    let last = from
    for (let at = from; at < to; ) {
      const feed = bytes.indexOf(LF, at)
      const end = feed < 0 || feed > to ? to : feed
      const length = (bytes[end - 1] === CR ? end - 1 : end) - at
      const isLong = before >= NARROWEST && !beginsAlike(bytes, at, last)
      if (isLong && isCut(bytes, at, length)) cuts.set(before, (cuts.get(before) ?? 0) + 1)
      if (length > longest) longest = length
      before = length
      last = at
      at = end + 1
    }
    // What one text shows holds until a line is longer.
    if (longest > this.width) this.width = 0
    let most = 0
    for (const [width, count] of cuts)
      if (count > most && (count > 1 || width === longest)) {
        most = count
        this.width = width
      }
  }
}

const LF = 10
const CR = 13
const BLANK = 32
const COMMA = 0x2c
const QUOTE_MARK = 0x3e
const LETTER_B = 0x42

/** By two characters, one on each side of a cut: 1 where a phrase has them side by side. */
const PAIRS = new Uint8Array(1 << 16)
for (const phrase of PHRASES)
  for (let i = 1; i < phrase.length; i++)
    if (phrase[i] !== ' ' && phrase[i - 1] !== ' ')
      PAIRS[(phrase.charCodeAt(i - 1) << 8) | phrase.charCodeAt(i)] = 1

/** Whether the line at `at` begins with the rest of what the line before it began. */
function isCut(bytes: Uint8Array, at: number, length: number): boolean {
  const end = bytes[at - 2] === CR ? at - 2 : at - 1
  const pair = ((bytes[end - 1] as number) << 8) | (bytes[at] as number)
  const mayBePhrase = PAIRS[pair] === 1 || bytes[at] === QUOTE_MARK
  const until = at + Math.min(length, LOOK)
  if (!mayBePhrase && !endsInUnit(bytes, at, until)) return false
  const next = textOf(bytes, at, until).replace(QUOTE, '')
  const line = textOf(bytes, end - LOOK, end)
  const rest = /^\S{1,40}/.exec(next)?.[0]
  if (rest === undefined || line.endsWith(' ')) return false
  const begun = /(?:^|\s)(\S{1,40})$/.exec(line)?.[1]
  const isWhole =
    begun === undefined || begun.endsWith(':') || VALUE.test(begun) || VALUE.test(rest)
  return (!isWhole && VALUE.test(begun + rest)) || hasPhraseOver(line + next, line.length)
}

/** Whether the first word is the end of a value, `864kB`. */
function endsInUnit(bytes: Uint8Array, from: number, to: number): boolean {
  let at = from
  while (at < to && bytes[at] !== BLANK) at++
  if (bytes[at - 1] === COMMA) at--
  return at > from && bytes[at - 1] === LETTER_B
}

/** Whether a phrase has characters on both sides. A hyphen is a place to break at. */
function hasPhraseOver(text: string, cut: number): boolean {
  if (text[cut - 1] === '-') return false
  return PHRASES.some((phrase) => {
    const at = text.indexOf(phrase, Math.max(0, cut - phrase.length + 1))
    return at >= 0 && at < cut
  })
}

/** Lines of one log begin alike. */
function beginsAlike(bytes: Uint8Array, at: number, other: number): boolean {
  for (let i = 0; i < ALIKE; i++) if (bytes[at + i] !== bytes[other + i]) return false
  return true
}

function textOf(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(Math.max(0, from), to))
}

/** A line that was folded, while its parts come in. */
export class FoldedLine {
  readonly number: number
  private readonly parts: string[]
  private readonly quote: string
  /** How it begins, quote marks aside. */
  private readonly start: string
  private readonly isStamped: boolean
  private length: number

  constructor(text: string, number: number) {
    this.number = number
    this.parts = [text]
    this.length = text.length
    this.quote = QUOTE.exec(text)?.[0] ?? ''
    this.start = text.slice(this.quote.length, this.quote.length + ALIKE)
    this.isStamped = lineOf(text, number).at !== null
  }

  get text(): string {
    return this.parts.join('')
  }

  /** Takes the line below; false: it is a line of its own. */
  take(next: string): boolean {
    // Mailers repeat quote marks; a blank behind them may have been cut off.
    const isQuoted = this.quote !== '' && next.startsWith(this.quote.trimEnd())
    const own = !isQuoted ? '' : next.startsWith(this.quote) ? this.quote : this.quote.trimEnd()
    const rest = next.slice(own.length)
    const isOther =
      rest.trim() === '' ||
      rest.startsWith(this.start) ||
      this.length + rest.length > LONGEST_FOLDED ||
      (!this.isStamped && BEGINS.test(rest)) ||
      lineOf(rest, this.number).at !== null
    if (isOther) return false
    this.parts.push(rest)
    this.length += rest.length
    return true
  }
}
