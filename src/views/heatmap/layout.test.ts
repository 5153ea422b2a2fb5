import { expect, test } from 'vitest'
import { frameOf, LETTERS } from '../../core/buddy/frame-ascii.ts'
import { cellColor, paintCells } from './draw.ts'
import { cellSpan, hitHeat, isMap, rowGeometry, rowRuler } from './layout.ts'
import { mapBoxes, mapColumns, mapGeometry, mapRows } from './map-layout.ts'
import { cellFacts, cellValues } from './measures.ts'

const DESK = 880
const PAGE = 4096
const GIB = 2 ** 18 // pages
const span = (pages: number) => ({ startPfn: 0, endPfn: pages })

test('few pages have a cell each, under their own addresses', () => {
  const row = rowGeometry(span(8), DESK)
  expect(row.cells).toHaveLength(8)
  expect(row.cells[2]).toEqual({ startPfn: 2, endPfn: 3, x: 96 + 190 + 2.5, width: 90 })
  expect(rowRuler(row, 2, PAGE).map(({ text }) => text)).toEqual(['0K', '8K', '16K', '24K', '32K'])
})

test('addresses under a row have the digits that tell them apart', () => {
  const far = rowGeometry({ startPfn: 2 * GIB, endPfn: 2 * GIB + 8 }, DESK)
  expect(
    rowRuler(far, 2, PAGE)
      .slice(0, 3)
      .map(({ text }) => text),
  ).toEqual(['2097152K', '2097160K', '2097168K'])
})

test('more pages than cells share them, and no cell is under 3 px', () => {
  const row = rowGeometry(span(1024), DESK)
  expect(row.range.cellPages).toBe(8)
  expect(Math.min(...row.cells.map(({ width }) => width))).toBeGreaterThanOrEqual(3)
})

test('64 GiB are 64 rows of 256 cells', () => {
  expect(isMap({ startPfn: 0, pages: 4096 }, DESK)).toBe(false)
  expect(isMap({ startPfn: 0, pages: 64 * GIB }, DESK)).toBe(true)
  const map = mapGeometry(span(64 * GIB), DESK, 256)
  expect(map).toMatchObject({ columns: 256, rows: 64, rowHeight: 4, rowPages: GIB })
  expect(
    mapRows(map, PAGE)
      .slice(0, 3)
      .map(({ at, text }) => [at, text]),
  ).toEqual([
    [0, '0 GiB'],
    [32, '8 GiB'],
    [64, '16 GiB'],
  ])
  expect(mapColumns(map, PAGE).map(({ text }) => text)).toEqual([
    '0',
    '256 MiB',
    'a cell is 4 MiB, a row 1 GiB',
    '768 MiB',
    '1 GiB',
  ])
})

test('a zone that begins inside a row leaves the cells before it empty', () => {
  const map = mapGeometry({ startPfn: GIB / 2, endPfn: 65 * GIB }, DESK, 256)
  expect(map.range.startPfn % map.rowPages).toBe(0)
  expect(map.range.startPfn).toBeLessThanOrEqual(GIB / 2)
})

test('an extent is a box a row of the map', () => {
  const map = mapGeometry(span(64 * GIB), DESK, 256)
  const boxes = mapBoxes(map, { startPfn: 2.5 * GIB, endPfn: 3.25 * GIB })
  expect(boxes).toEqual([
    { x: 96 + 380, y: 8, width: 380, height: 4 },
    { x: 96, y: 12, width: 190, height: 4 },
  ])
})

test('a point finds its cell', () => {
  const row = rowGeometry(span(8), DESK)
  expect([hitHeat(row, 300, 10), hitHeat(row, 300, 40), hitHeat(row, 50, 10)]).toEqual([2, -1, -1])
  const map = mapGeometry(span(64 * GIB), DESK, 256)
  expect(cellSpan(map, hitHeat(map, 100, 5))).toEqual({ startPfn: GIB + 1024, endPfn: GIB + 2048 })
})

test('cells take the colour of their value, held ones none of the ramp', () => {
  const frame = frameOf('AA.DEEE.', { maxOrder: 1 })
  const values = cellValues(frame, { zone: 0, ...span(8), cellPages: 1 }, 'unusable', 1)
  const palette = { heat: Array.from({ length: 9 }, (_, i) => `#00000${i}`), held: '#0000ff' }
  const colors = [...values].map((value) => cellColor(value, 'unusable', palette as never, 1))
  expect(colors).toEqual([
    ...['#0000ff', '#0000ff', '#000008', '#0000ff'],
    ...['#0000ff', '#0000ff', '#0000ff', '#000008'],
  ])
  const pixels = new Uint32Array(8)
  paintCells(pixels, values, (cell) => cell < 4, 'unusable', palette as never, 1)
  expect([...pixels].map((word) => word.toString(16))).toEqual([
    ...['ffff0000', 'ffff0000', 'ff080000', 'ffff0000'],
    ...['0', '0', '0', '0'],
  ])
})

test('a cell is told by its value, its place and its block', () => {
  const frame = frameOf('AA.DEEE.', { maxOrder: 1 })
  const tell = (startPfn: number, endPfn: number, measure: 'unusable' | 'owner') =>
    Object.values(cellFacts(frame, 0, { startPfn, endPfn }, measure, 1, LETTERS, PAGE))
  expect(tell(2, 3, 'unusable')).toEqual([
    'unusable for order 1: 1.000',
    'pfn 2',
    'order 0 block at pfn 2, free',
  ])
  expect(tell(0, 4, 'owner')).toEqual(['A', 'pfn 0–3, 16 KiB', ''])
})
