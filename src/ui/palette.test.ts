import { expect, test } from 'vitest'
import { heatStep, inkOn, orderStep, readPalette } from './palette.ts'

test('the ink on a colour is the one that reads better', () => {
  expect(inkOn('#f6f1d7')).toBe('#101114')
  expect(inkOn('#741b39')).toBe('#ffffff')
})

test('the ramps go from nothing to all', () => {
  expect([0, 0.1, 0.5, 0.99, 1].map(heatStep)).toEqual([0, 0, 4, 8, 8])
  expect([0, 1, 10].map((order) => orderStep(order, 10))).toEqual([0, 1, 10])
  expect(orderStep(15, 15)).toBe(11)
})

test('a palette is read off the tokens', () => {
  const palette = readPalette({ getPropertyValue: (name) => ` ${name} ` })
  expect(palette.heat[8]).toBe('--heat-8')
  expect(palette.owners[7]).toEqual({ fill: '--own-8', edge: '--own-8-edge', ink: '--own-8-ink' })
  expect(palette.types[3]?.ink).toBe('--mt-highatomic-ink')
})
