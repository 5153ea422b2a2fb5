// The sentences of single small steps on the Linux machine, through whole runs.

import { expect, test } from 'vitest'
import { viewerOf } from '../run/run-of.ts'
import { BARE, lines } from './linux-told.ts'

/** Why each small step of a kind is as it is, in an action. */
function whys(source: string, step: number, kind: string): string[] {
  const viewer = viewerOf(source)
  return viewer
    .view({ step, small: null })
    .events.flatMap(({ event }, i) =>
      event.kind === kind ? [viewer.view({ step, small: i + 1 }).explanation.why] : [],
    )
}

const NEXT = 'The lists of other types are looked at next (fallback).'

test('empty lists of a type say nothing of the others, which are next', () => {
  const none = (order: number) =>
    `No Unmovable block of order ${order} or larger is on the free lists here. ${NEXT}`
  expect(whys(lines(...BARE, 'alloc k 32K'), 1, 'choose')).toEqual([none(3)])
  const refilled = lines(...BARE, 'pcp on batch 2 high 8', 'alloc k 4K').replace('pcp off\n', '')
  expect(whys(refilled, 1, 'choose')[0]).toBe(none(0))
  const mixed = lines(
    ...BARE.filter((line) => line !== 'memory 64K'),
    'zone DMA32 128K',
    'zone Normal 128K free Movable 8',
    'alloc a 4K',
  )
  expect(whys(mixed, 1, 'choose')).toEqual([none(0), none(0)])
})

test('a block is the smallest of its type', () => {
  const source = lines(...BARE, 'alloc u 4K', 'alloc v 4K movable')
  expect(whys(source, 2, 'choose')).toEqual([
    'The smallest Movable block that is large enough has order 3; it will be split.',
  ])
})

test('the HighAtomic reserve is asked before the other lists, or after them', () => {
  const source = lines(
    'policy linux',
    'pcp off',
    'watermarks off',
    'pageblock-order 2',
    'max-order 2',
    'memory 32K',
    'alloc m 16K movable',
    'alloc n 16K movable',
    'alloc a 8K atomic',
  )
  const none = (type: string) => `No ${type} block of order 1 or larger is on the free lists here.`
  expect(whys(source, 3, 'choose')).toEqual([
    `${none('Unmovable')} ${NEXT}`,
    `${none('HighAtomic')} The Unmovable lists are looked at next.`,
    `${none('Unmovable')} ${NEXT}`,
    none('HighAtomic'),
  ])
})

test('without grouping no other type is spoken of', () => {
  const source = lines(
    ...BARE,
    'grouping off',
    'alloc a 64K',
    'alloc b 32K',
    'alloc c 32K',
    'alloc d 4K',
  )
  expect(whys(source, 4, 'choose')[0]).toBe(
    'No block of order 0 or larger is on the free lists here.',
  )
})

test('a buddy that is held in part is not all of its holder', () => {
  const source = lines(
    ...BARE,
    ...[1, 2, 3, 4].map((i) => `alloc p${i} 4K movable`),
    'free p3',
    'free p2',
    'free p1',
  )
  const viewer = viewerOf(source)
  const { events, explanation } = viewer.view({ step: 7, small: null })
  expect(events.map(({ text }) => text)).toContain('Buddy of 0 is 2: held in part (p4 has 3)')
  expect(explanation.why).toContain('There it ends: buddy 2 is held in part (p4 has 3).')
})
