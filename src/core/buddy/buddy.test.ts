import { describe, expect, test } from 'vitest'
import { zone } from './ascii.ts'
import { brokenInvariants } from './check.ts'
import { nextInList } from './free-area.ts'
import { LINUX } from './linux/machine.ts'
import { createMachine, isMisfit } from './machine.ts'
import { pageblocksByType } from './pageblock.ts'
import type { Zone } from './zone.ts'

describe('placement', () => {
  test('the smallest order that has a block serves, whatever its address', () => {
    const z = zone('....A.BB')
    z.alloc('C', 1)
    expect(z.draw()).toBe('....ACBB')
  })

  test('a larger block is halved, the lower half kept, the upper halves go to the heads', () => {
    const z = zone('........')
    z.alloc('A', 1)
    expect(z.draw()).toBe('A.......')
    expect([z.list(0), z.list(1), z.list(2)]).toEqual([[1], [2], [4]])
  })

  test('lowest takes the lowest pfn of the list, lifo its head', () => {
    const freed = (placement: 'lowest' | 'lifo') => {
      const z = zone('ABCDEFGH', { placement })
      z.free('B')
      z.free('G')
      expect(z.list(0)).toEqual([6, 1])
      z.alloc('x', 1)
      return z.draw()
    }
    expect(freed('lowest')).toBe('AxCDEF.H')
    expect(freed('lifo')).toBe('A.CDEFxH')
  })

  test('a request above the largest order fails and changes nothing', () => {
    const z = zone('....A...', { maxOrder: 2 })
    const before = z.machine.state.words.slice()
    expect(z.alloc('B', 8)).toBe(false)
    expect(z.machine.state.words).toEqual(before)
  })
})

describe('exact fit', () => {
  test('keeps the pages asked for and gives the rest back, the last piece at the head', () => {
    const z = zone('........', { fit: 'exact' })
    z.alloc('A', 3)
    expect(z.draw()).toBe('AAA.....')
    expect([z.list(0), z.list(2)]).toEqual([[3], [4]])
  })

  test('five pages of eight leave one page and two', () => {
    const z = zone('........', { fit: 'exact' })
    z.alloc('A', 5)
    expect(z.draw()).toBe('AAAAA...')
    expect([z.list(0), z.list(1)]).toEqual([[5], [6]])
  })

  test('above the largest order, the lowest run of adjacent blocks that holds all', () => {
    const z = zone('..#...#.....', { fit: 'exact', maxOrder: 1 })
    expect(z.alloc('A', 3)).toBe(true)
    expect(z.draw()).toBe('..#...#.AAA.')
  })

  test('the block behind the run may be smaller than the largest order', () => {
    const z = zone('##...###', { fit: 'exact', maxOrder: 1 })
    expect(z.alloc('A', 3)).toBe(true)
    expect(z.draw()).toBe('##AAA###')
  })

  test('no such run: the request fails and changes nothing', () => {
    const z = zone('..#...#..', { fit: 'exact', maxOrder: 1 })
    const before = z.machine.state.words.slice()
    expect(z.alloc('A', 5)).toBe(false)
    expect(z.machine.state.words).toEqual(before)
  })
})

