// The language's own tokenizer, as CodeMirror wants it: one line at a time, nothing remembered.

import { StreamLanguage, syntaxHighlighting } from '@codemirror/language'
import { type Token, type TokenKind, tokenizeLine } from '../../core/script/tokens.ts'

/** CodeMirror's names for ours; what is missing stays plain. */
const TAGS: Partial<Record<TokenKind, string>> = {
  keyword: 'keyword',
  name: 'variableName',
  variable: 'variableName',
  string: 'string',
  comment: 'comment',
}

/** Style classes (editor.css) by those names. */
const CLASSES: Readonly<Record<string, string>> = {
  keyword: 'tok-keyword',
  variableName: 'tok-name',
  string: 'tok-string',
  comment: 'tok-comment',
}

const buddyScript = StreamLanguage.define<{ tokens: readonly Token[] }>({
  name: 'buddy',
  startState: () => ({ tokens: [] }),
  copyState: (state) => ({ tokens: state.tokens }),
  token(stream, state) {
    if (stream.sol()) state.tokens = tokenizeLine(stream.string)
    const token = state.tokens.find(({ to }) => to > stream.pos)
    if (!token) {
      stream.skipToEnd()
      return null
    }
    if (token.from > stream.pos) {
      stream.pos = token.from
      return null
    }
    stream.pos = token.to
    return TAGS[token.kind] ?? null
  },
  languageData: { commentTokens: { line: '#' } },
})

export const highlight = [
  buddyScript,
  syntaxHighlighting({ style: (tags) => CLASSES[String(tags[0])] ?? null }),
]
