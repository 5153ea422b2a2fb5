import { expect, test } from 'vitest'
import type { Look } from '../../store/paste.ts'
import { cellLook } from './cell-look.ts'
import { layoutHeat } from './layout.ts'
import { indexRows, rowText } from './rows.ts'

test('with room for the numbers, zones go down and orders across', () => {
  const { isTurned, cells, hasText } = layoutHeat(4, 11, 800)
  expect([isTurned, hasText, cells.length]).toEqual([false, true, 44])
  const [first, second] = cells
  expect(second?.y).toBe(first?.y)
  expect(second?.x).toBeGreaterThan(first?.x ?? 0)
})

test('without it orders go down, and the numbers keep their room', () => {
  const { isTurned, cells, hasText } = layoutHeat(4, 11, 358)
  expect([isTurned, hasText]).toEqual([true, true])
  expect(cells[1]?.x).toBe(cells[0]?.x)
  expect(Math.max(...cells.map(({ x, width }) => x + width))).toBeLessThanOrEqual(358)
})

test('more zones than fit beside one another stand in bands', () => {
  const { cells, zones, orders } = layoutHeat(18, 11, 358)
  expect(Math.max(...cells.map(({ x, width }) => x + width))).toBeLessThanOrEqual(358)
  expect(new Set(zones.map(({ y }) => y)).size).toBe(3)
  expect(orders).toHaveLength(33)
})

test('heat grows with the index; what is all unusable is crossed', () => {
  expect(cellLook(0, 'unusable')).toEqual({ step: 0, text: '0.000', isCrossed: false })
  expect(cellLook(1000, 'unusable')).toEqual({ step: 8, text: '1.000', isCrossed: true })
})

test('what can be served has no heat, whatever has cannot', () => {
  expect(cellLook(-1000, 'fragmentation')).toEqual({ step: null, text: '-1.000', isCrossed: false })
  expect(cellLook(-500, 'fragmentation')).toMatchObject({ step: 0, isCrossed: true })
  expect(cellLook(996, 'fragmentation')).toMatchObject({ step: 8, isCrossed: true })
})

test("a text without counts shows the kernel's own figures", () => {
  const look = {
    diagnosis: { zones: [] },
    unusable: [],
    fragmentation: [{ node: 1, zone: 'DMA', values: [-1000, 990] }],
  } as unknown as Look
  expect(indexRows(look, 'unusable').rows).toEqual([])
  const { rows, isPrinted } = indexRows(look, 'fragmentation')
  expect(isPrinted).toBe(true)
  expect(rows[0] && rowText(rows[0], 'fragmentation')).toBe(
    'Node 1, zone DMA: order 1 and larger cannot be served',
  )
})
