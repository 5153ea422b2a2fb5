import { expect, test } from 'vitest'
import { layoutBlocks, typesIn } from './layout.ts'

const BLOCKS = [
  { node: 0, zone: 'DMA', counts: { Unmovable: 1, Movable: 7, Isolate: 0 } },
  { node: 0, zone: 'Normal', counts: { Unmovable: 1, Movable: 99999 } },
]

test('every bar is as long as the picture is wide', () => {
  for (const { parts } of layoutBlocks(BLOCKS, 600).zones) {
    const last = parts.at(-1)
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBeCloseTo(600)
  }
})

test('one block among a hundred thousand is seen; none is not', () => {
  const [dma, normal] = layoutBlocks(BLOCKS, 600).zones
  expect(dma?.parts.map(({ type }) => type)).toEqual(['Unmovable', 'Movable'])
  expect(normal?.parts[0]?.width).toBeGreaterThanOrEqual(3)
  expect(dma?.text).toBe('Node 0, zone DMA: 1 Unmovable, 7 Movable')
})

test('the key has the types that are there', () => {
  expect(typesIn(BLOCKS)).toEqual(['Unmovable', 'Movable'])
})
