// The lines of a text that are asked for by their numbers: the reader keeps numbers, not lines, so the
// text is gone through once more.

import { bytesOf } from './blob-stream.ts'

const LF = 10
/** Characters of a line that are worth showing. */
const LONGEST = 240

/** Lines by number, from 1, cut off where they are long. */
export async function sourceLines(
  blob: Blob,
  numbers: readonly number[],
): Promise<Map<number, string>> {
  const wanted = [...new Set(numbers)].sort((a, b) => a - b)
  const lines = new Map<number, string>()
  const reader = await bytesOf(blob, () => {})
  let line = 1
  let next = 0
  /** Of the wanted line, as far as it has come. */
  let parts: Uint8Array[] = []
  let held = 0
  const keep = (bytes: Uint8Array) => {
    if (held >= LONGEST * 4) return
    parts.push(bytes)
    held += bytes.length
  }
  const finish = () => {
    lines.set(line, decode(parts))
    parts = []
    held = 0
    next++
  }
  for (;;) {
    const { done, value } = await reader.read()
    if (done || next >= wanted.length) break
    for (let at = 0; at < value.length && next < wanted.length; ) {
      const feed = value.indexOf(LF, at)
      const end = feed < 0 ? value.length : feed
      const isWanted = line === wanted[next]
      if (isWanted) keep(value.subarray(at, end))
      if (feed >= 0) {
        if (isWanted) finish()
        line++
      }
      at = end + 1
    }
  }
  if (next < wanted.length && line === wanted[next]) finish()
  void reader.cancel()
  return lines
}

function decode(parts: readonly Uint8Array[]): string {
  const decoder = new TextDecoder()
  const text = parts.map((part) => decoder.decode(part, { stream: true })).join('')
  const line = text.replace(/\r/g, '')
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line
}
