// Mail bodies in quoted-printable (RFC 2045, 6.7), pasted raw: a line that ends in `=` goes on in
// the next, `=3D` is an equals sign, `=C2=A0` a hard blank. Kernel text is full of `=` itself
// (`order=20`), so nothing is undone before the text shows that it is such a body, and then only
// what a mailer writes.

import { decodeUtf8 } from './utf8.ts'

const EQUALS = 0x3d

/** Whether these bytes hold escapes that only quoted-printable has. */
export function looksQuotedPrintable(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = bytes.indexOf(EQUALS, from); at >= 0 && at + 2 < to; ) {
    if (isEscape(bytes, at)) return true
    at = bytes.indexOf(EQUALS, at + 1)
  }
  return false
}

function isEscape(bytes: Uint8Array, at: number): boolean {
  const first = bytes[at + 1]
  const second = bytes[at + 2]
  if (first === 0x33) return second === 0x44 // =3D
  if (first === 0x41) return second === 0x30 // =A0
  if (first === 0x30) return second === 0x41 // =0A
  if (first === 0x43 || first === 0x45) return second === 0x32 && bytes[at + 3] === EQUALS // =C2=, =E2=
  if (first !== 0x32 || second !== 0x30) return false
  // A blank is written out at the end of a line only; after a word it may be a kernel's `order=20`.
  const after = bytes[at + 3]
  const before = String.fromCharCode(bytes[at - 1] ?? 10)
  return (after === 10 || after === 13) && !/[a-z_]/i.test(before)
}

/** A text line that the next physical line goes on. */
export function endsSoftly(line: string, isQuotedPrintable: boolean): boolean {
  if (!line.endsWith('=') || line.endsWith('==')) return false
  if (isQuotedPrintable) return true
  // Only this line shows it: inside a row, a count or a report's head nothing else ends in `=`.
  if (/Node\s+\d+, zone/.test(line)) return true
  if (/\d\*\d+k?B?/.test(line)) return !/\s=$/.test(line)
  return /page allocation failure|invoked oom-killer/.test(line)
}

const QUOTE = /^(?:>\s?)+/

/** The line with what follows it; a quote mark that the mailer repeated is not part of the text. */
export function joinSoftly(line: string, next: string): string {
  const quote = QUOTE.exec(line)?.[0]
  const isQuoted =
    quote !== undefined && next.startsWith(quote.trimEnd()) && !/^\s*>\d{6}/.test(next)
  const own = isQuoted ? (next.startsWith(quote) ? quote : quote.trimEnd()) : ''
  return line.slice(0, -1) + next.slice(own.length)
}

// Bytes below 0x80 are plain in a mail, but for those: so `pfn=26235008` stays what it is.
const ESCAPES = /(?:=(?:3D|0[AD]|[89A-F][0-9A-F]|(?:20|09)(?=\s*$|=)))+/g

export function decodeQuotedPrintable(line: string): string {
  return line.replace(ESCAPES, (run) => {
    const bytes = Uint8Array.from(run.slice(1).split('='), (pair) => Number.parseInt(pair, 16))
    return decodeUtf8(bytes, 0, bytes.length)
  })
}
