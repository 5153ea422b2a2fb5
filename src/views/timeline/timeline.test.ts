import { describe, expect, test } from 'vitest'
import { textWidth } from '../../ui/text-width.ts'
import { cellsOf, countAt, mostAmong, sampleOf, shadeOf } from './cells.ts'
import { curveOf, sharesOf } from './curves.ts'
import { nameX, shortLabel, visibleLabels } from './labels.ts'
import { heightWithoutTrack, layoutRows, rowTop } from './layout.ts'
import { stepMarks } from './step-marks.ts'
import { bareAxis, stepAt, timeAxis, xOfStep } from './time-axis.ts'

describe('the time axis', () => {
  const axis = timeAxis(1176, 8)

  test('gives a column to the start and to each step', () => {
    expect(axis.columns).toBe(9)
    expect(axis.left).toBe(96)
    expect(axis.right).toBe(1152)
  })

  test('leads from a step to its column and back', () => {
    for (let step = 0; step <= 8; step++) expect(stepAt(axis, xOfStep(axis, step))).toBe(step)
  })

  test('takes what lies outside to the nearest end', () => {
    expect(stepAt(axis, 0)).toBe(0)
    expect(stepAt(axis, 4000)).toBe(8)
  })

  test('of a scrubber alone stands its ends a margin from the edges', () => {
    const bare = bareAxis(358, 8, 12)
    expect(xOfStep(bare, 0)).toBeCloseTo(12)
    expect(xOfStep(bare, 8)).toBeCloseTo(346)
  })

  test('holds without a single step', () => {
    expect(stepAt(timeAxis(1176, 0), 600)).toBe(0)
    expect(stepAt(bareAxis(358, 0, 12), 100)).toBe(0)
  })
})

describe('the rows', () => {
  test('of two orders are as tall as the comps have them', () => {
    const rows = layoutRows(164, 1, true)
    expect(rows.pitch).toBe(23)
    expect(rowTop(rows, 1, 1)).toBe(34)
    expect(rows.labelled).toEqual([1, 0])
    expect([rows.curveBottom, rows.trackY]).toEqual([120, 142])
  })

  test('of eleven orders take the names’ room and label every fifth', () => {
    const rows = layoutRows(164, 10, true)
    expect(rows.hasNames).toBe(false)
    expect(rows.pitch).toBe(8)
    expect(rows.labelled).toEqual([10, 5, 0])
    expect(rowTop(rows, 10, 0) + rows.pitch).toBeLessThanOrEqual(
      rows.curveBottom - rows.curveHeight,
    )
  })

  test('without a track stand over the curves at the foot', () => {
    const height = heightWithoutTrack(1)
    const rows = layoutRows(height, 1, true, false)
    expect(rows.pitch).toBe(23)
    expect(rows.curveBottom).toBeLessThanOrEqual(height)
  })

  test('of eleven orders keep the names where the dock is higher', () => {
    expect(layoutRows(204, 10, true).hasNames).toBe(true)
  })
})

describe('cells', () => {
  const samples = { stride: 10, count: 3, nrFree: Int32Array.of(4, 0, 2, 1, 0, 9) }
  const cells = cellsOf(samples, 1)

  test('are counts by sample and order', () => {
    expect(cells.most).toBe(9)
    expect(countAt(cells, 2, 1)).toBe(9)
    expect(sampleOf(cells, 29)).toBe(2)
    expect(sampleOf(cells, 9)).toBe(0)
    expect(mostAmong(cells, 0, 1, 0)).toBe(4)
  })

  test('are sunk where nothing is free, and never as faint as that where something is', () => {
    expect(shadeOf(0, 4)).toBeNull()
    expect([1, 2, 3, 4].map((count) => shadeOf(count, 4))).toEqual([4, 6, 8, 10])
    expect(shadeOf(1, 1_000_000)).toBe(2)
    expect(shadeOf(1_000_000, 1_000_000)).toBe(10)
  })
})

describe('curves', () => {
  const samples = { stride: 1, count: 2, nrFree: Int32Array.of(0, 4, 2, 0) }

  test('are shares: of all pages, and of the free ones', () => {
    expect(sharesOf(samples, 1, 8, 1)).toEqual({ free: [1, 0.25], unusable: [0, 1] })
  })

  test('are stairs where columns are wide', () => {
    const axis = { left: 0, right: 20, columns: 2, pitch: 10 }
    const { line, area } = curveOf([1, 0.25], 1, axis, 40, 20)
    expect(line).toBe('M0.0 20.0h10.00L10.0 35.0h10.00')
    expect(area).toBe(`${line}L20.0 40L0.0 40Z`)
  })

  test('are lines from middle to middle where columns are narrow', () => {
    const axis = { left: 0, right: 4, columns: 2, pitch: 2 }
    expect(curveOf([1, 0], 1, axis, 40, 20).line).toBe('M1.0 20.0L3.0 40.0')
  })
})

describe('failures', () => {
  test('far from each other have a mark each', () => {
    const marks = stepMarks([2, 8], timeAxis(1176, 8))
    expect(marks.map(({ step, count }) => [step, count])).toEqual([
      [2, 1],
      [8, 1],
    ])
  })

  test('nearer than 14 px join and count', () => {
    const axis = timeAxis(1176, 25_464)
    const marks = stepMarks([19_000, 19_010, 19_020, 21_000], axis)
    expect(marks.map(({ step, count }) => [step, count])).toEqual([
      [19_000, 3],
      [21_000, 1],
    ])
  })

  test('of a run without any leave no mark', () => {
    expect(stepMarks([], timeAxis(1176, 8))).toEqual([])
  })
})

test('the largest order always has its name, and the smallest', () => {
  for (const [maxOrder, labelled] of [
    [6, [6, 0]],
    [8, [8, 5, 0]],
    [15, [15, 10, 5, 0]],
  ] as const)
    expect(layoutRows(164, maxOrder, false).labelled).toEqual(labelled)
})

describe('names of actions', () => {
  const names = ['start', 'A 8K', 'B 4K', 'C 12K', 'D 4K', 'free B', 'free C', 'E 12K', 'F 8K']

  test('all stand where there is room', () => {
    expect(visibleLabels(names, timeAxis(1176, 8), 4, [8]).size).toBe(9)
  })

  test('are cut where they are very long', () => {
    expect(shortLabel('free C')).toBe('free C')
    expect(shortLabel('x'.repeat(200))).toBe(`${'x'.repeat(23)}…`)
  })

  test('of the first and the last step stay within the picture', () => {
    const axis = timeAxis(1176, 125)
    const half = ('huge4 64K'.length * 7.4) / 2
    expect(nameX('huge4 64K', axis, 125) + half).toBeLessThanOrEqual(1176)
    expect(nameX('huge4 64K', axis, 60)).toBe(xOfStep(axis, 60))
    expect(nameX('x'.repeat(24), timeAxis(390, 125), 0)).toBeGreaterThanOrEqual(12 * 7.4)
    const wide = shortLabel(`free ${'N'.repeat(200)}`)
    const wideHalf = textWidth(wide, 13, 700) / 2
    expect(nameX(wide, timeAxis(390, 125), 125, true) + wideHalf).toBeLessThanOrEqual(390)
  })

  test('thin out, but for the current one and the failures', () => {
    const many = Array.from({ length: 101 }, (_, i) => `alloc p${i}`)
    const shown = visibleLabels(many, timeAxis(1176, 100), 57, [91])
    expect(shown.has(57)).toBe(true)
    expect(shown.has(91)).toBe(true)
    expect(shown.size).toBeLessThan(20)
  })
})
