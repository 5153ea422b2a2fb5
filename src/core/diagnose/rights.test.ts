// What a request may take that others may not: below the marks, and of the HighAtomic pageblocks.

import { describe, expect, it } from 'vitest'
import {
  countsHighatomic,
  ignoresMarks,
  mayTakeHighatomic,
  ORDINARY,
  type Request,
} from './request.ts'
import { diagnosisOf, findingOf, plain, reportLines, type TestZone } from './test-report.ts'

const version = (major: number, minor: number) => ({ major, minor, patch: 0 })

describe('who may use the HighAtomic pageblocks, by kernel', () => {
  // gfp_to_alloc_flags. Up to 6.2 ALLOC_HARDER, which __GFP_ATOMIC gives and __GFP_NOMEMALLOC takes away; 6.3 to 6.17
  // ALLOC_NON_BLOCK, without direct reclaim; since 6.18 with __GFP_HIGH as well. A single page went by the per-CPU
  // lists, which have none, until 6.11 let requests that cannot wait have it as the last resort (rmqueue_buddy).
  const atomic: Partial<Request> = { isHigh: true, isAtomic: true, canWait: false }
  const nowait: Partial<Request> = { canWait: false }
  const urgent: Partial<Request> = { isHigh: true }

  it.each([
    ['4.3', 4, 3, 2, atomic, false, false],
    ['6.2, atomic', 6, 2, 2, atomic, true, true],
    ['6.2, atomic, one page', 6, 2, 0, atomic, false, true],
    ['6.2, only not waiting', 6, 2, 2, nowait, false, false],
    ['6.2, only urgent', 6, 2, 2, urgent, false, false],
    ['6.3, not waiting', 6, 3, 2, nowait, true, true],
    ['6.6, not waiting, one page', 6, 6, 0, nowait, false, true],
    ['6.6, atomic, one page', 6, 6, 0, atomic, false, true],
    ['6.6, only urgent: ALLOC_MIN_RESERVE counts it, and takes none', 6, 6, 2, urgent, false, true],
    ['6.11, atomic, one page', 6, 11, 0, atomic, true, true],
    ['6.17, not waiting', 6, 17, 2, nowait, true, true],
    ['6.18, not waiting', 6, 18, 2, nowait, false, true],
    ['6.18, not waiting, one page', 6, 18, 0, nowait, true, true],
    ['6.18, atomic', 6, 18, 2, atomic, true, true],
    ['6.6, atomic, NOMEMALLOC', 6, 6, 2, { ...nowait, isNoMemalloc: true }, false, false],
    ['5.4, atomic, NOMEMALLOC', 5, 4, 2, { ...atomic, isNoMemalloc: true }, false, false],
  ] as const)('%s', (_, major, minor, order, rights, takes, counts) => {
    const request = { ...ORDINARY, ...rights, order, kernel: version(major, minor) }
    expect([mayTakeHighatomic(request), countsHighatomic(request)]).toEqual([takes, counts])
  })
})

const MODE = 'nodemask=(null),cpuset=/,mems_allowed=0'

describe('pages that are all HighAtomic', () => {
  const normal = (blocks: TestZone['blocks']): TestZone => ({
    name: 'Node 0 Normal',
    free: 41_760,
    min: 65_536,
    more: 'reserved_highatomic:131072KB free_cma:0kB',
    ...(blocks ? { blocks } : {}),
  })

  // 41760 kB are 10440 pages; the mark is 16384 / 2 · 3/4 = 6144, so the marks let it through. All of it is H.
  it('are none for one page of an atomic request before 6.11', () => {
    const diagnosis = diagnosisOf(
      reportLines(
        `swapper/4: page allocation failure: order:0, mode:0x820(GFP_ATOMIC), ${MODE}`,
        '6.6.9',
        [normal(['9000 H', '700 H', '0', '20 H'])],
      ),
    )
    expect(diagnosis.sentence).toBe(
      "swapper/4's request for one page (order 0, 4 KiB) failed though 40.8 MiB is free in zone Normal: all of it is set aside for atomic requests of order 1 and above (HighAtomic).",
    )
    expect(diagnosis.detail).toContain('Before 6.11 a single page may not come from there')
  })

  // 6.3 to 6.17 ask only that it cannot wait: 200000 kB are 50000 pages, over the whole mark of 16384 by far, and
  // reserved_highatomic is not taken off.
  it('serve GFP_NOWAIT of order 2 in 6.6, and not in 6.18', () => {
    const zone: TestZone = { ...normal(['100', '0', '12000 H']), free: 192_400 }
    const of = (release: string) =>
      diagnosisOf(
        reportLines(
          `kworker/3:1: page allocation failure: order:2, mode:0x800(GFP_NOWAIT), ${MODE}`,
          release,
          [zone],
        ),
      ).sentence
    expect(of('6.6.9')).toContain('zone Normal could have served it')
    expect(of('6.18.2')).toContain('all of them are set aside for atomic requests')
  })
})

