// Errors are values, collected while reading goes on, and their words. A message never carries
// more of the script than can be printed in one line, nor anything that a terminal would obey.

import { MAX_ERRORS } from './limits.ts'
import type { ScriptError, Span } from './script.ts'

/** `line 7:9: unknown size "8Q": …` */
export function formatScriptError(error: Pick<ScriptError, 'line' | 'column' | 'message'>): string {
  return `line ${error.line}:${error.column}: ${error.message}`
}

export class ErrorList {
  private readonly kept: ScriptError[] = []
  private count = 0

  /** Notes an error; null, so that a reader can return it at once. */
  add(at: Span, message: string): null {
    this.count++
    const { line, column, endColumn } = at
    if (!this.isFull) this.kept.push({ line, column, endColumn, message })
    return null
  }

  /** What is added now is counted and no longer told. */
  get isFull(): boolean {
    return this.kept.length >= MAX_ERRORS
  }

  get isEmpty(): boolean {
    return this.count === 0
  }

  /** All of them in the order of the text; past MAX_ERRORS a last one says how many more. */
  sorted(): ScriptError[] {
    const errors = this.kept.sort((a, b) => a.line - b.line || a.column - b.column)
    const last = errors.at(-1)
    const more = this.count - errors.length
    if (last && more > 0) errors.push({ ...last, message: `and ${more} more errors` })
    return errors
  }
}

const SHOWN = 40
// Controls, lone surrogates, and characters that hide or turn the text around them.
const HALF = /[\uD800-\uDBFF]$/
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

/** Words of the script inside a message: `"8Q"`, long ones cut, unprintable ones spelt out. */
export function quote(text: string): string {
  const bare = text.replace(/^"|"$/g, '')
  const shown = bare.length > SHOWN ? `${bare.slice(0, SHOWN).replace(HALF, '')}…` : bare
  return `"${shown.replace(UNSAFE, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`)}"`
}

/** `a, b or c` */
export function oneOf(words: readonly string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

/** The candidate that the word was probably meant to be: at most two slips away, one if short. */
export function nearest<T extends string>(word: string, candidates: readonly T[]): T | null {
  if (word.length > SHOWN) return null
  let best: T | null = null
  let fewest = word.length < 4 ? 2 : 3
  for (const candidate of candidates) {
    const slips = distance(word.toLowerCase(), candidate.toLowerCase())
    if (slips < fewest && slips < candidate.length - 1) {
      best = candidate
      fewest = slips
    }
  }
  return best
}

/** Edits between two words: insert, delete, replace, swap two neighbours. */
function distance(a: string, b: string): number {
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let edits = Math.min(
        cell(above, j) + 1,
        cell(row, j - 1) + 1,
        cell(above, j - 1) + (same ? 0 : 1),
      )
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        edits = Math.min(edits, cell(before, j - 2) + 1)
      row.push(edits)
    }
    before = above
    above = row
  }
  return cell(above, b.length)
}

function cell(row: readonly number[], j: number): number {
  return row[j] ?? Number.POSITIVE_INFINITY
}
