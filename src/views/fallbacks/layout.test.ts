import { expect, test } from 'vitest'
import { layoutBins, spanText, typeName } from './layout.ts'

test('columns are as high as their share of the highest', () => {
  const bins = layoutBins(
    [
      { total: 4, fragmenting: 1 },
      { total: 2, fragmenting: 2 },
    ],
    100,
    80,
  )
  expect(bins[0]).toMatchObject({ x: 0, fragmenting: 20, rest: 60 })
  expect(bins[1]).toMatchObject({ x: 50, fragmenting: 40, rest: 0 })
})

test('numbers of types have names, as far as they are known', () => {
  expect([typeName(0), typeName(4), typeName(9)]).toEqual(['Unmovable', 'CMA', 'type 9'])
})

test('spans of time', () => {
  expect([spanText([1, 1.5]), spanText([0, 90]), spanText([0, 600]), spanText([0, 9000])]).toEqual([
    '0.50 s',
    '90.0 s',
    '10 min',
    '2.5 h',
  ])
})
