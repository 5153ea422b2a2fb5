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

// A quote and a `#` end a word, so that `8K# why` is a size and a comment. A backslash takes the
// character after it along, whatever that is: the reader judges it.
const LEXEME = /\s+|#.*|"(?:[^"\\]|\\.)*("?)\\?|[^\s#"]+/suy

/** Words and strings of a line, and its comment. Linear in the line's length. */
export function scan(line: string): { words: Lexeme[]; comment: Comment | null } {
  const words: Lexeme[] = []
  LEXEME.lastIndex = 0
  for (;;) {
    const from = LEXEME.lastIndex
    const match = LEXEME.exec(line)
    if (!match) return { words, comment: null }
    const text = match[0]
    const to = LEXEME.lastIndex
    if (text.startsWith('#')) return { words, comment: { kind: 'comment', from, to } }
    if (text.startsWith('"')) words.push({ kind: 'string', text, closed: match[1] === '"', from, to })
    else if (text.trim() !== '') words.push({ kind: 'word', text, from, to })
  }
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

/** Tokens of one line in order, blanks left out. Each line stands for itself. */
export function tokenizeLine(line: string): Token[] {
  const { words, comment } = scan(line)
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
