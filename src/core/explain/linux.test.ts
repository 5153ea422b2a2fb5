// The sentences of the Linux machine but for requests that were served, a kind each, through whole runs.

import { describe, expect, test } from 'vitest'
import { chance } from '../random.ts'
import { lastView, viewerOf } from '../run/run-of.ts'
import { BARE, BASE, lines, told } from './linux-told.ts'

/** What is said of the last action. */
const last = (source: string) => told(lastView(source))

describe('failed', () => {
  const full = (...more: string[]) =>
    lines(
      'policy linux',
      'pcp off',
      'min-free 32K',
      'pageblock-order 2',
      'max-order 3',
      'zone DMA32 64K',
      'zone Normal 64K',
      'alloc a 32K',
      'alloc b 16K',
      'alloc c 32K zone DMA32',
      'alloc d 16K',
      ...more,
    )

  test('for the marks, with their numbers and what was tried', () => {
    expect(last(full('alloc e 16K'))).toMatchObject({
      fact: 'e fails: a block is there, but the watermarks forbid it.',
      why: "It asked for 16 KiB: 4 pages, order 2, Unmovable. What is left is a reserve. In both zones: 4 pages are free, 1 without 3 of the block's 4; more than 4, the min mark, are needed. Reclaim found nothing to take back; compaction was skipped: no zone has more than twice the block free beyond what it must keep. Nobody holds movable memory, so there is nobody to kill.",
      follows: 'kswapd then ran, and found nothing to take back.',
      margin: 'fails',
      brief: 'fails: watermark',
    })
  })

  test('since it could not wait', () => {
    const source = full('alloc y 16K atomic').replace('alloc d 16K', 'alloc d 16K cache')
    const { fact, why, follows } = last(source)
    expect(fact).toBe('y fails: it may not wait for memory to be reclaimed.')
    expect(why).toContain(
      'A request that can wait would have been served. In both zones: 4 pages are free, 1 without 3 ',
    )
    expect(follows).toContain('kswapd then took back')
  })

  test('for lack of memory, above the order for which somebody is killed', () => {
    const source = lines(
      'policy linux',
      'pcp off',
      'watermarks off',
      'memory 128K',
      'max-order 4',
      'pageblock-order 2',
      'alloc m 64K movable',
      'alloc u 64K',
      'alloc n 64K',
    )
    expect(last(source)).toMatchObject({
      fact: 'n fails: nothing is free.',
      why: 'It asked for 64 KiB: 16 pages, order 4, Unmovable. This is lack of memory: fewer pages are free than were asked for. Reclaim found nothing to take back; compaction was skipped: it needs twice the block free, more than 32 pages, and has none. For an order above 3 the kernel does not try again, and kills nobody.',
    })
  })

  test('for fragmentation', () => {
    const source = lines(
      ...BARE,
      'for i in 1..16',
      'alloc p{i} 4K',
      'end',
      'free p1',
      'free p4',
      'alloc u 8K',
    )
    expect(last(source)).toMatchObject({
      fact: 'u fails: 2 pages are free, but not side by side.',
      why: 'It asked for 8 KiB: 2 pages, order 1, Unmovable. Pages 0 and 3 stand alone, and neither can merge: p2 and p3 hold their buddies. Reclaim found nothing to take back; compaction was skipped: it needs twice the block free, more than 4 pages, and has 2. Nobody holds movable memory, so there is nobody to kill.',
      brief: 'fails: 0 and 3 are not together',
    })
  })

  test('while pages wait on per-CPU lists', () => {
    const full = (...more: string[]) =>
      last(
        lines(
          'policy linux',
          'grouping off',
          'watermarks off',
          'pcp on batch 4 high 32',
          'max-order 3',
          'memory 32K',
          ...more,
        ),
      )
    expect(full('alloc a 4K', 'alloc m 16K', 'alloc b 8K')).toMatchObject({
      fact: 'b fails: nothing is on the free lists.',
      why: expect.stringContaining(
        'order 1. Fewer pages are on the free lists than were asked for. 3 pages wait on per-CPU lists: they are free, but merge with nothing until drained, which the kernel does only when reclaim has won something. Reclaim found',
      ),
    })
    const one = ['alloc a 4K', 'alloc b 4K', 'alloc c 4K', 'alloc n 32K']
    expect(full(...one)).toMatchObject({
      fact: 'n fails: only 4 pages are on the free lists.',
      why: expect.stringContaining(
        'This is lack of memory: fewer pages are on the free lists than were asked for. One more page waits on a per-CPU list: it is free, but merges with nothing until drained, which',
      ),
    })
  })

  test('counts what waited on per-CPU lists when it failed, not what kswapd freed to them', () => {
    const source = lines(
      'policy linux',
      'watermarks off',
      'pcp on batch 4 high 32',
      'pageblock-order 2',
      'max-order 3',
      'memory 32K',
      'alloc k 4K cache',
      'alloc a 16K',
      'alloc n 32K atomic',
    )
    const { why, follows } = last(source)
    expect(follows).toBe('kswapd then took back 4 KiB: k.')
    expect(why).toContain('3 pages wait on per-CPU lists')
  })

  test('logs what the kernel logs, as it was when the request failed', () => {
    const { log } = last(full('alloc e 16K'))
    expect(log).toBe(
      [
        'e: page allocation failure: order:2, mode:0xcc0(GFP_KERNEL), nodemask=(null),cpuset=/,mems_allowed=0',
        'Mem-Info:',
        ' free:8 free_pcp:0 free_cma:0',
        'Node 0 DMA32 free:16kB boost:0kB min:16kB low:20kB high:24kB reserved_highatomic:0KB free_highatomic:0KB present:64kB managed:64kB free_pcp:0kB local_pcp:0kB free_cma:0kB',
        'lowmem_reserve[]: 0 0 0 0 0',
        'Node 0 Normal free:16kB boost:0kB min:16kB low:20kB high:24kB reserved_highatomic:0KB free_highatomic:0KB present:64kB managed:64kB free_pcp:0kB local_pcp:0kB free_cma:0kB',
        'lowmem_reserve[]: 0 0 0 0 0',
        'Node 0 DMA32: 0*4kB 0*8kB 1*16kB (U) 0*32kB = 16kB',
        'Node 0 Normal: 0*4kB 0*8kB 1*16kB (U) 0*32kB = 16kB',
        '32 pages RAM',
        '0 pages HighMem/MovableOnly',
        '0 pages reserved',
      ].join('\n'),
    )
    const early = last(lines(...BARE, 'alloc c 32K cache', 'alloc u 32K', 'alloc n 4K atomic'))
    expect(early.follows).toBe('kswapd then took back 32 KiB: c.')
    expect(early.log).toContain('Node 0 Normal: 0*4kB 0*8kB 0*16kB 0*32kB = 0kB')
  })

  test('above the largest order: the kernel logs no failure', () => {
    const { log, follows } = last(lines(...BARE, 'alloc u 64K'))
    expect(log).toBeNull()
    expect(follows).toBe(
      'The kernel refuses such an order before it looks at any list: it warns, and logs no page allocation failure.',
    )
  })
})

