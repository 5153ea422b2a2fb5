// Rows of /proc/buddyinfo as they come, packed into words of 16 bits: a day of one a second on a
// machine of many zones is millions of them, and memory that is touched for the first time costs
// more than reading the text. Which rows are one snapshot is decided as they come; whether a row is
// whole only when all are there, because the other rows tell how many orders there are.
//
//   [size, planes][zone ×2][lines since the row before ×2][counts: a word each]{[their next 16 bits]…}
//
// A row has more planes than one only where one of its counts is 65536 or more.

const BLOCK_BITS = 15
const BLOCK = 1 << BLOCK_BITS
/** Words before a row's counts. */
export const ROW_HEAD = 5
/** Words that a row of the most counts may take; a row never reaches into the next block. */
const LONGEST_ROW = 1024
/** Counts that a row may have; with as many planes as there are it takes less than LONGEST_ROW. */
const MOST_COUNTS = 192
/** Counts are below 2^53. */
const MOST_PLANES = 4
/** The largest count of one plane, and what one of the next counts for. */
export const ONE_PLANE = 0xffff
const SCALE = 0x10000
/** Zones that can be told apart. */
const MOST_ZONES = 1 << 24

const NO_BLOCK = new Uint16Array(0)

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
  /** The block under way, and where in it the next row goes. */
  block = NO_BLOCK
  private free = 0
  private readonly blocks: Uint16Array[] = []
  /** Where in the block the last row begins. */
  private last = 0
  /** Where the last row stands. */
  lastLine = 0
  private lastZone = -1
  /** How often two zones one after the other had two rows each: lines may be doubled there. */
  pairs = 0
  /** The last zone that had two rows one after the other, and the second of them. */
  private pairZone = -1
  private pairRow = -1
  /** How many rows have so many counts. */
  private readonly sizes = new Uint32Array(MOST_COUNTS + 1)
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

  /** Where in `block` the next row goes; there is room for the longest. */
  room(): number {
    if (this.free + LONGEST_ROW > this.block.length) {
      this.block = new Uint16Array(BLOCK)
      this.blocks.push(this.block)
      this.free = 0
    }
    return this.free
  }

  /** The next row begins a snapshot, of this zone. */
  beginSnapshot(zone: number, line: number, at: string | null): void {
    if (zone === this.lastZone) {
      if (zone !== this.pairZone && this.length === this.pairRow + 2) this.pairs++
      this.pairZone = zone
      this.pairRow = this.length
    }
    const row = this.room()
    if (this.snapshots === this.start.length) {
      this.start = doubled(this.start)
      this.first = doubled(this.first)
      this.line = doubled(this.line)
    }
    const snapshot = this.snapshots++
    if (at !== null) this.time.set(snapshot, at)
    this.start[snapshot] = ((this.blocks.length - 1) << BLOCK_BITS) + row
    this.first[snapshot] = this.length
    this.line[snapshot] = line
    this.lastLine = line
  }

  /** Puts counts into the room; their planes. */
  pack(counts: readonly number[]): number {
    let at = this.room() + ROW_HEAD
    const { block } = this
    const planes = planesOf(Math.max(...counts))
    for (let plane = 0; plane < planes; plane++) {
      const scale = SCALE ** plane
      for (const count of counts) block[at++] = Math.floor(count / scale) % SCALE
    }
    return planes
  }

  /** Adds a row to the snapshot under way: its counts stand in the room already. */
  add(zone: number, line: number, size: number, planes: number): void {
    const { block, free } = this
    const lines = line - this.lastLine
    block[free] = size | (planes << 8)
    block[free + 1] = zone
    block[free + 2] = zone >>> 16
    block[free + 3] = lines
    block[free + 4] = lines >>> 16
    this.last = free
    this.free = free + ROW_HEAD + size * planes
    this.lastLine = line
    this.lastZone = zone
    this.length++
    this.seen[zone] = this.snapshots
    this.sizes[size] = (this.sizes[size] as number) + 1
  }

  /** Adds counts to the last row; false: they are too many. */
  extend(more: readonly number[]): boolean {
    const { block, last, sizes } = this
    const counts = [...unpack(block, last), ...more]
    if (counts.length > MOST_COUNTS) return false
    const size = this.lastSize
    sizes[size] = (sizes[size] as number) - 1
    sizes[counts.length] = (sizes[counts.length] as number) + 1
    // The room is where the row stands: it is packed anew.
    this.free = last
    const planes = this.pack(counts)
    block[last] = counts.length | (planes << 8)
    this.free = last + ROW_HEAD + counts.length * planes
    return true
  }

  /** Counts of the last row. */
  get lastSize(): number {
    return (this.block[this.last] as number) & 0xff
  }

  /** How many rows have so many counts, by their number of counts. */
  rowsBySize(): readonly number[] {
    const longest = this.sizes.findLastIndex((rows) => rows > 0)
    return [...this.sizes.subarray(0, longest + 1)]
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
      const block = this.blocks[at >>> BLOCK_BITS] as Uint16Array
      const head = at & (BLOCK - 1)
      const size = sizeAt(block, head)
      const zone = wordsAt(block, head + 1)
      line += wordsAt(block, head + 3)
      rows.push({ ...(this.zones[zone] as ZoneId), line, counts: unpack(block, head) })
      at += ROW_HEAD + size.counts * size.planes
    }
    return rows
  }
}

function planesOf(most: number): number {
  let planes = 1
  while (most >= SCALE ** planes && planes < MOST_PLANES) planes++
  return planes
}

function wordsAt(block: Uint16Array, at: number): number {
  return (block[at] as number) + (block[at + 1] as number) * SCALE
}

function sizeAt(block: Uint16Array, row: number): { counts: number; planes: number } {
  const word = block[row] as number
  return { counts: word & 0xff, planes: word >>> 8 }
}

/** The counts of the row that begins there. */
function unpack(block: Uint16Array, row: number): number[] {
  const size = sizeAt(block, row)
  const counts: number[] = []
  for (let i = 0; i < size.counts; i++) {
    let count = 0
    for (let plane = size.planes - 1; plane >= 0; plane--)
      count = count * SCALE + (block[row + ROW_HEAD + plane * size.counts + i] as number)
    counts.push(count)
  }
  return counts
}

function doubled(column: Uint32Array): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(column.length * 2)
  grown.set(column)
  return grown
}
