import { expect, test } from 'vitest'
import { configOf, frameOf } from '../../core/buddy/frame-ascii.ts'
import { answerByBlocks, rungs, summary } from './served.ts'

const answers = (picture: string, options: Parameters<typeof configOf>[1]) =>
  rungs(frameOf(picture, options), configOf(picture, options), answerByBlocks).map(
    ({ order, isServed, why }) => `${order} ${isServed ? 'yes' : 'no'}: ${why}`,
  )

test('each order says yes or no, and why', () => {
  expect(answers('AABDCCC.', { maxOrder: 1 })).toEqual([
    '1 no: 1 page free; needs 2 together',
    '0 yes: page 7, nothing to split',
  ])
  expect(answers('AA.DEEE.', { maxOrder: 1 })).toEqual([
    '1 no: 2 pages free, no two of them buddies',
    '0 yes: page 2, nothing to split',
  ])
})

test('a block that must be split is told', () => {
  expect(answers('AA......', { maxOrder: 2 })).toEqual([
    '2 yes: pages 4–7, nothing to split',
    '1 yes: pages 2–3, nothing to split',
    '0 yes: page 2, splits order 1',
  ])
})

test('larger orders tell the largest block there is', () => {
  expect(answers('A..BA..BA..B....', { maxOrder: 3 })[0]).toBe(
    '3 no: 10 pages free, the largest block is 16K',
  )
})

test('lifo takes the head, lowest the lowest', () => {
  expect(answers('A.A.', { maxOrder: 1, placement: 'lifo' })[1]).toMatch(/page [13]/)
  expect(answers('A.A.', { maxOrder: 1, placement: 'lowest' })[1]).toBe(
    '0 yes: page 1, nothing to split',
  )
})

test('nothing free: no order', () => {
  const options = { maxOrder: 1 }
  const config = configOf('AAAA', options)
  const frame = frameOf('AAAA', options)
  expect(answers('AAAA', options)).toEqual(['1 no: no page is free', '0 no: no page is free'])
  expect(summary(frame, config, rungs(frame, config, answerByBlocks))).toBe(
    'No order: no page is free.',
  )
})

test('where it ends is told with the reason', () => {
  const options = { maxOrder: 3 }
  const [config, frame] = [configOf('AA......', options), frameOf('AA......', options)]
  expect(summary(frame, config, rungs(frame, config, answerByBlocks))).toBe(
    'Up to order 2, 16 KiB. Order 3: 6 pages free; needs 8 together.',
  )
})

test('one sentence for all orders', () => {
  const options = { maxOrder: 1 }
  const [config, frame] = [configOf('........', options), frameOf('........', options)]
  expect(summary(frame, config, rungs(frame, config, answerByBlocks))).toBe(
    'Every order. An 8 KiB block: 4 times.',
  )
})
