// Per-CPU lists (rmqueue_bulk, free_frozen_page_commit, free_pcppages_bulk), worked out by hand.

import { describe, expect, test } from 'vitest'
import { zone } from '../ascii.ts'
import { freeCounts, type Machine } from '../machine.ts'
import type { Zone } from '../zone.ts'
import { batchOf } from './pcp-lists.ts'

const small = () => zone('........', { placement: 'lifo', maxOrder: 3, pcp: { batch: 2, high: 4 } })

const counts = (machine: Machine) => freeCounts(machine, machine.zones[0] as Zone)

describe('taking', () => {
  test('an empty list is refilled by a batch, and blocks leave in the order they came', () => {
    // Two pages off the zone: 0 (splitting 8), then 1 from list 0. 0 goes to A, 1 waits.
    const z = small()
    z.alloc('A', 1)
    expect([z.draw(), z.pcp(0)]).toEqual(['A-......', [1]])
    // The page that waits is in no buddyinfo: 2 + 4 pages are free there.
    expect(counts(z.machine)).toEqual([0, 1, 1, 0])
    z.alloc('B', 1)
    expect([z.draw(), z.pcp(0)]).toEqual(['AB......', []])
  })

  test('larger orders refill two blocks at least', () => {
    const z = small()
    z.alloc('A', 2)
    expect([z.draw(), z.pcp(1)]).toEqual(['AA--....', [2]])
  })

  test('orders above 3 go past them', () => {
    const z = zone('.'.repeat(32), { placement: 'lifo', maxOrder: 5, pcp: { batch: 2, high: 64 } })
    z.alloc('A', 16)
    expect(z.draw()).toBe(`${'A'.repeat(16)}${'.'.repeat(16)}`)
    z.free('A')
    expect(z.draw()).toBe('.'.repeat(32))
  })
})

describe('freeing', () => {
  test('at high, a batch goes back from the tail, and merges again', () => {
    const z = small()
    for (const name of 'ABCD') z.alloc(name, 1)
    for (const name of 'ABC') z.free(name)
    expect([z.draw(), z.pcp(0)]).toEqual(['---D....', [2, 1, 0]])
    // D makes four: two leave from the tail, 0 and then 1, which merges with it; 2 waits on its list.
    const steps = z.steps(() => z.free('D'))
    expect([z.draw(), z.pcp(0)]).toEqual(['..--....', [3, 2]])
    expect(counts(z.machine)).toEqual([0, 1, 1, 0])
    expect(
      steps.filter((step) => step.kind === 'try-merge').map(({ ok, why }) => [ok, why]),
    ).toEqual([
      [false, 'pcp'],
      [true, 'free'],
      [false, 'pcp'],
    ])
  })

  test('a block larger than the batch goes back whole, and is told whole', () => {
    const z = zone('.'.repeat(16), { placement: 'lifo', maxOrder: 4, pcp: { batch: 1, high: 8 } })
    z.alloc('A', 4)
    const steps = z.steps(() => z.free('A'))
    expect(steps.find(({ kind }) => kind === 'pcp-drain')).toMatchObject({ pages: 4, high: 8 })
    expect(z.pcp(2)).toEqual([0])
  })

  test('a drain empties them all', () => {
    const z = small()
    z.alloc('A', 1)
    z.alloc('B', 2)
    z.free('A')
    z.free('B')
    z.machine.linux?.drainZone(z.machine, z.machine.zones[0] as Zone)
    expect([z.draw(), counts(z.machine)]).toEqual(['........', [0, 0, 0, 1]])
  })

  test('HighAtomic pages wait on the Movable list', () => {
    const z = zone('AAA.bbbb', {
      types: 'HM',
      placement: 'lifo',
      maxOrder: 2,
      pcp: { batch: 1, high: 8 },
    })
    z.free('A')
    // A holds an order-1 and an order-0 block; each goes to the head of its own order's list.
    expect([z.pcp(1, 'M'), z.pcp(0, 'M')]).toEqual([[0], [2]])
  })
})

test('batch follows the size of the zone (zone_batchsize)', () => {
  // min(managed / 1024, 1 MiB) / 4, half as much again, down to a power of two, less 1.
  expect([1000, 4096, 16384, 65536, 10_000_000].map((pages) => batchOf(pages, 4096))).toEqual([
    1, 1, 3, 15, 63,
  ])
})
