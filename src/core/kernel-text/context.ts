// What stands between the rows of a paste and tells what they are: the command that printed them, a
// date, the head that `watch` writes, the heading of a table that looks like another one.

import type { Line } from './clean/line.ts'
import { dateLine, watchHead } from './clean/stamp.ts'
import type { UnreadLines } from './unread.ts'

const FILE = /\b(?:buddyinfo|pagetypeinfo|zoneinfo|extfrag_index|unusable_index)\b/g
const COMMAND =
  /(?:^|[\s`'"$#>(;|&%])(?:cat|tac|head|tail|more|less|grep|egrep|zcat|sudo|watch|awk|sed|crash>|adb)\b|==>|filename=|name="/
/** A heading of indices that a proposed patch printed: integers below it are no counts. */
const INDEX_HEADING = /\b(unusable|extfrag|fragmentation)\b.{0,40}\bindex at order\b/i

export type KernelFile =
  | 'buddyinfo'
  | 'pagetypeinfo'
  | 'zoneinfo'
  | 'extfrag_index'
  | 'unusable_index'

export class Context {
  /** The files that the last command named, in its order. */
  files: readonly KernelFile[] = []
  /** Rises with each line that begins a new picture: a date, a `watch` head, a command. */
  breaks = 0
  /** The heading that the next rows of integers stand under. */
  indexHeading: 'extfrag_index' | 'unusable_index' | null = null
  /** The line before, as it was. */
  previous = ''
  readonly unread: UnreadLines
  private date: string | null = null

  constructor(unread: UnreadLines) {
    this.unread = unread
  }

  /** Looks at a line before the formats do. True: it is nothing else. */
  see(line: Line): boolean {
    const raw = line.raw
    if (raw.length > 1000) return false
    const trimmed = line.text === '' ? raw.trim() : line.text
    const head = watchHead(trimmed)
    const date = head ? head.at : /\d:\d\d|1\d{9}/.test(raw) ? dateLine(raw) : null
    if (date !== null) {
      this.date = date
      this.breaks++
      if (head) this.files = filesIn(head.command)
      return true
    }
    if (line.row) return false
    if (raw.includes('ndex at order')) {
      const heading = INDEX_HEADING.exec(raw)
      if (heading) {
        const word = (heading[1] as string).toLowerCase()
        this.indexHeading = word === 'unusable' ? 'unusable_index' : 'extfrag_index'
        return true
      }
    }
    if (raw.includes('info') || raw.includes('_index')) this.seeCommand(line)
    else if (this.files.length > 0 && /\bcat\s+\//.test(raw)) this.files = []
    return false
  }

  /** An empty line ends what a heading is said over. */
  seeBlank(): void {
    this.indexHeading = null
  }

  /** The date that stands over what begins now; it is used once. */
  takeDate(): string | null {
    const date = this.date
    this.date = null
    return date
  }

  private seeCommand({ raw, text }: Line): void {
    const files = filesIn(raw)
    if (files.length === 0) {
      if (COMMAND.test(raw)) this.files = []
      return
    }
    // A path on a line of its own is a heading as good as a command.
    const isHeading = text.length < 60 && /^\W*(?:\/\S*\/)?\w+\W*$/.test(text)
    if (!isHeading && !COMMAND.test(raw)) return
    this.files = files
    this.indexHeading = null
    this.breaks++
  }
}

function filesIn(text: string): KernelFile[] {
  return (text.match(FILE) ?? []) as KernelFile[]
}