describe('__GFP_MEMALLOC', () => {
  // __gfp_pfmemalloc_flags: ALLOC_NO_WATERMARKS, so that no mark and no lowmem_reserve is asked for, only the lists.
  const DMA: TestZone = {
    name: 'Node 0 DMA',
    free: 15_828,
    min: 8,
    managed: 15_908,
    reserve: '0 1875 64270 64270 64270',
    blocks: [1, 0, 1, 0, 1, 1, 1, 0, 1, 1, 3],
  }
  const NORMAL: TestZone = {
    name: 'Node 0 Normal',
    free: 19_952,
    min: 65_536,
    blocks: [4500, 220, 12, 0, 0, 0, 0, 0, 0, 0, 0],
  }
  const failing = (order: number, flags: string, ...zones: readonly TestZone[]) =>
    diagnosisOf(
      reportLines(
        `swapper/9: page allocation failure: order:${order}, mode:0x60a20(${flags}), ${MODE}`,
        '5.15.0',
        zones,
      ),
    )

  // 19952 kB are 4988 pages, far below min = 16384: memory is short as well, and only the lists decide.
  it('without a block anywhere is a matter of blocks, not of marks', () => {
    const diagnosis = failing(3, 'GFP_ATOMIC|__GFP_COMP|__GFP_MEMALLOC', NORMAL)
    expect(diagnosis.sentence).toContain('for want of a block large enough: 19.5 MiB is free')
    expect(diagnosis.detail).toContain('No mark holds for it (__GFP_MEMALLOC)')
    expect(findingOf(diagnosis, 'atomic-request')?.why).toContain('it may take the last page')
  })

  it('opens a lower zone that lowmem_reserve keeps from others', () => {
    const diagnosis = failing(3, 'GFP_ATOMIC|__GFP_COMP|__GFP_MEMALLOC', DMA, NORMAL)
    expect(diagnosis.sentence).toContain('zone DMA could have served it, with 15.5 MiB free')
    expect(diagnosis.detail).toContain('Zone Normal has no block for it.')
    expect(findingOf(diagnosis, 'failure-cause')?.arithmetic).toContain(
      '  __GFP_MEMALLOC: tried again without marks and without lowmem_reserve: passes',
    )
  })

  it('had pages below the mark', () => {
    expect(failing(0, 'GFP_ATOMIC|__GFP_MEMALLOC', NORMAL).sentence).toContain(
      'zone Normal could have served it',
    )
  })

  it('is taken away by __GFP_NOMEMALLOC', () => {
    expect(failing(0, 'GFP_ATOMIC|__GFP_MEMALLOC|__GFP_NOMEMALLOC', NORMAL).sentence).toContain(
      'for lack of memory',
    )
    expect(ignoresMarks({ ...ORDINARY, isMemalloc: true, isNoMemalloc: true })).toBe(false)
  })
})

describe('what could have bound a request that would pass', () => {
  // 36288 kB are 9072 pages; 6144 for GFP_ATOMIC, 8192 for __GFP_HIGH that waits.
  const NORMAL: TestZone = {
    name: 'Node 0 Normal',
    free: 36_288,
    min: 32_768,
    blocks: [9000, 28, 4],
  }
  const whyOf = (flags: string) =>
    plain(
      diagnosisOf(
        reportLines(
          `napi: page allocation failure: order:0, mode:0xa20(${flags}), ${MODE}`,
          '5.15.0',
          [NORMAL],
        ),
      ).detail,
    )

  it('is no cpuset and no policy where it is urgent and cannot wait', () => {
    expect(whyOf('GFP_ATOMIC')).toContain('is bound by no cpuset and no memory policy')
    expect(whyOf('GFP_ATOMIC')).not.toContain('or the request could not use that zone')
  })

  it('may be one of them otherwise', () => {
    expect(whyOf('GFP_NOWAIT')).toContain('a cpuset, a memory policy or a node mask')
  })
})
