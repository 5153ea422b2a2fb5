import { describe, expect, test } from 'vitest'
import { runOf } from '../../core/run/run-of.ts'
import type { RunSummary } from '../../core/run/summary.ts'
import { Viewer } from '../../core/run/viewer.ts'
import { FIRST_SOURCE } from '../../examples/first.ts'
import { firstShown, foldHistory } from './fold.ts'
import { cellsOf, headPfns, stretchesOf } from './layout.ts'

function summaryOf(source: string): RunSummary {
  const run = runOf(source, null)
  while (!run.advance(100));
  return new Viewer(run).summary()
}

/** A row a string, a page a character: `.` free, `#` in use, `A` the first name, `B` the second … */
function drawn(source: string): string[] {
  const run = summaryOf(source)
  const { startPfn, pages } = run.config.zones[0] as { startPfn: number; pages: number }
  return foldHistory(run, 0, 200).map((blocks) => {
    const row = new Array<string>(pages).fill('.')
    for (const { pfn, order, owner } of blocks)
      row.fill(
        owner < 0 ? '#' : String.fromCharCode(65 + owner),
        pfn - startPfn,
        pfn - startPfn + 2 ** order,
      )
    return row.join('')
  })
}

describe('the history', () => {
  test('is the table of the 32K example', () => {
    expect(drawn(FIRST_SOURCE)).toEqual([
      '........',
      'AA......',
      'AAB.....',
      'AAB.CCC.',
      'AABDCCC.',
      'AA.DCCC.',
      'AA.D....',
      'AA.DEEE.',
      'AA.DEEE.',
    ])
  })

  test('can begin at any step', () => {
    const run = summaryOf(FIRST_SOURCE)
    expect(foldHistory(run, 3, 2)).toEqual(foldHistory(run, 0, 200).slice(3, 6))
  })

  test('shows a stretch of a long run, with the current step in it', () => {
    const first = (step: number) => firstShown(step, 601, 200)
    expect([0, 99, 150, 200, 299, 400, 501, 601].map(first)).toEqual([
      0, 0, 0, 100, 100, 300, 400, 401,
    ])
    for (let step = 0; step <= 601; step++) {
      expect(step).toBeGreaterThanOrEqual(first(step))
      expect(step).toBeLessThanOrEqual(first(step) + 200)
    }
    expect(firstShown(8, 8, 200)).toBe(0)
  })

  test('begins with what is in use at the start', () => {
    expect(drawn('max-order 2\nzone Normal 16K at 4 free 1\nalloc A 4K\n')).toEqual([
      '.###',
      'A###',
    ])
  })
})

describe('a row', () => {
  const zones = summaryOf('memory 32K\nalloc A 4K\n').config.zones

  test('draws free pages one by one while they have room, else as runs', () => {
    const block = { zone: 0, pfn: 2, order: 1, owner: 0 }
    const wide = cellsOf([block], stretchesOf(zones, 800))
    expect(wide.map(({ x, width, owner }) => [x, width, owner])).toEqual([
      [0, 100, null],
      [100, 100, null],
      [200, 200, 0],
      [400, 100, null],
      [500, 100, null],
      [600, 100, null],
      [700, 100, null],
    ])
    const narrow = cellsOf([block], stretchesOf(zones, 40))
    expect(narrow.map(({ x, width, owner }) => [x, width, owner])).toEqual([
      [0, 10, null],
      [10, 10, 0],
      [20, 20, null],
    ])
  })

  test('joins blocks of one owner that are too narrow to tell apart', () => {
    const blocks = [0, 1, 2, 3].map((pfn) => ({ zone: 0, pfn, order: 0, owner: pfn < 3 ? 0 : 1 }))
    const cells = cellsOf(blocks, stretchesOf(zones, 8))
    expect(cells.map(({ width, owner }) => [width, owner])).toEqual([
      [3, 0],
      [1, 1],
      [4, null],
    ])
  })

  test('has a stretch a zone, the smallest still wide enough to see', () => {
    const two = summaryOf('zone DMA 16M\nzone Normal 2G\nalloc A 4K\n').config.zones
    const [dma, normal] = stretchesOf(two, 800)
    expect(dma?.width).toBeGreaterThan(48)
    expect((normal?.left ?? 0) + (normal?.width ?? 0)).toBeCloseTo(800)
  })
})

test('over the row stands every pfn, else those at the ends of each zone', () => {
  const zone = (startPfn: number, pages: number) => ({ startPfn, pages }) as never
  const heads = (zones: readonly never[], width: number) =>
    headPfns(stretchesOf(zones, width)).map(({ pfn, anchor }) => `${pfn} ${anchor}`)
  expect(heads([zone(0, 3)], 300)).toEqual(['0 middle', '1 middle', '2 middle'])
  expect(heads([zone(0, 64), zone(64, 64)], 412)).toEqual([
    '0 start',
    '63 end',
    '64 start',
    '127 end',
  ])
  expect(heads([zone(4096, 4096)], 60)).toEqual(['4096 start'])
})