describe('freed', () => {
  test('to a per-CPU list', () => {
    expect(last(lines(...BASE, 'alloc a 4K movable', 'free a'))).toMatchObject({
      fact: 'a gives page 0 back.',
      why: 'It goes to the head of the per-CPU list of Movable pages, where the next request of that kind finds it first.',
      follows: 'What waits there is free, but stands in no buddyinfo and merges with nothing.',
      margin: 'to per-CPU',
      brief: 'to a per-CPU list',
    })
  })

  test('to a per-CPU list that is past its limit', () => {
    const source = lines(
      ...BASE,
      'pcp on batch 3 high 6',
      'for i in 1..6',
      'alloc p{i} 4K movable',
      'end',
      'for i in 1..6',
      'free p{i}',
      'end',
    )
    expect(last(source)).toMatchObject({
      fact: 'p6 gives page 5 back.',
      why: 'It goes to the head of the per-CPU list of Movable pages. The per-CPU lists have reached their limit, 6 pages, so 3 pages go from their tails to the free lists, where one block merges with a free buddy.',
      follows: '',
      margin: 'drains 3',
      brief: 'per-CPU lists drain 3 pages',
    })
  })

  test('a pageblock at a time where it is larger', () => {
    const { fact, why } = last(lines(...BASE, 'alloc a 128K movable', 'free a'))
    expect(fact).toBe('a gives pages 0–31 back.')
    expect(why).toBe(
      'A block larger than a pageblock is freed a pageblock at a time, each to the lists of its own type: 2 of them, of which 1 merged with a free buddy.',
    )
  })
})

