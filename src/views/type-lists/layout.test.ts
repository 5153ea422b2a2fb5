import { expect, test } from 'vitest'
import { atLeast, layoutTypes } from './layout.ts'

const row = (zone: string, type: string, counts: readonly (number | `>${number}`)[]) => ({
  node: 0,
  zone,
  type,
  counts,
})

test('zones follow one another, types with nothing free are only named', () => {
  const { zones } = layoutTypes(
    [
      row('DMA', 'Unmovable', [1, 0]),
      row('DMA', 'Movable', [0, 0]),
      row('Normal', 'Movable', [0, 8]),
    ],
    4096,
    800,
  )
  expect(zones.map(({ zone, bars, empty }) => [zone, bars.length, empty])).toEqual([
    ['DMA', 1, ['Movable']],
    ['Normal', 1, []],
  ])
  expect(zones[1]?.y).toBeGreaterThan(zones[0]?.bars[0]?.y ?? 0)
})

test('a count that was cut off counts as what it says, and is told', () => {
  expect(atLeast('>100000')).toBe(100000)
  const [zone] = layoutTypes([row('Normal', 'Movable', ['>100000', 1])], 4096, 800).zones
  expect(zone?.bars[0]).toMatchObject({ isCapped: true, bytes: 100002 * 4096 })
})

test('bars leave room for their bytes', () => {
  const { zones } = layoutTypes([row('Normal', 'Movable', [1])], 4096, 800)
  const part = zones[0]?.bars[0]?.parts[0]
  expect((part?.x ?? 0) + (part?.width ?? 0)).toBeLessThan(730)
})
