import { expect, test } from 'vitest'
import { stackParts } from './stack.ts'

test('parts are as long as their values, a gap between those that can spare it', () => {
  const parts = stackParts([10, 0, 20], 5, 2)
  expect(parts).toEqual([
    { index: 0, x: 5, width: 18.5 },
    { index: 2, x: 25, width: 38.5 },
  ])
})

test('whatever is there is seen', () => {
  expect(stackParts([1, 1000], 0, 0.1)[0]?.width).toBeGreaterThanOrEqual(0.8)
})
