// All that changes while a machine runs, in one buffer of 32-bit words, and a journal of its changes.
//
// Every write goes through `set` or `setByte`. While the journal records, a write appends
// (word index, old XOR new); the same entry undoes and redoes it, so that any moment between two
// writes can be reached exactly, whatever the words mean:
//
//   journal   i x │ i x │ i x │ i x        undo: words[i] ^= x from `at` down to a mark
//                       ▲at        ▲end    redo: words[i] ^= x from `at` up to a mark

/** A moment of the journal: a number of entries. */
export type Mark = number

export class State {
  readonly words: Int32Array
  readonly bytes: Uint8Array
  /** While false, changes leave no trace in the journal. */
  isRecording = false
  private journal: Int32Array
  /** Int32s of the journal that are applied, and that are there. */
  private at = 0
  private end = 0
  /** Scratch of `takeDelta`, a bit a word, all zero between calls. */
  private readonly seen: Int32Array

  constructor(words: number) {
    this.words = new Int32Array(words)
    this.bytes = new Uint8Array(this.words.buffer)
    this.journal = new Int32Array(1024)
    this.seen = new Int32Array((words + 31) >> 5)
  }

  set(index: number, value: number): void {
    const words = this.words
    if (this.isRecording) this.record(index, (words[index] as number) ^ value)
    words[index] = value
  }

  setByte(index: number, value: number): void {
    if (this.isRecording) {
      const word = index >> 2
      const before = this.words[word] as number
      this.bytes[index] = value
      this.record(word, before ^ (this.words[word] as number))
    } else this.bytes[index] = value
  }

  mark(): Mark {
    return this.at >> 1
  }

  /** Goes back to an earlier moment; what lies after it can be redone. */
  undoTo(mark: Mark): void {
    const { journal, words } = this
    for (let at = this.at - 2; at >= mark * 2; at -= 2)
      words[journal[at] as number] =
        (words[journal[at] as number] as number) ^ (journal[at + 1] as number)
    this.at = Math.min(this.at, mark * 2)
  }

  /** Goes forward again to a moment that was recorded before. */
  redoTo(mark: Mark): void {
    const { journal, words } = this
    const end = Math.min(mark * 2, this.end)
    for (let at = this.at; at < end; at += 2)
      words[journal[at] as number] =
        (words[journal[at] as number] as number) ^ (journal[at + 1] as number)
    this.at = Math.max(this.at, end)
  }

  /** Does something and undoes all that it wrote; returns what it found. */
  tryOut<T>(attempt: () => T): T {
    const wasRecording = this.isRecording
    this.isRecording = true
    const mark = this.mark()
    const found = attempt()
    this.undoTo(mark)
    this.end = this.at
    this.isRecording = wasRecording
    return found
  }

  /** Forgets all entries; the words stay as they are. */
  clearJournal(): void {
    this.at = 0
    this.end = 0
    if (this.journal.length > 1 << 22) this.journal = new Int32Array(1024)
  }

  /**
   * Goes back to the journal's start and returns what the whole journal came to: pairs (word index,
   * old XOR new), one a changed word. `applyDelta` then moves the words to its end, or back.
   */
  takeDelta(): Int32Array {
    const { journal, words, seen } = this
    const touched = new Int32Array(this.at >> 1)
    let count = 0
    for (let at = 0; at < this.at; at += 2) {
      const index = journal[at] as number
      const bit = 1 << (index & 31)
      if (((seen[index >> 5] as number) & bit) !== 0) continue
      seen[index >> 5] = (seen[index >> 5] as number) | bit
      touched[count++] = index
    }
    const after = new Int32Array(count)
    for (let i = 0; i < count; i++) after[i] = words[touched[i] as number] as number
    this.undoTo(0)
    const delta = new Int32Array(2 * count)
    let length = 0
    for (let i = 0; i < count; i++) {
      const index = touched[i] as number
      seen[index >> 5] = 0
      const change = (words[index] as number) ^ (after[i] as number)
      if (change === 0) continue
      delta[length++] = index
      delta[length++] = change
    }
    return delta.slice(0, length)
  }

  applyDelta(delta: Int32Array): void {
    const { words } = this
    for (let at = 0; at < delta.length; at += 2)
      words[delta[at] as number] =
        (words[delta[at] as number] as number) ^ (delta[at + 1] as number)
  }

  private record(index: number, change: number): void {
    if (change === 0) return
    if (this.at + 2 > this.journal.length) this.grow()
    this.journal[this.at] = index
    this.journal[this.at + 1] = change
    this.at += 2
    this.end = this.at
  }

  private grow(): void {
    const journal = new Int32Array(this.journal.length * 2)
    journal.set(this.journal)
    this.journal = journal
  }
}
