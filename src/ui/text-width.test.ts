import { expect, test } from 'vitest'
import { fitText, textWidth } from './text-width.ts'

test('what fits stays as it is; what does not is cut where it still fits', () => {
  expect(fitText('Normal', 100, 12)).toBe('Normal')
  const cut = fitText('a rather long name', 60, 12)
  expect(cut).toMatch(/^a rat.*…$/)
  expect(textWidth(cut, 12)).toBeLessThanOrEqual(60)
  expect(textWidth(`${'a rather long name'.slice(0, cut.length)}…`, 12)).toBeGreaterThan(60)
})

test('a beginning of one letter says nothing', () => {
  expect(fitText('Normal', 12, 12)).toBe('')
})

test('a name of any length is cut at once', () => {
  const began = performance.now()
  expect(fitText('A'.repeat(1_000_000), 80, 12)).toMatch(/^A{5,}…$/)
  expect(performance.now() - began).toBeLessThan(50)
})
