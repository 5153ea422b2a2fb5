// The machine's state as a frame: flat arrays that the worker can transfer.

import {
  BLOCK_FREE,
  BLOCK_HELD,
  BLOCK_IN_HAND,
  BLOCK_IN_USE,
  BLOCK_ON_PCP,
  type Frame,
  LISTED_BLOCKS,
} from './frame.ts'
import { nextInList, nrFree } from './free-area.ts'
import type { Machine } from './machine.ts'
import { MOBILITIES, migratetypeOf } from './migratetype.ts'
import { pageblockType } from './pageblock.ts'
import { FREE, HELD, ON_PCP, ORDER_BITS, TYPE_SHIFT, type Zone } from './zone.ts'

/** Copies the state; `nameOf[handle]` is the name id that a frame shows as owner. */
export function snapshot(machine: Machine, nameOf: ArrayLike<number>): Frame {
  const { state, zones } = machine
  const blocks = zones.reduce((sum, zone) => sum + countBlocks(machine, zone), 0)
  const blockPfn = new Int32Array(blocks)
  const blockOrder = new Uint8Array(blocks)
  const blockState = new Uint8Array(blocks)
  const blockOwner = new Int32Array(blocks).fill(-1)
  const blockType = new Uint8Array(blocks)
  const zoneBlocks = new Int32Array(zones.length + 1)
  let i = 0
  for (const zone of zones) {
    for (let pfn = zone.start; pfn < zone.end; i++) {
      const status = state.bytes[zone.status + pfn] as number
      const order = status & ORDER_BITS
      blockPfn[i] = pfn
      blockOrder[i] = order
      if ((status & FREE) !== 0) {
        blockState[i] = BLOCK_FREE
        blockType[i] = (status & ~FREE) >> TYPE_SHIFT
      } else if ((status & HELD) !== 0) {
        const handle = state.words[zone.owner + pfn] as number
        blockState[i] = handle > 0 ? BLOCK_HELD : BLOCK_IN_USE
        if (handle > 0) {
          blockOwner[i] = nameOf[handle] ?? -1
          blockType[i] = migratetypeOf(
            MOBILITIES[machine.mobility[handle] as number] ?? 'unmovable',
          )
        }
      } else if ((status & ON_PCP) !== 0) {
        blockState[i] = BLOCK_ON_PCP
        blockType[i] = pageblockType(state, zone, pfn)
      } else blockState[i] = BLOCK_IN_HAND
      pfn += 2 ** order
    }
    zoneBlocks[zone.index + 1] = i
  }
  const types = zones[0]?.types ?? 1
  const lists = copyLists(machine, types)
  return {
    blockPfn,
    blockOrder,
    blockState,
    blockOwner,
    blockType,
    zoneBlocks,
    types,
    ...lists,
    linux: machine.linux?.snapshot(machine) ?? null,
  }
}

/** The buffers of a frame, for a transfer. */
export function buffersOf(frame: Frame): ArrayBufferLike[] {
  return [
    frame.blockPfn.buffer,
    frame.blockOrder.buffer,
    frame.blockState.buffer,
    frame.blockOwner.buffer,
    frame.blockType.buffer,
    frame.zoneBlocks.buffer,
    frame.nrFree.buffer,
    frame.listPfn.buffer,
    frame.listStart.buffer,
    ...Object.values(frame.linux ?? {}).map(({ buffer }) => buffer),
  ]
}

function countBlocks({ state }: Machine, zone: Zone): number {
  let blocks = 0
  for (let pfn = zone.start; pfn < zone.end; blocks++)
    pfn += 1 << ((state.bytes[zone.status + pfn] as number) & ORDER_BITS)
  return blocks
}

function copyLists({ state, zones, maxOrder }: Machine, types: number) {
  const counts = new Int32Array(zones.length * types * (maxOrder + 1))
  const listStart = new Int32Array(counts.length + 1)
  const pfns: number[] = []
  let list = 0
  for (const zone of zones)
    for (let type = 0; type < types; type++)
      for (let order = 0; order <= maxOrder; order++) {
        counts[list] = nrFree(state, zone, order, type)
        let pfn = nextInList(state, zone, order, type, -1)
        for (let n = 0; n < LISTED_BLOCKS && pfn >= 0; n++) {
          pfns.push(pfn)
          pfn = nextInList(state, zone, order, type, pfn)
        }
        listStart[++list] = pfns.length
      }
  return { nrFree: counts, listPfn: Int32Array.from(pfns), listStart }
}
