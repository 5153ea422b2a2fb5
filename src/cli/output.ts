// Output in pieces: a long run's JSON is written as it comes, at the reader's pace.

/** Characters that are gathered before they are written. */
const CHUNK = 1 << 16

export class Output {
  private readonly stream: NodeJS.WritableStream
  private parts: string[] = []
  private length = 0

  constructor(stream: NodeJS.WritableStream) {
    this.stream = stream
  }

  add(text: string): void {
    this.parts.push(text)
    this.length += text.length
  }

  /** Writes what has gathered once it is enough, and waits while the reader is behind. */
  async settle(): Promise<void> {
    if (this.length >= CHUNK) await this.flush()
  }

  async flush(): Promise<void> {
    const text = this.parts.join('')
    this.parts = []
    this.length = 0
    await new Promise<void>((resolve) => this.stream.write(text, () => resolve()))
  }
}
