// Reading a frame block by block: where a page's block is, what it is called. The names are those
// that pictures, tooltips and screen readers share: `order 1 block at pfn 4, C`.

import { buddyOf, formatBytes, type Order, type Pfn } from '../units.ts'
import type { MachineConfig } from './config.ts'
import { BLOCK_FREE, BLOCK_HELD, BLOCK_IN_HAND, BLOCK_ON_PCP, type Frame } from './frame.ts'

/** One block of a frame, taken out of its columns. */
export interface FrameBlock {
  /** Index into the config's zones. */
  readonly zone: number
  readonly pfn: Pfn
  readonly order: Order
  /** BLOCK_FREE, BLOCK_HELD, BLOCK_IN_USE, BLOCK_IN_HAND or BLOCK_ON_PCP. */
  readonly state: number
  /** Name id; −1: nobody by name. */
  readonly owner: number
  /** Index into MIGRATETYPES. */
  readonly type: number
}

/** The blocks of one zone: from the first index to past the last. */
export function zoneRange(frame: Frame, zone: number): readonly [number, number] {
  return [frame.zoneBlocks[zone] ?? 0, frame.zoneBlocks[zone + 1] ?? 0]
}

export function countBlocks(frame: Frame): number {
  return frame.blockPfn.length
}

export function readBlock(frame: Frame, zone: number, index: number): FrameBlock {
  return {
    zone,
    pfn: frame.blockPfn[index] ?? 0,
    order: frame.blockOrder[index] ?? 0,
    state: frame.blockState[index] ?? BLOCK_FREE,
    owner: frame.blockOwner[index] ?? -1,
    type: frame.blockType[index] ?? 0,
  }
}

/** Index of the block that holds the page `pfn`: the last that begins at or before it; −1: outside. */
export function blockIndexAt(frame: Frame, zone: number, pfn: Pfn): number {
  const [first, end] = zoneRange(frame, zone)
  let low = first
  let high = end
  while (low < high) {
    const middle = (low + high) >> 1
    if ((frame.blockPfn[middle] as number) <= pfn) low = middle + 1
    else high = middle
  }
  const index = low - 1
  if (index < first) return -1
  const last = (frame.blockPfn[index] as number) + 2 ** (frame.blockOrder[index] as number) - 1
  return pfn <= last ? index : -1
}

export function blockAt(frame: Frame, zone: number, pfn: Pfn): FrameBlock | null {
  const index = blockIndexAt(frame, zone, pfn)
  return index < 0 ? null : readBlock(frame, zone, index)
}

/** Every block of a zone, ascending: for frames small enough to have an object a block. */
export function blocksOfZone(frame: Frame, zone: number): FrameBlock[] {
  const [first, end] = zoneRange(frame, zone)
  return Array.from({ length: end - first }, (_, i) => readBlock(frame, zone, first + i))
}

/** Who a block belongs to, in a word: `C`, `free`, `in use`. */
export function holderOf(
  block: Pick<FrameBlock, 'state' | 'owner'>,
  names: ReadonlyMap<number, string>,
): string {
  if (block.state === BLOCK_FREE) return 'free'
  if (block.state === BLOCK_IN_HAND) return 'in hand'
  if (block.state === BLOCK_ON_PCP) return 'on a per-CPU list'
  if (block.state !== BLOCK_HELD) return 'in use'
  return names.get(block.owner) ?? 'held'
}

/** `order 1 block at pfn 4, C`. */
export function blockName(block: FrameBlock, names: ReadonlyMap<number, string>): string {
  return `order ${block.order} block at pfn ${block.pfn}, ${holderOf(block, names)}`
}

/** What a tooltip tells of a block: who holds it, where it lies and how large it is, its buddy. */
export interface BlockFacts {
  readonly holder: string
  readonly place: string
  readonly buddy: string
}

export function blockFacts(
  block: FrameBlock,
  names: ReadonlyMap<number, string>,
  config: Pick<MachineConfig, 'pageSize' | 'maxOrder' | 'zones'>,
): BlockFacts {
  const { pfn, order, zone } = block
  const pages = 2 ** order
  const at = pages === 1 ? `pfn ${pfn}` : `pfn ${pfn}–${pfn + pages - 1}`
  return {
    holder: holderOf(block, names),
    place: `order ${order}, ${formatBytes(pages * config.pageSize)}, ${at}`,
    buddy: tellBuddy(buddyOf(pfn, order), order, config.zones[zone], config.maxOrder),
  }
}

function tellBuddy(
  buddy: Pfn,
  order: Order,
  zone: MachineConfig['zones'][number] | undefined,
  maxOrder: Order,
): string {
  if (order >= maxOrder) return 'never merges: the largest order'
  const end = zone ? zone.startPfn + zone.pages : 0
  const isInZone = zone && buddy >= zone.startPfn && buddy + 2 ** order <= end
  return isInZone ? `buddy at pfn ${buddy}` : 'its buddy lies outside the zone'
}
