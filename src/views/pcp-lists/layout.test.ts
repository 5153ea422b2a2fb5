import { expect, test } from 'vitest'
import { zone as drawn } from '../../core/buddy/ascii.ts'
import { frameOf } from '../../core/buddy/frame-ascii.ts'
import { snapshot } from '../../core/buddy/snapshot.ts'
import { lastView, viewerOf } from '../../core/run/run-of.ts'
import { chipsThatFit, elsewhere, pcpOf } from './layout.ts'

const OPTIONS = { types: 'MM', maxOrder: 3, pcp: { batch: 2, high: 6 } }

test('only lists with something on them, each by order and type', () => {
  const machine = drawn('a...............', OPTIONS)
  machine.alloc('b', 1)
  machine.free('b')
  const frame = snapshot(machine.machine, [])
  const pcp = pcpOf(frame, 0, 3, [])
  expect(pcp?.high).toBe(6)
  expect(pcp?.lists.map(({ name }) => name)).toEqual(['Order 0 per-CPU list, Movable'])
  expect(pcp?.pages).toBe(pcp?.lists[0]?.pfns.length)
})

test('a list that the action used is there when empty', () => {
  const take = { kind: 'pcp-take', zone: 0, order: 1, pfn: 4, pages: 0, type: 'Unmovable' } as const
  const lists = pcpOf(frameOf('................', OPTIONS), 0, 3, [take])?.lists
  expect(lists?.map(({ name, pfns }) => [name, pfns])).toEqual([
    ['Order 1 per-CPU list, Unmovable', []],
  ])
})

test('a machine without per-CPU lists has none', () => {
  expect(pcpOf(frameOf('....'), 0, 2, [])).toBeNull()
})

test('as many chips as fit, then a count', () => {
  expect(chipsThatFit([1, 2, 3], 160)).toBe(3)
  expect(
    chipsThatFit(
      Array.from({ length: 20 }, (_, i) => 100 + i),
      160,
    ),
  ).toBeLessThan(5)
})

test('what waits in the zones that are not shown is told too', () => {
  // A batch of 6: the list fetches six blocks, and gives one.
  const script =
    'policy linux\nwatermarks off\nmax-order 4\npcp on batch 6 high 30\nzone DMA 256K\nzone DMA32 1M\nalloc a 4K\n'
  const { zones } = viewerOf(script).summary().config
  const { frame } = lastView(script)
  expect([0, 1].map((zone) => pcpOf(frame, zone, 4, [])?.pages)).toEqual([0, 5])
  expect([0, 1].map((zone) => elsewhere(frame, zones, zone))).toEqual(['DMA32 5 pages', ''])
  const nodes = zones.map((zone, node) => ({ ...zone, node }))
  expect(elsewhere(frame, nodes, 0)).toBe('node 1 DMA32 5 pages')
})
