import { expect, test } from 'vitest'
import { pairsOf } from './pairs.ts'

const kept = (text: string) => pairsOf(text).filter((_, index) => index % 2 === 1)

test('numbers keep to their units, and nothing of a text is lost', () => {
  const text = 'A request for 64 KiB (order 4) failed: 8.5 MiB is free, 99 % of it in pieces.'
  expect(pairsOf(text).join('')).toBe(text)
  expect(kept(text)).toEqual(['64 KiB', '(order 4)', '8.5 MiB', '99 %'])
})

test('the thousands of a number stay together, whatever follows', () => {
  expect(
    kept('287\u202f398 pages stand in 66\u202f103 blocks, of 1\u202f200\u202f300 in all.'),
  ).toEqual(['287\u202f398 pages', '66\u202f103 blocks,', '1\u202f200\u202f300'])
  expect(kept('node 0, 12 zones, 3 of them')).toEqual([])
})
