// Compaction, worked out by hand (isolate_migratepages, isolate_freepages, suitable_migration_target,
// __compact_finished).

import { describe, expect, test } from 'vitest'
import { zone } from '../ascii.ts'

describe('the whole zone (compact_memory)', () => {
  test('movable pages go from the bottom to free pages at the top until the scanners meet', () => {
    // Pageblocks of 4. The top one, 12–15, begins with a whole free block: it is left alone. So a
    // goes to 11, the highest free page of 8–11, and b to 9; 0–3 merges. Nothing is free above 4–7.
    const z = zone('a.b.c.d.e.f.....', { types: 'MMMM', maxOrder: 2 })
    expect(z.compact()).toEqual({ result: 'complete', moved: 2 })
    expect(z.draw()).toBe('....c.d.ebfa....')
    expect(z.list(2, 'M')).toContain(0)
  })

  test('what is not movable stays, and keeps its pageblock from emptying', () => {
    // a goes to 7, b to 5; the Unmovable page at 2 holds on to its place.
    const z = zone('a.B.c.d.', { types: 'MM', maxOrder: 2 })
    z.compact()
    expect(z.draw()).toBe('..B.c.da')
  })

  test('pages do not move into pageblocks that are not Movable', () => {
    const z = zone('a.b.C.D.', { types: 'MU', maxOrder: 2 })
    expect(z.compact()).toEqual({ result: 'complete', moved: 0 })
    expect(z.draw()).toBe('a.b.C.D.')
  })

  test('a larger block moves whole, and keeps its order', () => {
    // Order 1 at 0 goes to the highest free block of order 1 in 4–7: 6–7.
    const z = zone('aa.bc...', { types: 'MM', maxOrder: 2 })
    expect(z.compact().moved).toBe(3)
    // b at 3 then goes to 5.
    expect(z.draw()).toBe('....cbaa')
  })

  test('several blocks of one name move apart, and are freed together', () => {
    const z = zone('aaa.bbb.c.......', { types: 'MMMM', maxOrder: 2, fit: 'exact' })
    z.compact()
    expect(z.draw().replaceAll('.', '').split('').sort().join('')).toBe('aaabbbc')
    z.free('a')
    z.free('b')
    z.free('c')
    expect(z.draw()).toBe('................')
  })
})

describe('for a request (compact_zone_order)', () => {
  const request = (picture: string) =>
    zone(picture, {
      types: 'M'.repeat(picture.length / 4),
      maxOrder: 2,
      placement: 'lifo',
      policy: 'linux',
      minFree: 1,
    })
  const results = (z: ReturnType<typeof zone>, name: string) =>
    z
      .steps(() => z.alloc(name, 4))
      .flatMap((step) => (step.kind === 'compact-end' ? [`${step.result} ${step.moved}`] : []))

  test('a block of the wanted order is won, and nothing is given up', () => {
    // 12 single pages free, above min 1 + 2 · 2² = 9. Z is not movable, so compaction comes first:
    // asynchronous, which leaves Movable pageblocks alone for it; then light. a goes to 23, b to 21,
    // and 0–3 is free: a pageblock that Z can claim. At last kcompactd, woken with kswapd, finds too
    // little free, 8 pages.
    const z = request('a.b.c.d.e.f.g.h.i.j.k.l.')
    expect(results(z, 'Z')).toEqual(['complete 0', 'success 2', 'skipped 0'])
    expect([z.draw(), z.types()]).toEqual(['ZZZZc.d.e.f.g.h.i.j.kbla', 'UMMMMM'])
  })

  test('without enough free pages to move to it is skipped, and somebody is killed', () => {
    // 8 are free, 9 are not exceeded. a is the oldest of eight that hold a page each; then b.
    const z = request('a.b.c.d.e.f.g.h.')
    expect(results(z, 'Z').slice(0, 2)).toEqual(['skipped 0', 'skipped 0'])
    expect(z.draw()).toBe('ZZZZc.d.e.f.g.h.')
  })

  test.each([
    [500, 'complete'],
    [912, 'complete'],
    [913, 'not-suitable'],
  ])('an index up to the threshold %i means that memory is lacking: %s', (threshold, result) => {
    // Order 4 is costly, so the index counts. 40 single pages free: 1000 − (1000 + 40 000 / 16) / 40
    // = 1000 − 87 = 913. Free pages suffice: 40 > 2 · 16.
    const z = zone(`${'#.'.repeat(40)}${'#'.repeat(48)}`, {
      types: 'M'.repeat(8),
      maxOrder: 4,
      placement: 'lifo',
      policy: 'linux',
    })
    z.machine.linux?.writeSetting(z.machine, 'extfrag-threshold', threshold)
    const ends = z
      .steps(() => expect(z.alloc('z', 16)).toBe(false))
      .flatMap((step) => (step.kind === 'compact-end' ? [step.result] : []))
    expect(ends[0]).toBe(result)
  })
})
