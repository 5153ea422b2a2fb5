import { expect, test } from 'vitest'
import { configOf } from '../../core/buddy/frame-ascii.ts'
import { simplifications } from './layout.ts'

const has = (lines: readonly string[], word: string) => lines.some((line) => line.includes(word))

test('only what bears on this machine is told', () => {
  const plain = simplifications(configOf('....'))
  expect(has(plain, 'one CPU')).toBe(false)
  const linux = configOf('................', {
    types: 'MM',
    pcp: { batch: 1, high: 4 },
    minFree: 1,
    maxOrder: 3,
  })
  expect(has(simplifications(linux), 'one CPU')).toBe(true)
  expect(has(simplifications(linux), 'machine this small')).toBe(true)
  expect(has(simplifications({ ...linux, areMarksTooLarge: true }), 'would exceed')).toBe(true)
})
