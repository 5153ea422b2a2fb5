import { expect, test } from 'vitest'
import { zone as drawn } from '../../core/buddy/ascii.ts'
import { fallbackOf } from './layout.ts'

test('a claim of whole pageblocks', () => {
  const machine = drawn('................', { types: 'MMMM', maxOrder: 3 })
  const facts = fallbackOf(machine.steps(() => machine.alloc('A', 1)))
  expect(facts).toMatchObject({
    how: 'claim',
    wanted: 'Unmovable, order 0',
    found: 'Movable, order 3',
    block: '2 whole pageblocks',
    from: 'Movable',
    to: 'Unmovable',
  })
  expect(facts?.pageblocks).toHaveLength(2)
})

test('a block that is stolen leaves its pageblock as it is', () => {
  const event = {
    kind: 'fallback',
    zone: 0,
    pfn: 22,
    order: 0,
    found: 1,
    pageblockOrder: 4,
    type: 'Movable',
    from: 'Unmovable',
    fragmenting: true,
    changeOwnership: false,
    how: 'steal',
  } as const
  expect(fallbackOf([event])).toMatchObject({
    how: 'steal',
    pageblocks: [16],
    block: 'a part of the pageblock, alone',
    to: 'Unmovable',
  })
})

test('no fallback, no facts', () => {
  expect(fallbackOf([{ kind: 'take', zone: 0, pfn: 0, order: 0 }])).toBeNull()
})
