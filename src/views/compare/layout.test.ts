import { expect, it } from 'vitest'
import { BLOCK_FREE, BLOCK_HELD, type Frame } from '../../core/buddy/frame.ts'
import { cellPagesOf, compareOrders, compareZone, largestOf } from './layout.ts'

/** A frame of one zone: blocks of order 0 and 1 as `A.` draws them, pairs by a double letter. */
function frameOf(blocks: readonly [pfn: number, order: number, isFree: boolean][]): Frame {
  const nrFree = [0, 0, 0]
  for (const [, order, isFree] of blocks) if (isFree) nrFree[order] = (nrFree[order] ?? 0) + 1
  return {
    blockPfn: Int32Array.from(blocks, ([pfn]) => pfn),
    blockOrder: Uint8Array.from(blocks, ([, order]) => order),
    blockState: Uint8Array.from(blocks, ([, , isFree]) => (isFree ? BLOCK_FREE : BLOCK_HELD)),
    blockOwner: new Int32Array(blocks.length),
    blockType: new Uint8Array(blocks.length),
    zoneBlocks: Int32Array.of(0, blocks.length),
    nrFree: Int32Array.from(nrFree),
    types: 1,
    listPfn: new Int32Array(),
    listStart: new Int32Array(4),
    linux: null,
  }
}

const ZONE = { node: 0, zone: 'Normal', startPfn: 0, pages: 8, free: null } as const

const ours = frameOf([
  [0, 1, false],
  [2, 1, true],
  [4, 2, true],
])
const other = frameOf([
  [0, 0, true],
  [1, 0, false],
  [2, 1, true],
  [4, 2, false],
])

it('tells cell by cell what is held on either side', () => {
  const { cellPages, cells } = compareZone(ours, other, 0, ZONE)
  expect(cellPages).toBe(1)
  expect(cells.map((cell) => `${cell.ours[0]}${cell.other[0]}${cell.differs ? '!' : ''}`)).toEqual([
    '10!',
    '11',
    '00',
    '00',
    '01!',
    '01!',
    '01!',
    '01!',
  ])
})

it('makes cells of many pages where there are many', () => {
  expect([cellPagesOf(8), cellPagesOf(192), cellPagesOf(193), cellPagesOf(1 << 20)]).toEqual([
    1, 1, 2, 8192,
  ])
})

it('counts free blocks by order, the largest first', () => {
  const orders = compareOrders(ours, other, 1, 2)
  expect(orders).toEqual([
    { order: 2, ours: 1, other: 0 },
    { order: 1, ours: 1, other: 1 },
    { order: 0, ours: 0, other: 1 },
  ])
  expect([largestOf(orders, 'ours'), largestOf(orders, 'other')]).toEqual([2, 1])
})
