import { expect, test } from 'vitest'
import { configOf, frameOf, LETTERS } from './frame-ascii.ts'
import { blockAt, blockFacts, blockIndexAt, blockName, blocksOfZone } from './frame-blocks.ts'

const frame = frameOf('AA.DEEE#', { maxOrder: 1 })

test('a page is found in the block that covers it, and nothing outside the zone', () => {
  expect([0, 1, 2, 5, 7].map((pfn) => blockAt(frame, 0, pfn)?.pfn)).toEqual([0, 0, 2, 4, 7])
  expect(blockIndexAt(frame, 0, 8)).toBe(-1)
})

test('a zone that begins past pfn 0 has nothing below its first page', () => {
  const high = frameOf('AA..', { startPfn: 16 })
  expect(blockIndexAt(high, 0, 15)).toBe(-1)
  expect(blockAt(high, 0, 17)?.pfn).toBe(16)
})

test('blocks are named by order, pfn and holder', () => {
  expect(blocksOfZone(frame, 0).map((block) => blockName(block, LETTERS))).toEqual([
    'order 1 block at pfn 0, A',
    'order 0 block at pfn 2, free',
    'order 0 block at pfn 3, D',
    'order 1 block at pfn 4, E',
    'order 0 block at pfn 6, E',
    'order 0 block at pfn 7, in use',
  ])
})

test('a holder whose name is not at hand is told as held', () => {
  expect(blockName(blocksOfZone(frame, 0)[0]!, new Map())).toBe('order 1 block at pfn 0, held')
})

test('a tooltip tells holder, place and buddy', () => {
  const config = configOf('AA.DEEE#', { maxOrder: 1 })
  const facts = blocksOfZone(frame, 0).map((block) => blockFacts(block, LETTERS, config))
  expect(facts[1]).toEqual({
    holder: 'free',
    place: 'order 0, 4 KiB, pfn 2',
    buddy: 'buddy at pfn 3',
  })
  expect(facts[3]).toMatchObject({ place: 'order 1, 8 KiB, pfn 4–5' })
  expect(facts[3]?.buddy).toBe('never merges: the largest order')
})
