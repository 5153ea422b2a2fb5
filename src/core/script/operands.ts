// The words of one statement, taken from left to right. Whatever is missing, wrong or too much is
// reported here, in one voice: what was found, and what would be right.

import { type ErrorList, nearest, oneOf, quote } from './errors.ts'
import { inMessage } from './limits.ts'
import type { Operand, Span, Template } from './script.ts'
import { readTemplate, type Scope } from './template.ts'
import type { Lexeme, Quoted, Word } from './tokens.ts'
import { type Keyword, USAGE } from './words.ts'

const PFN = /^(?:\d+|0x[0-9a-fA-F]+)$/

export class Operands {
  readonly keyword: Keyword
  readonly scope: Scope
  readonly errors: ErrorList
  private readonly line: number
  private readonly words: readonly Lexeme[]
  private next = 1

  /** `words` begin with the keyword itself. */
  constructor(
    keyword: Keyword,
    line: number,
    words: readonly Lexeme[],
    scope: Scope,
    errors: ErrorList,
  ) {
    this.keyword = keyword
    this.line = line
    this.words = words
    this.scope = scope
    this.errors = errors
  }

  /** The statement from its first word to its last. */
  get whole(): Span {
    const first = this.words[0]
    const last = this.words.at(-1)
    return { line: this.line, column: (first?.from ?? 0) + 1, endColumn: (last?.to ?? 0) + 1 }
  }

  spanOf(word: Lexeme): Span {
    return { line: this.line, column: word.from + 1, endColumn: word.to + 1 }
  }

  /** From the word at `index` to the last one taken. */
  spanFrom(index: number): Span {
    const from = this.words[index]?.from ?? 0
    return {
      line: this.line,
      column: from + 1,
      endColumn: (this.words[this.next - 1]?.to ?? 0) + 1,
    }
  }

  /** Index of the next word to be taken. */
  get position(): number {
    return this.next
  }

  get isDone(): boolean {
    return this.next >= this.words.length
  }

  peek(): Lexeme | null {
    return this.words[this.next] ?? null
  }

  /** Takes the next word if it is this one. */
  accept(text: string): boolean {
    const word = this.peek()
    if (word?.kind !== 'word' || word.text !== text) return false
    this.next++
    return true
  }

  /** The next word; a string in its place, or nothing, is an error. */
  word(what: string): Word | null {
    const word = this.peek()
    if (!word) return this.missing(what)
    this.next++
    if (word.kind === 'word') return word
    return this.errors.add(
      this.spanOf(word),
      `${what} stands without quotes, found ${quote(word.text)}`,
    )
  }

  /** The text of the next string, its escapes resolved. */
  string(what: string): Operand<string> | null {
    const word = this.peek()
    if (!word) return this.missing(what)
    this.next++
    if (word.kind === 'string') return this.unescape(word)
    const hint = /^[“”„«'`]/.test(word.text) ? 'straight double quotes' : 'double quotes'
    return this.errors.add(
      this.spanOf(word),
      `${what} stands in ${hint}, found ${quote(word.text)}: ${USAGE[this.keyword]}`,
    )
  }

  private unescape(word: Quoted): Operand<string> | null {
    const at = this.spanOf(word)
    if (!word.closed)
      return this.errors.add(
        at,
        `a string that does not end: ${quote(word.text.slice(1))} needs a closing "`,
      )
    let value = ''
    let done = 1
    for (let i = word.text.indexOf('\\'); i >= 0; i = word.text.indexOf('\\', done + 1)) {
      const escaped = word.text[i + 1] ?? ''
      if (escaped !== '"' && escaped !== '\\')
        return this.errors.add(
          at,
          `unknown escape ${quote(`\\${escaped}`)} in a string: use \\" or \\\\`,
        )
      value += word.text.slice(done, i)
      done = i + 1
    }
    return { at, value: value + word.text.slice(done, -1) }
  }

  /** The next word as text with loop variables. */
  template(what: string): Template | null {
    const word = this.word(what)
    return word && readTemplate(word.text, this.spanOf(word), this.scope, this.errors)
  }

  /** One of a few words. */
  choice<T extends string>(what: string, values: readonly T[]): Operand<T> | null {
    if (this.isDone) return this.missing(oneOf(values))
    const word = this.word(`a ${what}`)
    if (!word) return null
    const at = this.spanOf(word)
    const value = values.find((candidate) => candidate === word.text)
    if (value !== undefined) return { at, value }
    return this.errors.add(at, `unknown ${what} ${quote(word.text)}: ${hintFor(word.text, values)}`)
  }

  /** A whole number in decimal digits, min to max. */
  number(what: string, min: number, max: number): Operand<number> | null {
    const word = this.word(what)
    if (!word) return null
    const at = this.spanOf(word)
    if (!/^\d+$/.test(word.text))
      return this.errors.add(at, `${what} is a number in digits, found ${quote(word.text)}`)
    const value = Number(word.text)
    if (value >= min && value <= max) return { at, value }
    return this.errors.add(
      at,
      `${what} is ${inMessage(min)} to ${inMessage(max)}, found ${quote(word.text)}`,
    )
  }

  /** Reports whatever is left over; true when nothing is. */
  end(): boolean {
    const word = this.peek()
    if (!word) return true
    this.errors.add(this.spanOf(word), `${quote(word.text)} is too much: ${USAGE[this.keyword]}`)
    return false
  }

  missing(what: string): null {
    return this.errors.add(this.whole, `${this.keyword} needs ${what}: ${USAGE[this.keyword]}`)
  }
}

/** `did you mean "lifo"?`, or all that would be right; nobody mistypes a number that way. */
export function hintFor(word: string, values: readonly string[]): string {
  const near = /\d/.test(word) ? null : nearest(word, values)
  return near ? `did you mean ${quote(near)}?` : `use ${oneOf(values)}`
}

export function isPfn(text: string): boolean {
  return PFN.test(text)
}
