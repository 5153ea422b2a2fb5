// The words of one line with their places. Nothing here can fail: whatever stands on a line is
// some token, and the reader says what is wrong with it. The editor highlights with the same.

import { MIGRATETYPES, ZONE_NAMES } from '../units.ts'
import { isKeyword, MOBILITIES } from './words.ts'

/** Offsets are 0-based UTF-16 units within the line; `to` is past the last. */
interface Place {
  readonly from: number
  readonly to: number
}

export interface Word extends Place {
  readonly kind: 'word'
  readonly text: string
}

export interface Quoted extends Place {
  readonly kind: 'string'
  /** As written, with quotes and escapes. */
  readonly text: string
  readonly closed: boolean
}

export interface Comment extends Place {
  readonly kind: 'comment'
}

export type Lexeme = Word | Quoted

/**
 * Words and strings of a line, and its comment. A quote and a `#` end a word, so that `8K# why` is
 * a size and a comment. Linear in the line's length, however long a word or a string is.
 */
export function scan(line: string): { words: Lexeme[]; comment: Comment | null } {
  const words: Lexeme[] = []
  let from = 0
  while (from < line.length) {
    const char = line[from] ?? ''
    if (char === '#') return { words, comment: { kind: 'comment', from, to: line.length } }
    if (isBlank(char)) {
      from++
      continue
    }
    const word = char === '"' ? scanString(line, from) : scanWord(line, from)
    words.push(word)
    from = word.to
  }
  return { words, comment: null }
}

function scanWord(line: string, from: number): Word {
  let to = from + 1
  while (to < line.length && !endsWord(line[to] ?? '')) to++
  return { kind: 'word', text: line.slice(from, to), from, to }
}

/** To the closing quote or the end of the line; a backslash takes the next character along. */
function scanString(line: string, from: number): Quoted {
  let to = from + 1
  while (to < line.length && line[to] !== '"') to += line[to] === '\\' ? 2 : 1
  const closed = to < line.length
  to = Math.min(closed ? to + 1 : to, line.length)
  return { kind: 'string', text: line.slice(from, to), closed, from, to }
}

function endsWord(char: string): boolean {
  return char === '"' || char === '#' || isBlank(char)
}

/** Blanks as JavaScript knows them: also the no-break spaces that come with pasted text. */
function isBlank(char: string): boolean {
  return char === ' ' || (char > '~' || char < '!' ? /\s/.test(char) : false)
}

export type TokenKind =
  | 'keyword' // starts the line
  | 'option' // a word of the language further on: movable, node, Normal, on …
  | 'name'
  | 'variable' // of a loop
  | 'number' // a count, a pfn, a size, a range
  | 'string'
  | 'comment'
  | 'plain' // nothing that the language knows

export interface Token extends Place {
  readonly kind: TokenKind
}

const OPTIONS: ReadonlySet<string> = new Set([
  ...['in', 'step', 'node', 'zone', 'atomic', 'at', 'free', 'ok', 'fail', 'page', 'pages', 'order'],
  ...['on', 'off', 'batch', 'high', 'round', 'exact', 'lowest', 'lifo', 'where', 'counts'],
  ...['outcome', 'textbook', 'article', 'linux', 'min-free', 'extfrag-threshold'],
  ...MOBILITIES,
  ...ZONE_NAMES,
  ...MIGRATETYPES,
])

/** Nobody looks at the colours of what stands further on in a line. */
const MAX_COLOURED = 20_000

/** Tokens of one line in order, blanks left out. Each line stands for itself. */
export function tokenizeLine(line: string): Token[] {
  const { words, comment } = scan(line.slice(0, MAX_COLOURED))
  const first = words[0]?.text ?? ''
  const tokens: Token[] = words.map((word, index) => ({
    from: word.from,
    to: word.to,
    kind: kindOf(word, index, first),
  }))
  if (comment) tokens.push(comment)
  return tokens
}

function kindOf(word: Lexeme, index: number, first: string): TokenKind {
  if (word.kind === 'string') return 'string'
  if (index === 0) return isKeyword(word.text) ? 'keyword' : 'plain'
  if (index === 1 && (first === 'alloc' || first === 'free')) return 'name'
  if (index === 1 && first === 'for') return 'variable'
  if (OPTIONS.has(word.text)) return 'option'
  return /^[0-9{]/.test(word.text) ? 'number' : 'plain'
}
