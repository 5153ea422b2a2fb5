// Reads a script: text in, a Script or all its errors out. Line by line, in linear time; a line
// that cannot be read is told and left, and reading goes on. Nothing here throws.

import { readAction } from './actions.ts'
import { checkStatements } from './check.ts'
import { countStatements, extentOfAll } from './count.ts'
import { ErrorList, formatScriptError, nearest, quote } from './errors.ts'
import { inMessage, MAX_DEPTH, MAX_TEXT } from './limits.ts'
import { type LoopHeader, readLoop } from './loop-header.ts'
import { resolveMachine } from './machine.ts'
import { Operands } from './operands.ts'
import type { Script, ScriptError, Setting, SettingKey, Span, Statement } from './script.ts'
import { readSetting } from './settings.ts'
import { readTeaching } from './teaching.ts'
import { NO_LOOPS, type Scope } from './template.ts'
import { type Lexeme, scan } from './tokens.ts'
import { isAction, isKeyword, isSetting, isTeaching, KEYWORDS, type Keyword } from './words.ts'

export type { Script, ScriptError }
export { formatScriptError }

/** Columns are 1-based UTF-16 units; a byte order mark before the first line does not count. */
export function parseScript(text: string): {
  script: Script | null
  errors: readonly ScriptError[]
} {
  const errors = new ErrorList()
  if (text.length > MAX_TEXT) {
    errors.add(
      START,
      `the script has ${inMessage(text.length)} characters: at most ${inMessage(MAX_TEXT)} are read; loops say a lot in few lines`,
    )
    return { script: null, errors: errors.sorted() }
  }
  const reader = new Reader(errors)
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n?|\n/)
  for (const [index, line] of lines.entries()) reader.readLine(line, index + 1)
  const script = reader.finish()
  return { script: errors.isEmpty ? script : null, errors: errors.sorted() }
}

const START: Span = { line: 1, column: 1, endColumn: 1 }

/** The statements of a loop's body, or of the script itself. */
interface Block {
  readonly statements: Statement[]
  /** The loop around them; null: none, or one that could not be read. */
  readonly header: LoopHeader | null
  /** The line that opened it. */
  readonly at: Span
  readonly scope: Scope
  /** A question that waits for the action it is about. */
  asked: Span | null
}

class Reader {
  private readonly errors: ErrorList
  private readonly settings: Setting[] = []
  /** Settings that could not be read, so that they are not missed as well. */
  private readonly unread = new Set<SettingKey>()
  private readonly outer: Block = {
    statements: [],
    header: null,
    at: START,
    scope: NO_LOOPS,
    asked: null,
  }
  private readonly blocks: Block[] = [this.outer]
  private firstAction: Span | null = null

  constructor(errors: ErrorList) {
    this.errors = errors
  }

  readLine(text: string, line: number): void {
    const { words } = scan(text)
    const first = words[0]
    if (!first) return
    const at: Span = { line, column: first.from + 1, endColumn: first.to + 1 }
    const block = this.block
    const keyword = this.keywordOf(first, at)
    if (!keyword) {
      block.asked = null
      return
    }
    if (keyword !== 'say') this.answer(block, keyword)
    const operands = new Operands(keyword, line, words, block.scope, this.errors)
    if (keyword === 'for') this.openLoop(operands, block)
    else if (keyword === 'end') this.closeLoop(operands)
    else if (isSetting(keyword)) this.readSetting(keyword, operands)
    else if (isAction(keyword)) {
      this.firstAction ??= at
      push(block, readAction(keyword, operands))
    } else if (isTeaching(keyword)) {
      const teaching = readTeaching(keyword, operands)
      push(block, teaching)
      if (keyword === 'predict') block.asked = operands.whole
      if (teaching?.kind === 'expect' && teaching.what !== 'free' && !this.firstAction)
        this.errors.add(
          teaching.at,
          'no action stands before this line: "expect free C0 C1 …" alone can be asked of the start',
        )
    }
  }

