// Rows of several machines in one text, as tools print them that ask many hosts at once: `web1: Node 0,
// zone …` (pdsh), or a line `web1:` with the rows indented below it (salt). Where the rows of two come in
// turn they are of two machines for certain, and those of the first are read. Where they stand one after
// the other it may as well be one machine before and after: they are read, and that is told.

import type { Line } from './clean/line.ts'
import type { UnreadLines } from './unread.ts'

const PREFIX = /^\s*([A-Za-z][\w.-]{0,62}):\s+Node\b/
const HEADING = /^([A-Za-z][\w.-]{0,62}):\s*$/
const INDENTED = /^\s{2,}Node\b/
/** What people write over two moments of one machine. */
const MOMENT = /^(?:before|after|then|now|start|end|first|second|begin|T\d+|step\w*)$/i
/** Rows that wait until it shows how they stand. */
const MOST_WAITING = 4096
const COLON = 0x3a

export interface HeldRow {
  readonly host: string
  readonly node: number
  readonly zone: string
  readonly line: number
  readonly at: string | null
  readonly counts: readonly number[]
  readonly isTorn: boolean
}

export class Hosts {
  private heading: string | null = null
  private last: string | null = null
  /** The host whose rows are read as they come. */
  private first: string | null = null
  /** Of the other hosts: where its rows begin. */
  private readonly others = new Map<string, number>()
  private held: HeldRow[] = []
  private isInTurn = false

  /** A line that is no row. */
  see({ raw }: Line): void {
    if (raw.charCodeAt(raw.trimEnd().length - 1) === COLON)
      this.heading = HEADING.exec(raw)?.[1] ?? null
    else if (this.heading !== null && /^\S/.test(raw)) this.heading = null
  }

  /** Whose row it is; null: nothing before it says so. */
  of({ raw }: Line): string | null {
    const prefix = raw.includes(':') ? PREFIX.exec(raw)?.[1] : undefined
    return prefix ?? (this.heading !== null && INDENTED.test(raw) ? this.heading : null)
  }

  /** Whether a row of this host is to be read as it comes. */
  isFirst(host: string): boolean {
    const isBack = host !== this.last && (host === this.first || this.others.has(host))
    if (isBack) this.isInTurn = true
    this.last = host
    this.first ??= host
    return host === this.first
  }

  /** Keeps a row of another host. */
  hold(row: HeldRow): void {
    if (!this.others.has(row.host)) this.others.set(row.host, row.line)
    if (this.isInTurn) this.held = []
    else this.held.push(row)
  }

  get isWaiting(): boolean {
    return this.first !== null
  }

  get isFull(): boolean {
    return this.held.length >= MOST_WAITING
  }

  /** The rows that waited and are to be read, and nothing waits any more. */
  release(unread: UnreadLines): readonly HeldRow[] {
    const { first, others, held, isInTurn } = this
    for (const [host, line] of others)
      if (isInTurn)
        unread.tell(
          line,
          `rows of another machine, "${host}", between those of "${first}": left out`,
        )
      else if (!MOMENT.test(host))
        unread.tell(line, `rows of "${host}" below those of "${first}": read as the next moment`)
    this.last = null
    this.first = null
    others.clear()
    this.held = []
    this.isInTurn = false
    return isInTurn ? [] : held
  }
}