describe('asked for by hand', () => {
  test('compact', () => {
    const source = lines(
      ...BARE,
      'for i in 1..16',
      'alloc p{i} 4K movable',
      'end',
      'free p1',
      'free p3',
      'free p13',
      'free p15',
      'compact',
    )
    expect(last(source)).toMatchObject({
      fact: 'Compaction moves 2 pages.',
      why: 'Two scanners walked towards each other: movable pages from the bottom went to free pages at the top. p2 and p4 moved; contents and owners stay the same.',
      follows: 'The largest free block had order 0; now it has order 2.',
      margin: '2 moved',
      brief: '2 pages moved',
    })
  })

  test('reclaim, drain', () => {
    const source = [...BASE, 'pcp on batch 2 high 9', 'alloc c1 8K cache', 'alloc c2 64K cache']
    expect(last(lines(...source, 'reclaim 12K'))).toMatchObject({
      fact: 'Reclaim takes back 72 KiB.',
      why: 'Of page cache and shrinkable caches the oldest goes first, whole names at a time: c1 and c2.',
      margin: '72K back',
      brief: 'takes back c1 and c2',
    })
    expect(last(lines(...source, 'reclaim 1M')).why).toContain(
      'That is less than the 1 MiB asked for: no more was left.',
    )
    expect(last(lines(...source, 'drain'))).toMatchObject({
      fact: 'The per-CPU lists are emptied: 2 pages go back to the free lists.',
      why: 'There it merges with nothing.',
      margin: '8K back',
    })
    const three = lines(...BASE, 'pcp on batch 4 high 9', 'alloc a 4K movable', 'drain')
    expect(last(three).why).toContain('1 of 3 merges with a free buddy.')
  })

  test('set', () => {
    expect(last(lines(...BASE, 'set min-free 64K'))).toMatchObject({
      fact: 'vm.min_free_kbytes is now 64.',
      why: 'The marks follow from it: min 16, low 20, high 24 pages.',
      brief: 'min-free 64K',
    })
    expect(last(lines(...BASE, 'set extfrag-threshold 300'))).toMatchObject({
      fact: 'vm.extfrag_threshold is now 300, an index of 0.300.',
      why: 'For orders above 3 compaction runs only where the fragmentation index is above it: from 0 up to it the kernel takes memory to be lacking.',
    })
  })

  test('what finds nothing says so', () => {
    expect(last('memory 32K\ncompact\n').fact).toBe('Compaction moves nothing.')
    expect(last('memory 32K\nreclaim 4K\n').fact).toBe('Reclaim finds nothing to take back.')
    expect(last('memory 32K\ndrain\n').why).toBe('This machine has no per-CPU lists.')
    expect(last(lines(...BASE, 'drain')).why).toBe('The per-CPU lists are empty already.')
  })
})

