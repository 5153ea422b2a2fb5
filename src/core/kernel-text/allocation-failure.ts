// The first line of `page allocation failure` and its kin (mm/page_alloc.c: warn_alloc,
// warn_alloc_failed):
//   init: page allocation failure: order:4, mode:0x40cc0(GFP_KERNEL|__GFP_COMP), nodemask=(null),cpuset=/,…
// `failure.` up to 2.6.39, names since 4.6, nodemask since 4.11, all on one line since 5.0.
// Those of others who ask for pages and of requests that wait still:
//   chrome: page allocation stalls for 10884ms, order:0, mode:0x14200ca(…)           (4.9 to 4.14)
//   php: vmalloc error: size 1052672, page order 0, failed to allocate pages, mode:…  (since 5.15)
//   vmalloc: allocation failure: 34359742464 bytes                                   (a line alone up to 4.5)
//   vmemmap alloc failure: order:9, mode:…
// Lenient: it may be wrapped anywhere, or only its second half be there; the task's name may hold
// blanks and colons.

import type { Head } from './report-draft.ts'

const FAILURE =
  /page allocation (?:failure|stalls for (\d{1,9})ms)\s*([.:,])\s*order:\s*(\d{1,3})\b/
/** What stands in place of `page allocation failure`, up to the mode. */
const OTHER =
  /(?:vmalloc(?:: allocation failure| error: size| size \d{1,20} allocation failure)|vmemmap alloc failure)[^=]{0,200}?(?=mode:)/
const VMALLOC = /\bvmalloc(?:: allocation failure| error: size| size \d{1,20} allocation failure)/
const VMALLOC_BYTES =
  /vmalloc(?: error:)? size (\d{1,20})(?=[,\s])|vmalloc: allocation failure(?:, allocated \d{1,20} of (\d{1,20})|: (\d{1,20})) bytes/
const OTHER_ORDER = /page order (\d{1,3}),|page order (\d{1,3}) allocation failed|order:(\d{1,3}),/
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
  const [, number, names, close] = mode as unknown as [string, string, string?, string?]
  const order = failure?.[3] ?? half?.[1] ?? (other ? otherOrder(other[0]) : undefined)
  const [, stalledMs, punctuation] = failure ?? []
  return {
    kind: 'allocfail',
    before: half ? '' : text.slice(0, begin.index),
    order: order === undefined ? null : Number(order),
    mode: number,
    names: close === undefined ? null : (names ?? null),
    isOpen: names !== undefined && close === undefined,
    punctuation: punctuation === '.' ? '.' : punctuation === ':' ? ':' : null,
    hasNodemask: text.includes('nodemask='),
    hasCpuset: /nodemask=.*cpuset=/.test(text),
    stalledMs: stalledMs === undefined ? null : Number(stalledMs),
    ...(other ? callerOf(other[0]) : NO_CALLER),
  }
}

type Caller = Pick<Head, 'caller' | 'callerBytes'>

const NO_CALLER: Caller = { caller: null, callerBytes: null }

/** Who asked, by the text that stands in place of `page allocation failure`. */
function callerOf(text: string): Caller {
  if (!text.startsWith('vmalloc')) return { caller: 'vmemmap', callerBytes: null }
  const bytes = Number(VMALLOC_BYTES.exec(text)?.slice(1).find(Boolean))
  return { caller: 'vmalloc', callerBytes: Number.isSafeInteger(bytes) ? bytes : null }
}

function otherOrder(text: string): string | undefined {
  return OTHER_ORDER.exec(text)?.slice(1).find(Boolean)
}

/** Up to 4.5 vmalloc's own words are a line before `page allocation failure`; null: it is none. */
export function vmallocLine(text: string): Caller | null {
  const words = text.includes('vmalloc') ? VMALLOC.exec(text) : null
  return words && !text.includes('mode:') ? callerOf(text.slice(words.index)) : null
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
