import { expect, test } from 'vitest'
import { zone as drawn } from '../../core/buddy/ascii.ts'
import { configOf, frameOf } from '../../core/buddy/frame-ascii.ts'
import { snapshot } from '../../core/buddy/snapshot.ts'
import { lastView } from '../../core/run/run-of.ts'
import { changesOf, moveOf, scannersOf } from './changes.ts'
import { bandOf, cellAt, cellOf, gridOf, moveLine, ON_PCP, runsOf } from './layout.ts'

/** Pageblocks of four pages: half movable, mixed, free. */
const PICTURE = 'aa..bbC.....'
const OPTIONS = { types: 'MMU', maxOrder: 3 }
const zone = configOf(PICTURE, OPTIONS).zones[0]!

test('a cell fills with its own kind first and what is foreign on top', () => {
  const { cells, perCell } = bandOf(frameOf(PICTURE, OPTIONS), 0, zone, 2, 832)
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

test('pages on per-CPU lists lie on top, and are not held', () => {
  const machine = drawn('a...........', { ...OPTIONS, pcp: { batch: 2, high: 6 } })
  machine.alloc('b', 1)
  const frame = snapshot(machine.machine, [])
  const cells = bandOf(frame, 0, zone, 2, 832).cells.filter(({ layers }) => layers.length > 0)
  expect(cells.flatMap(({ layers }) => layers.map(({ kind }) => kind))).toContain(ON_PCP)
  expect(cells.map(({ text }) => text).join()).toMatch(/; [12] on per-CPU lists/)
})

test('letters stand over the cells, every fourth cell has its first page below it', () => {
  const grid = gridOf(32, 832)
  expect(cellAt(grid, 0).y).toBe(grid.letterHeight)
  expect(grid.pfnEvery).toBe(4)
  expect(gridOf(512, 832).pfnEvery).toBe(0)
})

test('a row while cells are wide enough, then rows of a power of two', () => {
  expect(gridOf(32, 832)).toMatchObject({ columns: 32, rows: 1, pitch: 26 })
  expect(gridOf(64, 832)).toMatchObject({ columns: 32, rows: 2 })
  expect(gridOf(512, 832)).toMatchObject({ columns: 64, rows: 8, pitch: 13 })
  expect(gridOf(3, 832)).toMatchObject({ columns: 3, rows: 1, pitch: 128 })
})

test('more pageblocks than eight rows have room for share cells, on a phone sooner', () => {
  // 2 GiB in pageblocks of 512 pages: 1 024 of them; a row has 64 cells of 13 px, or 16 of 22 px.
  const [large] = configOf('.'.repeat(64), { maxOrder: 4 }).zones
  if (!large) throw new Error('a zone')
  const { frame } = lastView('policy linux\nwatermarks off\nmemory 2G\nalloc a 4K\n')
  const foldedAt = (width: number) => {
    const { cells, perCell } = bandOf(frame, 0, { ...large, pages: 524_288 }, 9, width)
    return [perCell, gridOf(cells.length, width).rows]
  }
  expect([foldedAt(832), foldedAt(358)]).toEqual([
    [2, 8],
    [8, 8],
  ])
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
  const band = bandOf(frameOf(PICTURE, OPTIONS), 0, zone, 2, 832)
  const grid = gridOf(3, 96)
  const both = { kind: 'changed', from: 'Movable', to: 'Unmovable' } as const
  expect(runsOf(band, grid, [{ ...both, pfn: 0, pages: 8 }])).toEqual([
    { x: 0, y: 0, width: 64, height: grid.letterHeight + grid.cellHeight },
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
  // Both cells are outlined; within one cell there is no way to draw.
  const band = bandOf(frameOf(PICTURE, OPTIONS), 0, zone, 2, 832)
  const grid = gridOf(3, 96)
  const line = moveLine(band, grid, { from: 0, to: 9, pages: 1 })
  expect(line?.cells.map(({ x }) => x)).toEqual([0, 64])
  expect([line?.from.x, line?.to.x]).toEqual([16, 80])
  expect(moveLine(band, grid, { from: 1, to: 2, pages: 1 })?.cells).toHaveLength(1)
  expect(moveLine(band, grid, { from: 1, to: 40, pages: 1 })).toBeNull()
})