describe('small steps', () => {
  test('name lists by their type, and refusals of merges', () => {
    const viewer = viewerOf(lines(...BARE, 'alloc a 4K', 'alloc b 8K movable'))
    const { events } = viewer.view({ step: 1, small: null })
    expect(events.map(({ text }) => text)).toEqual([
      'Unmovable lists 0 to 3 hold nothing',
      'Take the block at 0, order 3',
      'Pageblock 0 turns from Movable to Unmovable',
      'Split 0–7 into two of order 2',
      'Pages 4–7 to the head of Unmovable list 2',
      'Split 0–3 into two of order 1',
      'Pages 2–3 to the head of Unmovable list 1',
      'Split 0–1 into two of order 0',
      'Page 1 to the head of Unmovable list 0',
      'Fallback: Movable to Unmovable, claimed',
      'Give page 0 to a',
    ])
    expect(viewer.view({ step: 2, small: null }).events[0]?.text).toBe(
      'Movable lists 1 and 2 are empty; list 3 has the block at 8',
    )
  })

  test('a buddy on a per-CPU list stops a merge', () => {
    const source = lines(
      ...BASE,
      'pcp on batch 1 high 2',
      'for i in 1..4',
      'alloc p{i} 4K movable',
      'end',
      'for i in 1..4',
      'free p{i}',
      'end',
    )
    const viewer = viewerOf(source)
    const texts = [5, 6, 7, 8].flatMap((step) =>
      viewer.view({ step, small: null }).events.map(({ text }) => text),
    )
    expect(texts).toContain('Buddy of 0 is 1: on a per-CPU list')
  })
})

/** Small steps that every machine has. */
const PLAIN = new Set(['choose', 'take', 'split', 'put', 'give', 'try-merge', 'merge'])

test.each([
  'kernel 6.18',
  'kernel 6.12',
  'kernel 6.1',
  'fit exact',
  'grouping off',
  'pcp off',
  'watermarks off',
])('whatever happens under %s is said in whole sentences', (setting) => {
  const random = chance(setting.length * 7919)
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T
  const live: string[] = []
  const actions = Array.from({ length: 900 }, (_, i) => {
    if (random() < 0.3 && live.length > 0)
      return `free ${live.splice(Math.floor(random() * live.length), 1)[0]}`
    if (random() < 0.04) return pick(['compact', 'drain', 'reclaim 64K', 'set min-free 96K'])
    live.push(`n${i}`)
    const what = pick(['movable', 'movable', 'unmovable', 'reclaimable', 'cache'])
    const where = pick(['', '', '', ' node 1', ' zone DMA32'])
    const size = pick([1, 1, 1, 2, 3, 4, 8, 16, 24, 32])
    return `alloc n${i} ${size} pages ${what}${where}${random() < 0.2 ? ' atomic' : ''}`
  })
  const viewer = viewerOf(
    lines(
      'policy linux',
      setting,
      'pageblock-order 4',
      'max-order 5',
      'min-free 128K',
      'zone node 0 DMA32 1M',
      'zone node 0 Normal 2M',
      'zone node 1 Normal 1400K',
      ...actions,
    ),
  )
  const wrong: string[] = []
  const check = (label: string | undefined, sentences: string[], texts: string[]) => {
    if (sentences.some((text) => !/^[A-Za-z0-9].*[.]$/.test(text)))
      wrong.push(sentences.join(' | '))
    for (const text of [...sentences, ...texts])
      if (
        /undefined|NaN|null|\s\s|\s[.,:;]|\.\.| -\d|\b1 pages|\ba [AEIOU]n?/.test(text) ||
        text === ''
      )
        wrong.push(`${label}: ${text}`)
  }
  const { steps } = viewer.summary()
  let slow = 0
  for (let step = 1; step <= steps; step++) {
    const { explanation, events, action } = viewer.view({ step, small: null })
    const { fact, why, follows } = explanation
    const told = [fact, why, follows].filter(Boolean)
    const texts = [action?.margin ?? '', action?.brief ?? '', ...events.map((e) => e.text)]
    check(action?.label, told, texts)
    // Small steps of the slow path have sentences of their own.
    if (!events.some(({ event }) => event.kind === 'slow-path') || slow++ > 8) continue
    for (const { number, event } of events) {
      if (PLAIN.has(event.kind)) continue
      const small = viewer.view({ step, small: number }).explanation
      check(action?.label, [small.fact, small.why].filter(Boolean), [])
    }
  }
  expect(wrong.slice(0, 8)).toEqual([])
})