  /** The script, as far as it could be read: good only where no error was found. */
  finish(): Script {
    this.answer(this.block, null)
    for (const block of this.blocks.slice(1))
      this.errors.add(block.at, 'this "for" has no "end": put one after the last line of its body')
    const { statements } = this.outer
    const start = this.firstAction ?? statements[0]?.at ?? START
    const machine = resolveMachine(this.settings, this.unread, start, this.errors)
    checkStatements(statements, machine, this.errors)
    const { executed, actions } = countStatements(statements, this.errors)
    const { config, zonesAt } = machine
    const { settings } = this
    const title = textOf(settings, 'title')
    const source = textOf(settings, 'source')
    return { title, source, config, zonesAt, settings, statements, executed, actions }
  }

  private get block(): Block {
    return this.blocks.at(-1) ?? this.outer
  }

  /** The word that starts the line; null where it is none, which is reported. */
  private keywordOf(word: Lexeme, at: Span): Keyword | null {
    const { text } = word
    if (isKeyword(text)) return text
    if (word.kind === 'string')
      return this.errors.add(at, `a line starts with a word, found the string ${quote(text)}`)
    const lower = text.toLowerCase()
    if (isKeyword(lower)) {
      this.errors.add(at, `${quote(text)} is written in lower case: ${lower}`)
      return lower
    }
    // Guessing what each of a million strange lines meant would take longer than reading them.
    const near = this.errors.isFull ? null : nearest(text, KEYWORDS)
    const hint = near
      ? `did you mean ${quote(near)}?`
      : 'a line starts with a setting (memory, zone, policy …), alloc, free, for, end, say, predict or expect'
    this.errors.add(at, `unknown word ${quote(text)}: ${hint}`)
    return near && this.recover(near, at)
  }

  /** A slip is one error: what the line was meant to be is not missed as well. */
  private recover(keyword: Keyword, at: Span): Keyword | null {
    if (keyword === 'for' || keyword === 'end') return keyword
    if (isSetting(keyword)) this.unread.add(keyword)
    else if (isAction(keyword)) this.firstAction ??= at
    return null
  }

  /** A question is about the next action: what else stands there leaves it without an answer. */
  private answer(block: Block, keyword: Keyword | null): void {
    if (block.asked && keyword !== 'alloc' && keyword !== 'free') {
      const isBetween = keyword !== null && keyword !== 'end'
      const found = isBetween ? `${quote(keyword)} stands between` : 'none follows it'
      this.errors.add(block.asked, `predict asks about the next alloc or free, and ${found}`)
    }
    block.asked = null
  }

  private readSetting(key: SettingKey, operands: Operands): void {
    const setting = this.settingOf(key, operands)
    if (setting) this.settings.push(setting)
    else this.unread.add(key)
  }

  private settingOf(key: SettingKey, operands: Operands): Setting | null {
    const { firstAction } = this
    if (this.blocks.length > 1)
      return this.errors.add(
        operands.whole,
        `a setting inside a loop: put ${key} before the first action`,
      )
    if (firstAction)
      return this.errors.add(
        operands.whole,
        `a setting after the first action, which is on line ${firstAction.line}: put ${key} before it`,
      )
    return readSetting(key, operands)
  }

  private openLoop(operands: Operands, outer: Block): void {
    const isTooDeep = this.blocks.length > MAX_DEPTH
    const header = isTooDeep
      ? this.errors.add(operands.whole, `loops ${MAX_DEPTH + 1} deep: at most ${MAX_DEPTH} nest`)
      : readLoop(operands)
    const { variables, unsure } = outer.scope
    const scope: Scope = header
      ? { variables: [...variables, header.variable], unsure }
      : { variables, unsure: true }
    this.blocks.push({ statements: [], header, at: operands.whole, scope, asked: null })
  }

  private closeLoop(operands: Operands): void {
    operands.end()
    const block = this.blocks.length > 1 ? this.blocks.pop() : null
    if (!block) this.errors.add(operands.whole, 'an "end" without a "for" before it')
    else if (block.header) {
      const body = block.statements
      push(this.block, { ...block.header, body, turn: extentOfAll(body) })
    }
  }
}

function push(block: Block, statement: Statement | null): void {
  if (statement) block.statements.push(statement)
}

function textOf(settings: readonly Setting[], key: 'title' | 'source'): string | null {
  for (const setting of settings) if (setting.key === key) return setting.text
  return null
}
