import { expect, test } from 'vitest'
import { actionText } from './action-text.ts'
import { speedLabel } from './speed-label.ts'

test('an allocation says so, other actions are called what they are', () => {
  expect(actionText({ op: 'alloc', label: 'D 4K' })).toBe('alloc D 4K')
  expect(actionText({ op: 'free', label: 'free B' })).toBe('free B')
})

test('speeds are factors, the last one as fast as it goes', () => {
  expect([0.5, 1, 4, 100, Number.POSITIVE_INFINITY].map(speedLabel)).toEqual([
    '½×',
    '1×',
    '4×',
    '100×',
    'Max',
  ])
})
