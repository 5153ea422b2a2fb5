import { expect, test } from 'vitest'
import type { Tone } from '../../core/diagnose/diagnosis.ts'
import { gravestZones, isLowerBound, largestText, purposeOf, whyText } from './words.ts'

test('the largest block, and how many there are', () => {
  const zone = { largestOrder: 8, largestBytes: 2 ** 20, largestCount: 1, isCut: false }
  expect(largestText(zone)).toBe('largest block 1 MiB, one of them')
  expect(largestText({ ...zone, largestCount: 1200 })).toBe(
    'largest block 1 MiB, 1\u202f200 of them',
  )
  expect(largestText({ ...zone, largestOrder: -1 })).toBe('no free block at all')
  expect(largestText({ ...zone, isCut: true })).toBe('largest block not told')
})

test('a row that is cut off, and counts that stop, are lower bounds', () => {
  expect(isLowerBound({ isCut: false, exactFrom: 0 })).toBe(false)
  expect(isLowerBound({ isCut: true, exactFrom: 0 })).toBe(true)
  expect(isLowerBound({ isCut: false, exactFrom: 2 })).toBe(true)
})

test('what an order is for', () => {
  expect(purposeOf('order 9: a huge page')).toBe('order 9: huge page')
  expect(purposeOf('order 3: network buffers, slabs')).toBe('order 3: network, slabs')
})

test('under the numbers stands what is in the way, else how much the largest request could have', () => {
  const orders = [0, 100, 250].map((unusableIndex) => ({ unusableIndex }))
  const keyOrders = [{ order: 2, bytes: 16384, canServe: true }]
  const zone = { blocker: '', freePages: 9, orders, keyOrders } as unknown as Parameters<
    typeof whyText
  >[0]
  expect(whyText(zone)).toBe('75 % of it stands in blocks of 16 KiB and more.')
  expect(whyText({ ...zone, blocker: 'Nothing of order 3.' })).toBe('Nothing of order 3.')
  expect(whyText({ ...zone, keyOrders: [] })).toBe('')
})

test('of many zones the gravest are shown first, in the order of the text', () => {
  const tones: Tone[] = ['good', 'warn', 'good', 'bad', 'info']
  const zones = tones.map((tone, node) => ({ tone, node }))
  expect(gravestZones(zones, 3).map(({ node }) => node)).toEqual([1, 3, 4])
  expect(gravestZones(zones, 4).map(({ node }) => node)).toEqual([0, 1, 3, 4])
  expect(gravestZones(zones, 5)).toBe(zones)
})
