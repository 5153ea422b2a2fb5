// Lines that stand twice in a row, each one: a console that is written to by two ways, a log that
// is collected from two places. Only what stands around the lines may differ.

import type { Line } from './clean/line.ts'
import type { UnreadLines } from './unread.ts'

/** One or two lines are no habit: a paste may repeat them. */
const FEWEST = 3

export class RepeatedLines {
  /** The last line was part of a report. */
  isTaken = false
  private last: Line | null = null
  private isRepeat = false
  private repeats = 0
  private first = 0

  /** Whether the line says what the one before it says. */
  see(line: Line): boolean {
    const { last } = this
    this.isRepeat = last !== null && line.text === last.text && line.number <= last.number + 1
    this.last = line
    return this.isRepeat
  }

  /** One that was passed over. */
  tell(line: number): void {
    this.repeats++
    if (this.first === 0 || line < this.first) this.first = line
  }

  end(unread: UnreadLines): void {
    if (this.repeats >= FEWEST)
      unread.tell(this.first, 'from here on lines stand there twice: they are read once')
  }
}
