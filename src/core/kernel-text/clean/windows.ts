// The stream cut into windows of whole lines, about 64 KiB each. Where a window ends depends on the
// text alone and not on the chunks it came in, so what is read is the same for any chunks. UTF-16
// (what some shells of other systems write into files) is told by its first two bytes.

/** A window ends with the first line that ends past this many bytes. */
const WINDOW = 1 << 16
/** A line may be this long; what follows on it is not read. */
export const LONGEST_LINE = 1 << 25
/** Bytes that are taken over in one go. */
const PIECE = 1 << 20

export interface WindowReader {
  /** Whole lines: `bytes[from..to)`. The last window may lack its line break. */
  window(bytes: Uint8Array, from: number, to: number): void
  /** The line under way is too long: what follows up to its end is left out. */
  overlong(): void
}

export class Windows {
  private readonly reader: WindowReader
  private buffer = new Uint8Array(WINDOW * 4)
  private length = 0
  /** Bytes known to hold no end of the window under way. */
  private searched = WINDOW
  /** Leaving out the rest of an overlong line. */
  private skipping = false
  private utf16: Utf16 | null | undefined

  constructor(reader: WindowReader) {
    this.reader = reader
  }

  push(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; at += PIECE) this.take(chunk.subarray(at, at + PIECE))
  }

  end(): void {
    if (this.length > 0) this.reader.window(this.buffer, 0, this.length)
    this.length = 0
  }

  private take(piece: Uint8Array): void {
    if (this.utf16 === undefined) {
      // Two bytes are needed to tell; a text of one byte is told at its second or never.
      if (this.length + piece.length < 2) return this.append(piece)
      const [first, second] = this.length > 0 ? [this.buffer[0], piece[0]] : piece
      this.utf16 = Utf16.of(first as number, second as number)
      if (this.utf16 && this.length > 0) {
        const head = this.buffer.slice(0, 1)
        this.length = 0
        this.append(this.utf16.decode(head))
      }
    }
    this.append(this.utf16 ? this.utf16.decode(piece) : piece)
    this.emit()
  }

  private append(bytes: Uint8Array): void {
    const needed = this.length + bytes.length
    if (needed > this.buffer.length) {
      const grown = new Uint8Array(Math.max(needed, this.buffer.length * 2))
      grown.set(this.buffer.subarray(0, this.length))
      this.buffer = grown
    }
    this.buffer.set(bytes, this.length)
    this.length = needed
  }

  private emit(): void {
    let from = 0
    for (;;) {
      if (this.skipping) {
        const end = find(this.buffer, from, this.length)
        this.skipping = end < 0
        from = end < 0 ? this.length : end + 1
        if (end < 0) break
      }
      const end = find(this.buffer, from + this.searched, this.length)
      if (end > 0) {
        this.reader.window(this.buffer, from, end + 1)
        from = end + 1
        this.searched = WINDOW
        continue
      }
      this.searched = Math.max(WINDOW, this.length - from)
      if (this.length - from <= LONGEST_LINE) break
      this.reader.window(this.buffer, from, this.length)
      this.reader.overlong()
      from = this.length
      this.searched = WINDOW
      this.skipping = true
    }
    this.buffer.copyWithin(0, from, this.length)
    this.length -= from
  }
}

/** Index of the next line break; −1: none. */
function find(bytes: Uint8Array, from: number, to: number): number {
  if (from >= to) return -1
  const at = bytes.indexOf(10, from)
  return at < to ? at : -1
}

/** UTF-16 made UTF-8, a unit at a time; halves of characters outside the BMP become one sign each. */
class Utf16 {
  private readonly high: number
  private held = -1

  private constructor(high: number) {
    this.high = high
  }

  static of(first: number, second: number): Utf16 | null {
    if (first === 0xff && second === 0xfe) return new Utf16(1)
    return first === 0xfe && second === 0xff ? new Utf16(0) : null
  }

  decode(bytes: Uint8Array): Uint8Array {
    const out = new Uint8Array((bytes.length + 1) * 2)
    let length = 0
    for (const byte of bytes) {
      if (this.held < 0) {
        this.held = byte
        continue
      }
      const unit = this.high === 1 ? this.held | (byte << 8) : (this.held << 8) | byte
      this.held = -1
      if (unit < 0x80) out[length++] = unit
      else if (unit < 0x800) {
        out[length++] = 0xc0 | (unit >> 6)
        out[length++] = 0x80 | (unit & 0x3f)
      } else {
        out[length++] = 0xe0 | (unit >> 12)
        out[length++] = 0x80 | ((unit >> 6) & 0x3f)
        out[length++] = 0x80 | (unit & 0x3f)
      }
    }
    return out.subarray(0, length)
  }
}
