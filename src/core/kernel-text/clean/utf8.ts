// Bytes and text, both ways, without a browser's or Node's decoder: UTF-8, and where a byte fits no
// UTF-8 sequence the Latin-1 character of that number, as old mails have it (0xA0 is a hard blank).

/** Characters that one call of fromCharCode is given. */
const PIECE = 4096

export function decodeUtf8(bytes: Uint8Array, from: number, to: number): string {
  let text = ''
  let start = from
  for (let at = from; at < to; at++) {
    if ((bytes[at] as number) < 0x80 && at - start < PIECE) continue
    text += ascii(bytes, start, at)
    if ((bytes[at] as number) < 0x80) {
      start = at
      continue
    }
    const length = sequenceLength(bytes, at, to)
    text += String.fromCodePoint(
      length === 1 ? (bytes[at] as number) : codePoint(bytes, at, length),
    )
    at += length - 1
    start = at + 1
  }
  return text + ascii(bytes, start, to)
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return from < to
    ? String.fromCharCode.apply(null, bytes.subarray(from, to) as unknown as number[])
    : ''
}

/** Bytes of the sequence that begins here; 1 where none does. */
function sequenceLength(bytes: Uint8Array, at: number, to: number): number {
  const first = bytes[at] as number
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 1
  if (length === 1 || first > 0xf4 || at + length > to) return 1
  for (let i = 1; i < length; i++) if (((bytes[at + i] as number) & 0xc0) !== 0x80) return 1
  return codePoint(bytes, at, length) > 0x10ffff ? 1 : length
}

function codePoint(bytes: Uint8Array, at: number, length: number): number {
  let point = (bytes[at] as number) & (0x7f >> length)
  for (let i = 1; i < length; i++) point = (point << 6) | ((bytes[at + i] as number) & 0x3f)
  return point
}

export function encodeUtf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3)
  let at = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x80) bytes[at++] = unit
    else at = encodePoint(bytes, at, text.codePointAt(i) as number)
    if (unit >= 0xd800 && unit < 0xdc00 && (text.codePointAt(i) as number) > 0xffff) i++
  }
  return bytes.subarray(0, at)
}

function encodePoint(bytes: Uint8Array, at: number, point: number): number {
  const length = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
  let rest = point
  for (let i = length - 1; i > 0; i--) {
    bytes[at + i] = 0x80 | (rest & 0x3f)
    rest >>= 6
  }
  bytes[at] = ((0xf00 >> length) & 0xff) | rest
  return at + length
}
