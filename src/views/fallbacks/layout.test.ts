import { expect, test } from 'vitest'
import { layoutBins, spanText, timeText, typeName } from './layout.ts'

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
    '500 ms',
    '90.0 s',
    '10 min',
    '2.5 h',
  ])
})

test('the ends of a short span are told apart', () => {
  const span = [15.028238, 15.081243] as const
  expect(span.map((end) => timeText(end, span))).toEqual(['15.0282 s', '15.0812 s'])
  expect(timeText(4, [4, 904])).toBe('4.00 s')
  expect(timeText(4, [4, 4])).toBe('4.000000 s')
})
