import { expect, test } from 'vitest'
import type { ZoneVerdict } from '../../core/diagnose/diagnosis.ts'
import { layoutChart } from './layout.ts'

function zone(name: string, freeBytes: number, values: readonly number[]): ZoneVerdict {
  const orders = values.map((unusableIndex, order) => ({ order, unusableIndex }))
  return { node: 0, zone: name, freeBytes, orders } as unknown as ZoneVerdict
}
const wide = (text: string) => text.length * 7

const LOW = zone('DMA', 1, [0, 0, 0, 100, 200])
const HIGH = zone('Normal', 9, [0, 500, 900, 1000, 1000])

test('0 is at the foot, 1 on top', () => {
  const { lines, top, bottom } = layoutChart([HIGH], 440, 240, wide)
  expect(lines[0]?.points[0]?.y).toBe(bottom)
  expect(lines[0]?.points[4]?.y).toBe(top)
})

test('the zone with the most free memory is drawn strongest', () => {
  const { lines } = layoutChart([LOW, HIGH], 440, 240, wide)
  expect(lines.map(({ label, rank }) => `${rank} ${label}`)).toEqual(['0 0 Normal', '1 0 DMA'])
})

test('names stand inside the picture and not on one another', () => {
  const zones = Array.from({ length: 5 }, (_, i) =>
    zone(`Z${i}`, i, [0, i * 100, i * 150, i * 200, i * 220]),
  )
  const { lines } = layoutChart(zones, 440, 240, wide)
  const placed = lines.flatMap(({ labelAt }) => labelAt ?? [])
  expect(placed.length).toBeGreaterThan(2)
  for (const { x, y } of placed) expect([x >= 0, x <= 440, y >= 0]).toEqual([true, true, true])
  expect(new Set(placed.map(({ x, y }) => `${Math.round(x)} ${Math.round(y / 12)}`)).size).toBe(
    placed.length,
  )
})

test('lines that lie on one another are named in two places', () => {
  const same = zone('Twin', 5, [0, 500, 900, 1000, 1000])
  const [first, second] = layoutChart([HIGH, same], 440, 240, wide).lines
  expect(first?.labelAt).not.toBeNull()
  expect(second?.labelAt).not.toEqual(first?.labelAt)
})
