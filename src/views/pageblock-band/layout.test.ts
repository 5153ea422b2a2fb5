import { expect, test } from 'vitest'
import { zone as drawn } from '../../core/buddy/ascii.ts'
import { configOf, frameOf } from '../../core/buddy/frame-ascii.ts'
import { bandOf, cellOf, changesOf, gridOf, moveOf, runsOf, scannersOf } from './layout.ts'

/** Pageblocks of four pages: half movable, mixed, free. */
const PICTURE = 'aa..bbC.....'
const OPTIONS = { types: 'MMU', maxOrder: 3 }
const zone = configOf(PICTURE, OPTIONS).zones[0]!

test('a cell fills with its own kind first and what is foreign on top', () => {
  const { cells, perCell } = bandOf(frameOf(PICTURE, OPTIONS), 0, zone, 2)
  expect(perCell).toBe(1)
  expect(cells.map(({ pfn, type, layers }) => [pfn, type, layers])).toEqual([
    [0, 1, [{ kind: 1, share: 0.5 }]],
    [
      4,
      1,
      [
        { kind: 1, share: 0.5 },
        { kind: 0, share: 0.25 },
      ],
    ],
    [8, 0, []],
  ])
  expect(cells[1]?.text).toBe('Pageblock 4, Movable: 3 of 4 pages held, of them 1 Unmovable')
})

test('a row while cells are wide enough, then rows of a power of two', () => {
  expect(gridOf(32, 832)).toMatchObject({ columns: 32, rows: 1, pitch: 26 })
  expect(gridOf(64, 832)).toMatchObject({ columns: 32, rows: 2 })
  expect(gridOf(512, 832)).toMatchObject({ columns: 64, rows: 8, pitch: 13 })
  expect(gridOf(3, 832)).toMatchObject({ columns: 3, rows: 1, pitch: 128 })
})

test('pageblocks that change are ringed together', () => {
  const machine = drawn('..............A.', { types: 'MMMU', maxOrder: 3 })
  const events = machine.steps(() => {
    machine.alloc('B', 2)
    machine.alloc('C', 4)
  })
  const changes = changesOf(events, null, 0)
  expect(changes.map(({ kind, from, to }) => [kind, from, to])).toContainEqual([
    'changed',
    'Movable',
    'Unmovable',
  ])
  const band = bandOf(frameOf(PICTURE, OPTIONS), 0, zone, 2)
  const grid = gridOf(3, 96)
  const both = { kind: 'changed', from: 'Movable', to: 'Unmovable' } as const
  expect(runsOf(band, grid, [{ ...both, pfn: 0, pages: 8 }])).toEqual([
    { x: 0, y: 0, width: 64, height: grid.cellHeight },
  ])
  expect(cellOf(band, 11)).toBe(2)
  expect(cellOf(band, 12)).toBe(-1)
})

test('the scanners stand where the last scan left them', () => {
  const machine = drawn('a...b...........', { types: 'MMMM', maxOrder: 3 })
  const events = machine.steps(() => machine.compact())
  expect(scannersOf(events, 0)?.haveMet ?? true).toBeDefined()
  const move = events.find(({ kind }) => kind === 'migrate')!
  expect(moveOf(move, 0)).toMatchObject({ from: 0, pages: 1 })
  expect(moveOf(move, 1)).toBeNull()
  expect(scannersOf([], 0)).toBeNull()
})
