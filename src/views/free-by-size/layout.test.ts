import { expect, test } from 'vitest'
import type { ZoneVerdict } from '../../core/diagnose/diagnosis.ts'
import { unusableIndex } from '../../core/metrics/unusable-index.ts'
import { barText, labelDetail, layoutBars } from './layout.ts'

const PAGE = 4096

function zone(name: string, counts: readonly number[]): ZoneVerdict {
  const pages = counts.reduce((sum, count, order) => sum + count * 2 ** order, 0)
  const orders = counts.map((_, order) => ({ unusableIndex: unusableIndex(counts, order) }))
  return { node: 0, zone: name, counts, freeBytes: pages * PAGE, orders } as unknown as ZoneVerdict
}

const SMALL = zone('DMA', [0, 0, 0, 0, 0, 1])
const LARGE = zone('Normal', [1024, 0, 0, 0, 0, 32])

test('one scale for all zones: the largest reaches the end', () => {
  const { bars, left } = layoutBars([SMALL, LARGE], PAGE, 800)
  expect(left).toBe(120)
  expect(bars[1]?.end).toBeCloseTo(792)
  expect((bars[0]?.end ?? 0) - left).toBeCloseTo(672 / 64)
})

test('length is bytes: 1024 pages are as long as 32 blocks of 32 pages', () => {
  const [first, second] = layoutBars([LARGE], PAGE, 800).bars[0]?.parts ?? []
  expect(first?.index).toBe(0)
  expect(second?.index).toBe(5)
  expect(first?.width).toBeCloseTo(second?.width ?? 0)
})

test('a bar too short to be read says what it is made of', () => {
  const { bars } = layoutBars([SMALL, LARGE], PAGE, 800)
  expect(bars[0]?.words).toBe('all of it in blocks of 128K')
  expect(bars[1]?.words).toBe('')
  expect(layoutBars([zone('DMA', [0, 0]), LARGE], PAGE, 800).bars[0]?.words).toBe('nothing is free')
})

test('the bracket spans what is too small for order 3', () => {
  const { bars } = layoutBars([SMALL, LARGE], PAGE, 800)
  expect(bars[0]?.small).toBeNull()
  expect(bars[1]?.small).toMatchObject({ percent: 50, isUnder: true })
  expect(bars[1]?.small?.width).toBeCloseTo(336)
})

test('on a phone names stand over the bars', () => {
  const { left, isStacked } = layoutBars([LARGE], PAGE, 358)
  expect([left, isStacked]).toEqual([0, true])
})

test('the label beside a bar has room for how much is free, whatever the number of the node', () => {
  const label = (node: number) => labelDetail({ node, freeBytes: 80 * 2 ** 20 }, 112)
  expect(label(0)).toBe('node 0 · 80 MiB')
  expect(label(12_345)).toBe('12345 · 80 MiB')
  expect(label(1_234_567_890)).toBe('80 MiB')
})

test('in words', () => {
  const [bar] = layoutBars([LARGE], PAGE, 800).bars
  expect(bar && barText(bar, PAGE)).toBe('Node 0, zone Normal: 50 % in 4K, 50 % in 128K')
})
