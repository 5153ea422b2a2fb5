import { expect, test } from 'vitest'
import { frameOf } from './frame-ascii.ts'
import {
  CELL_FREE,
  CELL_IN_USE,
  CELL_SEVERAL,
  NOTHING_FREE,
  orderCells,
  ownerCells,
  unusableCells,
} from './frame-cells.ts'

const range = (cellPages: number, endPfn = 8, startPfn = 0) => ({
  zone: 0,
  startPfn,
  endPfn,
  cellPages,
})

test('the unusable share is of free pages alone; held cells are no part of it', () => {
  const frame = frameOf('AA.DEEE.', { maxOrder: 1 })
  expect([...unusableCells(frame, range(1), 1)]).toEqual([-1, -1, 1, -1, -1, -1, -1, 1])
  expect([...unusableCells(frame, range(4), 1)]).toEqual([1, 1])
  expect([...unusableCells(frame, range(4), 0)]).toEqual([0, 0])
})

test('a cell of blocks of several sizes tells the share of the small ones', () => {
  const frame = frameOf('..A.....', { maxOrder: 2 }) // 0:1, 3:0, 4:2
  expect(unusableCells(frame, range(4), 1)[0]).toBeCloseTo(1 / 3)
  expect(unusableCells(frame, range(8), 2)[0]).toBeCloseTo(3 / 7)
})

test('a block larger than a cell fills several', () => {
  expect([...orderCells(frameOf('AAAA....', { maxOrder: 2 }), range(2))]).toEqual([2, 2, 2, 2])
})

test('who holds most of a cell is its owner', () => {
  const frame = frameOf('AABAC.##', { maxOrder: 1 })
  expect([...ownerCells(frame, range(4))][0]).toBe(0)
  expect([...ownerCells(frame, range(2))]).toEqual([0, CELL_SEVERAL, 2, CELL_IN_USE])
  expect([...ownerCells(frame, range(1, 6, 5))]).toEqual([CELL_FREE])
})

test('a cell is free only where most of its pages are', () => {
  const owners = (picture: string) => [...ownerCells(frameOf(picture, { maxOrder: 1 }), range(8))]
  expect(owners('ABCD....')).toEqual([CELL_SEVERAL])
  expect(owners('ABC.....')).toEqual([CELL_FREE])
  expect(owners('AAA#....')).toEqual([0])
  expect(owners('A###....')).toEqual([CELL_IN_USE])
  expect(owners('.A.B.C.D')).toEqual([CELL_SEVERAL])
})

test('a range that starts and ends inside blocks counts only the pages between', () => {
  const frame = frameOf('AAAA....', { maxOrder: 2 })
  expect([...unusableCells(frame, range(2, 7, 3), 3)]).toEqual([1, 1])
  expect([...unusableCells(frame, range(1, 5, 3), 3)]).toEqual([NOTHING_FREE, 1])
})
