import { expect, it } from 'vitest'
import { BLOCK_FREE, BLOCK_HELD, type Frame } from '../../core/buddy/frame.ts'
import {
  areAtSameAddresses,
  cellPagesOf,
  colouredLayers,
  comparedBy,
  compareOrders,
  compareZone,
  countPageblocks,
  largestOf,
  unmovablePageblocks,
} from './layout.ts'

/** A frame of one zone: blocks of order 0 and 1 as `A.` draws them, pairs by a double letter. */
function frameOf(
  blocks: readonly [pfn: number, order: number, isFree: boolean, type?: number, owner?: number][],
): Frame {
  const nrFree = [0, 0, 0]
  for (const [, order, isFree] of blocks) if (isFree) nrFree[order] = (nrFree[order] ?? 0) + 1
  return {
    blockPfn: Int32Array.from(blocks, ([pfn]) => pfn),
    blockOrder: Uint8Array.from(blocks, ([, order]) => order),
    blockState: Uint8Array.from(blocks, ([, , isFree]) => (isFree ? BLOCK_FREE : BLOCK_HELD)),
    blockOwner: Int32Array.from(blocks, ([, , , , owner]) => owner ?? 0),
    blockType: Uint8Array.from(blocks, ([, , , type]) => type ?? 0),
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
  const { cellPages, cells } = compareZone(ours, other, 0, ZONE, 'kind')
  expect(cellPages).toBe(1)
  const held = (layers: readonly { share: number }[]) => layers[0]?.share ?? 0
  expect(
    cells.map((cell) => `${held(cell.ours)}${held(cell.other)}${cell.differs ? '!' : ''}`),
  ).toEqual(['10!', '11', '00', '00', '01!', '01!', '01!', '01!'])
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

it('as many free blocks are the same only at the same addresses', () => {
  const moved = frameOf([
    [0, 1, true],
    [2, 1, false],
    [4, 2, true],
  ])
  expect(compareOrders(ours, moved, 1, 2).every((row) => row.ours === row.other)).toBe(true)
  expect([areAtSameAddresses(ours, moved), areAtSameAddresses(ours, ours)]).toEqual([false, true])
})

const UNMOVABLE = 0
const MOVABLE = 1

it('differs where as much is held, but for something else', () => {
  const [grouped, mixed] = [UNMOVABLE, MOVABLE].map((type) => frameOf([[0, 3, false, type, 0]]))
  if (!grouped || !mixed) throw new Error('two frames')
  const marks = (by: 'kind' | 'owner') =>
    compareZone(grouped, mixed, 0, ZONE, by).cells.filter(({ differs }) => differs).length
  expect([marks('kind'), marks('owner')]).toEqual([8, 0])
})

it('without grouping on either side it is told by who holds what', () => {
  expect(comparedBy({ grouping: false }, { grouping: true })).toBe('kind')
  expect(comparedBy({ grouping: false }, { grouping: false })).toBe('owner')
  const [mine, yours] = [1, 2].map((owner) => frameOf([[0, 3, false, UNMOVABLE, owner]]))
  if (!mine || !yours) throw new Error('two frames')
  const [cell] = compareZone(mine, yours, 0, ZONE, 'owner').cells
  expect([cell?.ours.length, cell?.other.length, cell?.differs]).toEqual([1, 1, true])
})

it('a cell of many names has a layer a colour', () => {
  // The ninth name has the first one's colour again, in another pattern.
  const many = frameOf([0, 1, 8, 9].map((owner, pfn) => [pfn, 0, false, UNMOVABLE, owner]))
  const { cells } = compareZone(many, many, 0, { ...ZONE, pages: 192 * 4 }, 'owner')
  expect(cells[0]?.ours).toHaveLength(4)
  expect(colouredLayers(cells[0]?.ours ?? [])).toEqual([
    { key: 0, share: 0.5 },
    { key: 1, share: 0.5 },
  ])
})

it('counts the pageblocks that hold unmovable memory', () => {
  const scattered = frameOf([
    [0, 0, false, UNMOVABLE],
    [1, 0, true],
    [2, 0, false, UNMOVABLE],
    [3, 0, false, MOVABLE],
    [4, 1, false, MOVABLE],
    [6, 1, true],
  ])
  expect(countPageblocks([ZONE], 1)).toBe(4)
  expect(unmovablePageblocks(scattered, [ZONE], 1)).toBe(2)
  // One block over all of them.
  expect(unmovablePageblocks(frameOf([[0, 3, false, UNMOVABLE]]), [ZONE], 1)).toBe(4)
})
