// The first line of a report that is broken over several lines: by a mailer at a blank, which is
// gone then, or by a terminal at a fixed column, in a word or a number, where nothing is. In such a
// line no two numbers or words of the kernel's stand with but a blank between that could be one, so
// what stands on both sides of the break tells.

import { hasWholeFailure, readFailure, vmallocLine } from './allocation-failure.ts'
import { taskOf } from './kernel-release.ts'
import { readOom } from './oom.ts'
import type { Head } from './report-draft.ts'

/** Lines that a wrapped first line may take. */
const MOST_LINES = 4
/** A mask that goes on, and what may come behind it. */
const MASK_ENDS = /(?:\bmode:|\bgfp_mask=)\s?(?:0|0x[0-9a-f]{0,15})?$/
const MASK_GOES_ON = /^x?[0-9a-f]{0,16}(?:\((?:[_G]|none|0x|$)|,|$)/
const NAMES_GO_ON = /^[\w|]{0,400}(?:[|)]|$)/
const PHRASE =
  /page allocation (?:failure[.:]|stalls for \d{1,9}ms,) order:|oom-killer: gfp_mask=|vmalloc error: size /

export class TornHead {
  readonly line: number
  /** The line before the first one, as it stood. */
  readonly before: string
  text: string
  /** Enough of it was there to begin a report. */
  isRead: boolean
  private lines = 1

  constructor(line: number, text: string, before: string, isRead: boolean) {
    this.line = line
    this.text = text
    this.before = before
    this.isRead = isRead
  }

  /** Takes the line that goes on this one; false: it does not. */
  take(text: string): boolean {
    if (this.lines++ >= MOST_LINES || text === '') return false
    if (taskOf(text) !== null || hasWholeFailure(text) || readOom(text) !== null) return false
    const joined = join(this.text, text)
    if (joined === null) return false
    this.text = joined
    return true
  }
}

/** null: it does not go on. */
function join(head: string, text: string): string | null {
  const isInside = head.lastIndexOf('(') > head.lastIndexOf(')')
  const isTorn =
    (isInside && NAMES_GO_ON.test(text)) ||
    (MASK_ENDS.test(head.slice(-40)) && MASK_GOES_ON.test(text)) ||
    (/\d$/.test(head) && /^\d{1,20}(?:ms\b|,| bytes\b)/.test(text))
  if (isTorn || saysMore(head, text)) return head + text
  if (!/[(|,:=]$/.test(head) && !readsOn(head, text)) return null
  return isInside ? head + text : `${head} ${text}`
}

/** Whether a word was torn: put together both say what neither does alone. */
function saysMore(head: string, text: string): boolean {
  if (!/\w$/.test(head) || !/^\w/.test(text)) return false
  const whole = readHead(head + text)
  if (whole === null) return PHRASE.test(head + text) && !PHRASE.test(head)
  const part = readHead(head)
  return (
    part === null ||
    (part.order === null && whole.order !== null) ||
    (part.names === null && whole.names !== null)
  )
}

/**
 * The first line of a report of either kind; null: it is none, or not yet. `before`: the line above
 * it, where vmalloc said up to 4.5 what it wants.
 */
export function readHead(text: string, before = ''): Head | null {
  const head = readFailure(text) ?? readOom(text)
  const isPlain = head?.kind === 'allocfail' && head.caller === null
  const caller = isPlain ? vmallocLine(before) : null
  return head && caller ? { ...head, ...caller } : head
}

/** Whether a first line that ends in the middle of a phrase goes on in this text. */
function readsOn(head: string, text: string): boolean {
  const phrases = 'page allocation failure: order:'
  const tail = head.slice(-12)
  const words = /(page|allocation|failure[.:]?|order:?\d*|oom-killer:?|invoked|mode:?\S*)$/.exec(
    tail,
  )
  return (
    (words !== null && /^(?:allocation|failure|order|oom-killer|gfp_mask|mode|\d)/.test(text)) ||
    /^(?:\(?(?:__)?GFP_|mode:|order[:=]|gfp_mask=|nodemask=|\|)/.test(text) ||
    phrases.startsWith(text)
  )
}

const PART = /\bmode:0x[0-9a-f]{1,16}\((?:__)?GFP_|\bgfp_mask=0x.{1,400}\boom_(?:score_)?adj=/

/** Whether the text holds what only such a line has, whatever became of the rest. */
export function isPartOfHead(text: string): boolean {
  return PART.test(text)
}
