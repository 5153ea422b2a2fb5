// Rows of /proc/buddyinfo as they come, packed into bytes: a day of one a second on a machine of
// many zones is millions of them, and memory that is touched for the first time costs more than
// reading the text. Which rows are one snapshot is decided as they come; whether a row is whole
// only when all are there, because the other rows tell how many orders there are.
//
//   [size][zone ×3][lines since the row before ×4][counts, seven bits a byte, the high bit: more follow]

const BLOCK_BITS = 16
const BLOCK = 1 << BLOCK_BITS
/** Bytes before a row's counts. */
export const ROW_HEAD = 8
/** Bytes that a row of the most counts may take; a row never reaches into the next block. */
const LONGEST_ROW = 2048
/** Zones that can be told apart. */
const MOST_ZONES = 1 << 24

const NO_BLOCK = new Uint8Array(0)

export interface ZoneId {
  readonly node: number
  readonly zone: string
}

export interface CountRow extends ZoneId {
  readonly line: number
  readonly counts: readonly number[]
}

export class CountRows {
  /** Rows. */
  length = 0
  snapshots = 0
  /** Zones that were seen, by the index that rows have. */
  readonly zones: ZoneId[] = []
  /** Where `room` begins in its block. */
  roomAt = 0
  private readonly blocks: Uint8Array[] = []
  private block = NO_BLOCK
  private roomBlock = this.block
  /** Where in the block under way the next row goes. */
  private free = 0
  /** Where the last row begins. */
  private lastBlock = this.block
  private last = 0
  private lastLine = 0
  /** How many rows have so many counts; the last row is not among them yet. */
  private readonly sizes: number[] = []
  /** By snapshot: where its rows begin, its first row and line, and what time stands over it. */
  private start = new Uint32Array(1 << 8)
  private first = new Uint32Array(1 << 8)
  private line = new Uint32Array(1 << 8)
  private readonly time = new Map<number, string>()
  private readonly zoneIndex = new Map<string, number>()
  /** By zone: the snapshot in which it was last seen, from 1. */
  private seen = new Uint32Array(1 << 4)

  /** −1: there are too many zones. */
  indexOf(node: number, zone: string): number {
    const key = `${node} ${zone}`
    const known = this.zoneIndex.get(key)
    if (known !== undefined) return known
    if (this.zones.length === MOST_ZONES) return -1
    const index = this.zones.push({ node, zone }) - 1
    this.zoneIndex.set(key, index)
    if (index === this.seen.length) this.seen = doubled(this.seen)
    return index
  }

  /** Whether the snapshot under way has this zone already, or there is none yet. */
  isRepeated(zone: number): boolean {
    return this.snapshots === 0 || this.seen[zone] === this.snapshots
  }

  /** A block with room for a row, from `roomAt` on. */
  room(): Uint8Array {
    const isFull = this.free + LONGEST_ROW > BLOCK || this.block === NO_BLOCK
    if (!isFull) this.roomBlock = this.block
    else if (this.roomBlock === this.block) this.roomBlock = new Uint8Array(BLOCK)
    this.roomAt = isFull ? 0 : this.free
    return this.roomBlock
  }

  /** The next row begins a snapshot. */
  beginSnapshot(line: number, at: string | null): void {
    this.room()
    this.takeRoom()
    if (this.snapshots === this.start.length) {
      this.start = doubled(this.start)
      this.first = doubled(this.first)
      this.line = doubled(this.line)
    }
    const snapshot = this.snapshots++
    if (at !== null) this.time.set(snapshot, at)
    this.start[snapshot] = ((this.blocks.length - 1) << BLOCK_BITS) + this.free
    this.first[snapshot] = this.length
    this.line[snapshot] = line
    this.lastLine = line
  }

  /**
   * Begins a row of the snapshot under way. Its `size` counts stand in `room` already, up to `end`.
   */
  beginRow(zone: number, line: number, size: number, end: number): void {
    this.countLast()
    this.takeRoom()
    const { block, free } = this
    const lines = line - this.lastLine
    block[free] = size
    block[free + 1] = zone
    block[free + 2] = zone >> 8
    block[free + 3] = zone >> 16
    block[free + 4] = lines
    block[free + 5] = lines >> 8
    block[free + 6] = lines >> 16
    block[free + 7] = lines >> 24
    this.lastBlock = block
    this.last = free
    this.free = end
    this.lastLine = line
    this.length++
    this.seen[zone] = this.snapshots
  }

  /** Adds a count to the last row. */
  add(count: number): void {
    const block = this.lastBlock
    block[this.last] = (block[this.last] as number) + 1
    let rest = count
    for (; rest > 127; rest = Math.floor(rest / 128)) block[this.free++] = (rest % 128) | 128
    block[this.free++] = rest
  }

  /** Counts of the last row. */
  get lastSize(): number {
    return this.lastBlock[this.last] as number
  }

  /** How many rows have so many counts, by their number of counts. */
  rowsBySize(): readonly number[] {
    const sizes = [...this.sizes]
    if (this.length > 0) countIn(sizes, this.lastSize)
    return sizes
  }

  /** Number of a snapshot's first row. */
  firstRow(snapshot: number): number {
    return this.first[snapshot] as number
  }

  timeOf(snapshot: number): string | null {
    return this.time.get(snapshot) ?? null
  }

  rowsOf(snapshot: number): CountRow[] {
    const until = snapshot + 1 < this.snapshots ? this.firstRow(snapshot + 1) : this.length
    const rows: CountRow[] = []
    let at = this.start[snapshot] as number
    let line = this.line[snapshot] as number
    for (let row = this.firstRow(snapshot); row < until; row++) {
      // A row that did not fit behind the last one begins the next block, where the rest is empty.
      if ((at & (BLOCK - 1)) + LONGEST_ROW > BLOCK) at = ((at >>> BLOCK_BITS) + 1) * BLOCK
      const block = this.blocks[at >>> BLOCK_BITS] as Uint8Array
      const head = at & (BLOCK - 1)
      const zone = bytesAt(block, head + 1, 3)
      line += bytesAt(block, head + 4, 4)
      const counts: number[] = []
      const end = unpack(block, head + ROW_HEAD, block[head] as number, counts)
      rows.push({ ...(this.zones[zone] as ZoneId), line, counts })
      at += end - head
    }
    return rows
  }

  private takeRoom(): void {
    if (this.roomBlock === this.block) return
    this.blocks.push(this.roomBlock)
    this.block = this.roomBlock
    this.free = 0
  }

  private countLast(): void {
    if (this.length > 0) countIn(this.sizes, this.lastSize)
  }
}

function countIn(sizes: number[], size: number): void {
  while (sizes.length <= size) sizes.push(0)
  sizes[size] = (sizes[size] as number) + 1
}

function bytesAt(block: Uint8Array, at: number, bytes: number): number {
  let value = 0
  for (let i = bytes - 1; i >= 0; i--) value = value * 256 + (block[at + i] as number)
  return value
}

/** Where the counts end. */
function unpack(block: Uint8Array, from: number, size: number, counts: number[]): number {
  let at = from
  for (let i = 0; i < size; i++) {
    let count = 0
    let scale = 1
    for (;;) {
      const byte = block[at++] as number
      count += (byte & 127) * scale
      if (byte < 128) break
      scale *= 128
    }
    counts.push(count)
  }
  return at
}

function doubled(column: Uint32Array): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(column.length * 2)
  grown.set(column)
  return grown
}
