// The stream cut into what a reader can take: plain lines straight out of the chunks they came in,
// and windows of whole lines, about 64 KiB each, from the first other line on. Where a window
// begins and ends depends on the text alone and not on the chunks, so what is read is the same for
// any chunks. UTF-16 (what some shells of other systems write into files) is told by its first two
// bytes.

/** A window ends with the first line that ends past this many bytes. */
const WINDOW = 1 << 16
/** A line may be this long; what follows on it is not read. */
const LONGEST_LINE = 1 << 25
/** Bytes that may be looked at past the end of a line: what they are does not matter. */
const SLACK = 512
/** Bytes that are taken over in one go. */
const PIECE = 1 << 20

export interface WindowReader {
  /**
   * Reads the plain lines that begin in `bytes[from..to)`, up to the first other one; where that
   * begins. A plain line ends before `end`, and is shorter than SLACK; as many bytes are there past
   * `to`.
   */
  plain(bytes: Uint8Array, from: number, to: number, end: number): number
  /**
   * Whole lines: `bytes[from..to)`; the last of the text may lack its line break. `isTorn`: the
   * last line is too long, and what follows up to its end is left out. `bytes` has SLACK bytes
   * more.
   */
  window(bytes: Uint8Array, from: number, to: number, isTorn: boolean): void
}

export class Windows {
  private readonly reader: WindowReader
  private buffer = new Uint8Array(SLACK * 4)
  private length = 0
  /** What is kept begins with a line that is not plain. */
  private isWindow = false
  /** Bytes known to hold no end of the window under way. */
  private searched = WINDOW
  /** Leaving out the rest of an overlong line. */
  private isSkipping = false
  private utf16: Utf16 | null | undefined

  constructor(reader: WindowReader) {
    this.reader = reader
  }

  push(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; at += PIECE) {
      const piece = chunk.subarray(at, at + PIECE)
      const text = this.utf16 === null ? piece : this.decode(piece)
      if (text.length > 0) this.take(text)
    }
  }

  end(): void {
    if (this.length > 0) this.reader.window(this.buffer, 0, this.length, false)
    this.length = 0
  }

  /** Tells UTF-16 by the first two bytes, and undoes it. */
  private decode(piece: Uint8Array): Uint8Array {
    if (this.utf16) return this.utf16.decode(piece)
    const bytes =
      this.length > 0 ? Uint8Array.of(this.buffer[0] as number, ...piece.subarray(0, 1)) : piece
    if (bytes.length < 2) {
      this.append(piece)
      return piece.subarray(piece.length)
    }
    this.utf16 = Utf16.of(bytes[0] as number, bytes[1] as number)
    if (!this.utf16) return piece
    if (this.length > 0) this.utf16.decode(this.buffer.subarray(0, 1))
    this.length = 0
    return this.utf16.decode(piece)
  }

  private take(piece: Uint8Array): void {
    let at = this.isWindow ? 0 : this.complete(piece)
    if (!this.isWindow && at < piece.length) {
      const to = piece.length - SLACK
      if (at < to) at = this.reader.plain(piece, at, to, piece.length)
      this.isWindow = at < to
    }
    this.append(piece.subarray(at))
    if (this.isWindow) this.emit()
  }

  /**
   * Ends the line that is kept, and reads what is plain of the kept lines; bytes taken from the
   * piece.
   */
  private complete(piece: Uint8Array): number {
    if (this.length === 0) return 0
    const feed = piece.indexOf(10)
    const taken = feed < 0 ? piece.length : feed + 1
    this.append(piece.subarray(0, taken))
    if (feed >= 0) this.drop(this.reader.plain(this.buffer, 0, this.length, this.length))
    // A line without an end is none that is plain.
    this.isWindow = feed >= 0 ? this.length > 0 : this.length > SLACK
    return taken
  }

  private append(bytes: Uint8Array): void {
    const needed = this.length + bytes.length
    if (needed + SLACK > this.buffer.length) {
      const grown = new Uint8Array(Math.max(needed + SLACK, this.buffer.length * 2))
      grown.set(this.buffer.subarray(0, this.length))
      this.buffer = grown
    }
    this.buffer.set(bytes, this.length)
    this.length = needed
  }

  private drop(bytes: number): void {
    this.buffer.copyWithin(0, bytes, this.length)
    this.length -= bytes
  }

  private emit(): void {
    let from = 0
    while (this.isWindow) {
      if (this.isSkipping) {
        const end = find(this.buffer, from, this.length)
        from = end < 0 ? this.length : end + 1
        this.isSkipping = end < 0
        if (end < 0) break
        from = this.plainAfter(from)
        continue
      }
      const end = find(this.buffer, from + this.searched, this.length)
      if (end < 0) {
        this.searched = Math.max(WINDOW, this.length - from)
        if (this.length - from <= LONGEST_LINE) break
        this.isSkipping = true
      }
      const to = end < 0 ? this.length : end + 1
      this.reader.window(this.buffer, from, to, end < 0)
      this.searched = WINDOW
      from = end < 0 ? to : this.plainAfter(to)
    }
    this.drop(from)
  }

  /**
   * Reads what is plain behind a window; the next begins with the first line that is not, if it is
   * there.
   */
  private plainAfter(from: number): number {
    const last = this.buffer.lastIndexOf(10, this.length - 1) + 1
    const at = from < last ? this.reader.plain(this.buffer, from, last, last) : from
    this.isWindow = at < last || this.length - at > SLACK
    return at
  }
}

/** Index of the next line break; −1: none. */
function find(bytes: Uint8Array, from: number, to: number): number {
  if (from >= to) return -1
  const at = bytes.indexOf(10, from)
  return at < to ? at : -1
}

/**
 * UTF-16 made UTF-8, a unit at a time; halves of characters outside the BMP become one sign each.
 */
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
