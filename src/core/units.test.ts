import { expect, test } from 'vitest'
import { formatBytes, formatCount, orderFor, pagesIn, shortBytes } from './units.ts'

test('sizes keep the zeros that count and drop those behind the point', () => {
  const MiB = 2 ** 20
  expect(
    [0, 512, 8192, 1.5 * MiB, 200.3 * MiB, 150.3 * MiB, 99.96 * MiB, 2 ** 40].map(formatBytes),
  ).toEqual(['0 B', '512 B', '8 KiB', '1.5 MiB', '200 MiB', '150 MiB', '100 MiB', '1 TiB'])
  expect([4096, 512, 10 * 2 ** 30, 20.04 * 2 ** 30].map(shortBytes)).toEqual([
    '4K',
    '512',
    '10G',
    '20G',
  ])
})

test('the order of a request is the smallest that holds it', () => {
  expect([1, 2, 3, 4, 5, 256, 257].map(orderFor)).toEqual([0, 1, 2, 2, 3, 8, 9])
  expect([0, 10, 30, 31, 40].map(pagesIn)).toEqual([1, 1024, 2 ** 30, 2 ** 31, 2 ** 40])
})

test('counts have thin spaces between thousands', () => {
  expect([7, 1000, 16_777_216].map(formatCount)).toEqual([
    '7',
    '1\u202f000',
    '16\u202f777\u202f216',
  ])
})
