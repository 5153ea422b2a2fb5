// What could not be read, told once a line and bounded: of a text with a million broken lines the
// first are listed and the rest counted.

import type { Unread } from './reading.ts'

const MOST_LISTED = 1000

export class UnreadLines {
  private readonly listed: Unread[] = []
  private more = 0

  tell(line: number, why: string): void {
    if (this.listed.length < MOST_LISTED) this.listed.push({ line, why })
    else this.more++
  }

  /** In the order of the lines. */
  end(): readonly Unread[] {
    const sorted = this.listed.toSorted((a, b) => a.line - b.line)
    const last = sorted.at(-1)
    return last && this.more > 0
      ? [...sorted, { line: last.line, why: `and ${this.more} more lines after it` }]
      : sorted
  }
}
