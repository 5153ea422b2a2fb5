// Fallback events in typed columns: a trace may hold millions.

import type { ExtfragEvent, List } from './reading.ts'

/** A field that the text does not show. */
export const ABSENT = -1
/** Events of a block of columns: nothing is copied as they grow. */
const BLOCK_BITS = 14
const BLOCK = 1 << BLOCK_BITS
const NO = 0
const YES = 1

interface Block {
  readonly time: Float64Array
  readonly pfn: Float64Array
  /** pageblock_order, fallback_order, alloc_order; a byte each, the first with its sign. */
  readonly orders: Int32Array
  /** change_ownership, fallback_migratetype, alloc_migratetype, likewise. */
  readonly types: Int32Array
}

export class EventColumns implements List<ExtfragEvent> {
  length = 0
  /** Events that broke a block smaller than a pageblock. */
  fragmenting = 0
  private readonly blocks: Block[] = []
  private block: Block | null = null

  /** Times in seconds (NaN: none); orders, types and flags are ABSENT where they are not shown. */
  add(
    time: number,
    pfn: number,
    allocOrder: number,
    fallbackOrder: number,
    pageblockOrder: number,
    allocType: number,
    fallbackType: number,
    changeOwnership: number,
  ): void {
    const i = this.length & (BLOCK - 1)
    if (i === 0) {
      this.block = newBlock()
      this.blocks.push(this.block)
    }
    this.length++
    const block = this.block as Block
    block.time[i] = time
    block.pfn[i] = pfn
    block.orders[i] = (pageblockOrder << 16) | (fallbackOrder << 8) | allocOrder
    block.types[i] = (changeOwnership << 16) | (fallbackType << 8) | allocType
    if (fallbackOrder < pageblockOrder) this.fragmenting++
  }

  at(index: number): ExtfragEvent | undefined {
    const from = index < 0 ? this.length + index : index
    const block = this.blocks[from >>> BLOCK_BITS]
    if (block === undefined || from < 0 || from >= this.length) return undefined
    const i = from & (BLOCK - 1)
    const orders = block.orders[i] as number
    const types = block.types[i] as number
    const pageblockOrder = orders >> 16
    const fallbackOrder = (orders >> 8) & 0xff
    const changed = types >> 16
    const time = block.time[i] as number
    const pfn = block.pfn[i] as number
    return {
      time: Number.isNaN(time) ? null : time,
      pfn: pfn === ABSENT ? null : pfn,
      allocOrder: orders & 0xff,
      fallbackOrder,
      pageblockOrder: pageblockOrder === ABSENT ? null : pageblockOrder,
      allocMigratetype: types & 0xff,
      fallbackMigratetype: (types >> 8) & 0xff,
      fragmenting: pageblockOrder === ABSENT ? null : fallbackOrder < pageblockOrder,
      changeOwnership: changed === NO ? false : changed === YES ? true : null,
    }
  }

  *[Symbol.iterator](): Iterator<ExtfragEvent> {
    for (let i = 0; i < this.length; i++) yield this.at(i) as ExtfragEvent
  }
}

function newBlock(): Block {
  return {
    time: new Float64Array(BLOCK),
    pfn: new Float64Array(BLOCK),
    orders: new Int32Array(BLOCK),
    types: new Int32Array(BLOCK),
  }
}