describe('free', () => {
  test('merges with the buddy as long as that is free and of the same order', () => {
    const z = zone('AB......')
    z.free('B')
    expect(z.list(0)).toEqual([1])
    z.free('A')
    expect(z.draw()).toBe('........')
    expect(z.list(3)).toEqual([0])
  })

  test('a free neighbour that is no buddy does not merge', () => {
    const z = zone('ABCDEFGH')
    z.free('B')
    z.free('C')
    expect(z.list(0)).toEqual([2, 1])
    expect(z.list(1)).toEqual([])
  })

  test('a buddy outside the zone does not merge', () => {
    const z = zone('AB', { startPfn: 3, maxOrder: 1 })
    z.free('A')
    z.free('B')
    expect(z.list(0)).toEqual([4, 3])
  })

  test('the blocks of one name are freed one by one, lowest first', () => {
    const z = zone('AAA#####', { fit: 'exact' })
    z.free('A')
    expect([z.list(1), z.list(0)]).toEqual([[0], [2]])
  })

  test('lifo keeps a block back where a larger merge is likely: at the tail', () => {
    const z = zone('ABCD....EFGHIJKL', { placement: 'lifo', maxOrder: 4 })
    z.free('E')
    z.free('A')
    // 4..7 is the parent's buddy for order 1 only: 0 and its buddy 1 belong to parent 0..1
    expect(z.list(0)).toEqual([0, 8])
    const y = zone('AB..CDEF########', { placement: 'lifo', maxOrder: 4 })
    y.free('E')
    y.free('A')
    expect(y.list(0)).toEqual([6, 0])
  })

  test('lifo goes to the head where the block is of the last order but one', () => {
    const z = zone('AABB....', { placement: 'lifo', maxOrder: 3 })
    z.free('A')
    expect(z.list(1)).toEqual([0])
    const y = zone('AA..BBCC', { placement: 'lifo', maxOrder: 2 })
    y.free('C')
    y.free('A')
    expect(y.list(1)).toEqual([6])
    expect(y.list(2)).toEqual([0])
  })
})

describe('a zone at the start', () => {
  test('is cut from the lowest pfn up into the largest aligned blocks', () => {
    const z = zone('.......', { startPfn: 3, maxOrder: 2 })
    expect([z.list(0), z.list(1), z.list(2)]).toEqual([[3], [8], [4]])
  })

  test('with free counts has exactly those blocks free, laid out by the rule', () => {
    const config = {
      ...zone('........').machine.config,
      zones: [
        {
          node: 0,
          zone: 'Normal' as const,
          startPfn: 0,
          pages: 16,
          free: [{ type: null, counts: [1, 1, 1] }],
        },
      ],
    }
    const machine = createMachine(config, 0)
    if (isMisfit(machine)) throw new Error('fits')
    expect(brokenInvariants(machine)).toEqual([])
  })

  test('halves the smallest larger block in use, whichever heap it stands in', () => {
    // Cut: 0:3, 8:2, 12:1. The buddy of 12 lies outside, so it is taken whole; then 8:2 is halved.
    const base = zone('........').machine.config
    const free = [{ type: null, counts: [0, 2] }]
    const zones = [{ node: 0, zone: 'Normal' as const, startPfn: 0, pages: 14, free }]
    const machine = createMachine({ ...base, maxOrder: 3, zones }, 0)
    if (isMisfit(machine)) throw new Error('fits')
    const own = machine.zones[0] as Zone
    const first = nextInList(machine.state, own, 1, 0, -1)
    expect([first, nextInList(machine.state, own, 1, 0, first)]).toEqual([8, 12])
  })

  test('with counts by type gives each type pageblocks of its own', () => {
    const base = zone('....', { types: 'M' }).machine.config
    const free = [
      { type: 'Reclaimable' as const, counts: [0, 1] },
      { type: 'HighAtomic' as const, counts: [1] },
    ]
    const zones = [{ node: 0, zone: 'Normal' as const, startPfn: 0, pages: 235, free }]
    const machine = createMachine({ ...base, maxOrder: 2, pageblockOrder: 2, zones }, 0, LINUX)
    if (isMisfit(machine)) throw new Error('fits')
    expect(pageblocksByType(machine.state, machine.zones[0] as Zone)).toEqual([0, 57, 1, 1])
    expect(brokenInvariants(machine)).toEqual([])
  })

  test('says which order does not fit', () => {
    const base = zone('........').machine.config
    const free = [{ type: null, counts: [9] }]
    const zones = [{ node: 0, zone: 'Normal' as const, startPfn: 0, pages: 8, free }]
    expect(createMachine({ ...base, zones }, 0)).toEqual({ zone: 0, order: 0 })
  })
})
