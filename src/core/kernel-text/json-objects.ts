// The objects of a JSON text as its lines come, without holding the text: of each object that
// closes, its own text. An object that grows past a bound (the array of everything around the rest)
// is let go.

import type { UnreadLines } from './unread.ts'

/** Characters that are kept of an object, and of one that is known to be wanted whole. */
const LARGE = 1 << 14
const LARGEST = 1 << 22
const WANTED = /^\{\s*"metric"/

interface Open {
  /** Where it begins in the kept text; −1: let go. */
  start: number
  readonly line: number
  hasChild: boolean
  /** Known once it is large. */
  isWanted: boolean | null
}

export interface JsonObject {
  readonly text: string
  readonly line: number
  /** Holds no object itself. */
  readonly isInnermost: boolean
}

export class JsonObjects {
  private kept = ''
  private open: Open[] = []
  private depth = 0
  private isString = false
  private isEscaped = false
  private readonly found: (object: JsonObject) => void

  constructor(found: (object: JsonObject) => void) {
    this.found = found
  }

  /** Inside an object or array. */
  get isInside(): boolean {
    return this.depth > 0
  }

  push(text: string, line: number): void {
    const base = this.kept.length
    this.kept += `${text}\n`
    for (let i = 0; i < text.length; i++) this.step(text.charCodeAt(i), base + i, line)
    // A string does not go past its line's end: it is no JSON, or a torn one.
    this.isString = false
    this.isEscaped = false
    this.forget()
  }

  reset(): void {
    this.kept = ''
    this.open = []
    this.depth = 0
  }

  private step(code: number, at: number, line: number): void {
    if (this.isString) {
      if (this.isEscaped) this.isEscaped = false
      else if (code === 0x5c) this.isEscaped = true
      else if (code === 0x22) this.isString = false
      return
    }
    if (code === 0x22) this.isString = true
    else if (code === 0x7b || code === 0x5b) {
      this.depth++
      if (code === 0x7b) this.open.push({ start: at, line, hasChild: false, isWanted: null })
    } else if (code === 0x5d) this.depth--
    else if (code === 0x7d) {
      this.depth--
      this.close(at)
    }
  }

  private close(at: number): void {
    const object = this.open.pop()
    const parent = this.open.at(-1)
    if (parent) parent.hasChild = true
    if (!object || object.start < 0) return
    const { line, hasChild } = object
    this.found({ text: this.kept.slice(object.start, at + 1), line, isInnermost: !hasChild })
  }

  private forgetLarge(object: Open): void {
    const size = this.kept.length - object.start
    if (size <= LARGE) return
    object.isWanted ??= WANTED.test(this.kept.slice(object.start, object.start + 64))
    if (!object.isWanted || size > LARGEST) object.start = -1
  }

  /** Keeps no more than what open objects need, and of those no more than the bound. */
  private forget(): void {
    if (this.depth <= 0) {
      this.reset()
      return
    }
    for (const object of this.open) if (object.start >= 0) this.forgetLarge(object)
    const first = this.open.find(({ start }) => start >= 0)
    const drop = first ? first.start : this.kept.length
    // Copying pays only once there is much to drop.
    if (drop < this.kept.length / 2) return
    this.kept = this.kept.slice(drop)
    for (const object of this.open) if (object.start >= 0) object.start -= drop
  }
}

/** The object that the text is; null: it is none, which is told. */
export function parseObject(
  text: string,
  line: number,
  unread: UnreadLines | null,
): Readonly<Record<string, unknown>> | null {
  try {
    return JSON.parse(text)
  } catch {
    unread?.tell(line, 'JSON that cannot be parsed')
    return null
  }
}
