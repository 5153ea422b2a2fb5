// What is judged once a value is known: by the reader where it is written out, by the unroller
// where a loop's number makes it.

import { quote } from './errors.ts'
import { inMessage } from './limits.ts'

/** What is wrong with an expected count; null: nothing. */
export function countFault(text: string): string | null {
  return isCountable(text) ? null : tooLarge('a count', text)
}

/** What is wrong with an expected pfn; null: nothing. A pfn that no zone has just does not hold. */
export function expectedPfnFault(text: string): string | null {
  return isCountable(text) ? null : tooLarge('a pfn', text)
}

function isCountable(text: string): boolean {
  return Number(text) <= Number.MAX_SAFE_INTEGER
}

function tooLarge(what: string, text: string): string {
  return `${what} of ${quote(text)} is too large: at most ${inMessage(Number.MAX_SAFE_INTEGER)}`
}
