import { expect, test } from 'vitest'
import { configOf } from '../core/buddy/frame-ascii.ts'
import { measureOrderAt } from './measure.ts'

const failure = { order: 2 }
const run = {
  config: configOf('................', { maxOrder: 3 }),
  failures: Int32Array.of(2),
  actions: [{ failure: null }, { failure }],
} as unknown as Parameters<typeof measureOrderAt>[0]

test('the measures are taken at the pageblock order until a request fails', () => {
  expect(measureOrderAt(run, 1, null)).toBe(3)
  expect(measureOrderAt(run, 2, null)).toBe(2)
})

test('no order is measured that fits no zone', () => {
  const small = { ...run, config: configOf('........', { maxOrder: 9 }) }
  expect(measureOrderAt(small, 1, null)).toBe(3)
  expect(
    measureOrderAt({ ...small, actions: [{}, { failure: { order: 9 } }] } as never, 2, null),
  ).toBe(3)
})

test('what the reader chose stays, as far as the machine goes', () => {
  expect(measureOrderAt(run, 2, 1)).toBe(1)
  expect(measureOrderAt(run, 2, 9)).toBe(3)
})
