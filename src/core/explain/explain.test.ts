// The sentences of the textbook's machine, where lists, zones and blocks are more than one.

import { expect, test } from 'vitest'
import { lastView } from '../run/run-of.ts'
import { lines } from './linux-told.ts'

const last = (...all: string[]) => lastView(lines(...all)).explanation

test('two lists are named both, more by their ends', () => {
  expect(last('max-order 2', 'memory 16K', 'alloc a 4K').why).toContain('Lists 0 and 1 are empty. ')
  expect(last('max-order 1', 'memory 8K', 'alloc a 4K').why).toContain('List 0 is empty. ')
  expect(last('max-order 3', 'memory 32K', 'alloc a 4K').why).toContain('Lists 0 to 2 are empty. ')
})

test('a block is split twice, or so many times', () => {
  expect(last('max-order 2', 'memory 16K', 'alloc a 4K').why).toContain(
    'The block 0–3 is split twice;',
  )
  expect(last('max-order 3', 'memory 32K', 'alloc a 4K').why).toContain('is split 3 times;')
})

test('of several blocks that are freed each merges with its own buddy, and pages with theirs', () => {
  const { why } = last('policy article', 'max-order 2', 'memory 32K', 'alloc a 24K', 'free a')
  expect(why).toBe(
    'Pages 0–3 have the largest order already: nothing to merge with. Pages 4–5 merge with their buddy 6 into 4–7, order 2.',
  )
  expect(
    last('policy article', 'max-order 1', 'memory 32K', 'alloc a 12K', 'free a').why,
  ).toContain('Page 2 merges with its buddy 3 into 2–3, order 1.')
})

test('zones that had no block are named one after the other', () => {
  const { why } = last(
    'max-order 1',
    'zone DMA 16K',
    'zone DMA32 8K',
    'zone Normal 8K',
    'alloc a 8K',
    'alloc b 8K zone DMA32',
    'alloc c 8K',
  )
  expect(why).toContain('Zone Normal and zone DMA32 had no block that large.')
})
