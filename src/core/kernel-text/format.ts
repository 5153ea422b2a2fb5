// What a format is: something that lines are offered to, one after another, and that keeps what it
// takes.

import type { Line } from './clean/line.ts'
import type { Context } from './context.ts'
import type { Reading } from './reading.ts'
import type { UnreadLines } from './unread.ts'

/** The parts of a reading that formats fill, `found` aside. */
export type Parts = { -readonly [Part in keyof Reading]: Reading[Part] }

export interface Format {
  /** Takes a line that begins something of this format; false: it is not this format's. */
  take(line: Line, context: Context): boolean
  /**
   * Takes a line that goes on what the line before it was part of: a wrapped row, a value of a
   * zone. Asked before all others are, but only by the line that follows one this format took.
   */
  more?(line: Line, context: Context): boolean
  /** An empty line. */
  blank?(): void
  /** The text has ended. Fills its part, and tells what of it is not whole. */
  end(parts: Parts, unread: UnreadLines): void
}
