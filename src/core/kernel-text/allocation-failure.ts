// The first line of `page allocation failure` and its kin (mm/page_alloc.c: warn_alloc,
// warn_alloc_failed):
//   init: page allocation failure: order:4, mode:0x40cc0(GFP_KERNEL|__GFP_COMP), nodemask=(null),cpuset=/,…
// `failure.` up to 2.6.39, names since 4.6, nodemask since 4.11, all on one line since 5.0.
// Lenient: it may be wrapped anywhere, or only its second half be there; the task's name may hold
// blanks and colons.

import type { Head } from './report-draft.ts'

const FAILURE = /page allocation (?:failure|stalls for \d{1,9}ms)\s*([.:,])\s*order:\s*(\d{1,3})\b/
const OTHER =
  /(?:vmalloc: allocation failure|vmalloc error: size|vmemmap alloc failure: order:(\d{1,3}))[^=]{0,200}?(?=mode:)/
const MODE = /\bmode:\s*(0x[0-9a-f]{1,16})\s*(?:\(([^)]*)(\))?)?/
/** The half behind a break: nothing but a report has it at the start of a line. */
const SECOND_HALF = /^(?:order:\s*(\d{1,3}),\s*)?mode:\s*0x[0-9a-f]{1,16}\s*\(/

/** Whether the text begins such a line, whole or not. */
export function beginsFailure(text: string): boolean {
  return (
    text.includes('page allocation') ||
    text.includes('vmalloc') ||
    text.includes('vmemmap alloc') ||
    SECOND_HALF.test(text)
  )
}

/** null: it is not one, or not yet: more of it stands on the next line. */
export function readFailure(text: string): Head | null {
  const failure = FAILURE.exec(text)
  const other = failure ? null : OTHER.exec(text)
  const half = failure || other ? null : SECOND_HALF.exec(text)
  const begin = failure ?? other ?? half
  const mode = begin && MODE.exec(text.slice(begin.index))
  if (!begin || !mode) return null
  const order = failure ? failure[2] : (other ?? half)?.[1]
  const [, number, names, close] = mode as unknown as [string, string, string?, string?]
  return {
    kind: 'allocfail',
    before: half ? '' : text.slice(0, begin.index),
    order: order === undefined ? null : Number(order),
    mode: number,
    names: close === undefined ? null : (names ?? null),
    isOpen: names !== undefined && close === undefined,
    punctuation: failure?.[1] === '.' ? '.' : failure?.[1] === ':' ? ':' : null,
    hasNodemask: text.includes('nodemask='),
    hasCpuset: /nodemask=.*cpuset=/.test(text),
    stalledMs: null,
    caller: null,
    callerBytes: null,
  }
}

/** Whether the text has a first line of its own, not only the second half of one. */
export function hasWholeFailure(text: string): boolean {
  return FAILURE.test(text) || OTHER.test(text)
}

/** A frame of the stack below, where the first line is missing. */
export function isFailureFrame(text: string): boolean {
  return (
    text.includes('warn_alloc') &&
    /\bwarn_alloc\w*(?:\.[a-z]+|\.\d+)*(?:\+0x|\s+from\s)|\bfrom\s+warn_alloc/.test(text)
  )
}
