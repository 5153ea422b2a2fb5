// A request for which no block was large enough: what that proves of memory, and of the marks.

import { describe, expect, it } from 'vitest'
import { diagnosisOf, findingOf, plain, reportLines, type TestZone } from './test-report.ts'

const MODE = 'nodemask=(null),cpuset=/,mems_allowed=0'
const failing = (order: number, flags: string, zone: TestZone, release = '6.1.0') =>
  diagnosisOf(
    reportLines(
      `drv: page allocation failure: order:${order}, mode:0x40cc0(${flags}), ${MODE}`,
      release,
      [zone],
    ),
  )
const PIECES: TestZone = {
  name: 'Node 0 Normal',
  free: 400_000,
  min: 20_000,
  blocks: [90_000, 5000, 0, 0, 0, 0, 0, 0, 0, 0, 0],
}

describe('"not of memory" is said', () => {
  it('where the marks let it through and the index is near 1', () => {
    expect(failing(4, 'GFP_KERNEL', PIECES).sentence).toContain('large enough, not of memory: ')
  })

  // Three blocks of order 5, 96 pages; for order 6, 1000 − (1000 + 96 · 1000 / 64) / 3 = 1000 − 833 = 167.
  it('not where the index is nearer 0', () => {
    const few = { ...PIECES, free: 384, min: 20, blocks: [0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0] }
    const { sentence, detail } = failing(6, 'GFP_KERNEL', few)
    expect(sentence).toContain('large enough: 384 KiB is free')
    expect(detail).toContain('0.167: nearer 0, so lack of memory explains it as well')
  })

  const withoutMarks = (zone: TestZone) =>
    diagnosisOf(
      reportLines('a: page allocation failure: order:4, mode:0x820(GFP_ATOMIC)', '6.8.0', [
        zone,
      ]).filter((line) => !/free:|lowmem_reserve/.test(line)),
    )

  it('not without marks', () => {
    expect(withoutMarks(PIECES).sentence).toContain('large enough: 391 MiB is free')
  })

  // One block of order 3: for order 4 the index is −500.
  it('not where a single block is free', () => {
    const { detail } = withoutMarks({ ...PIECES, blocks: [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0] })
    expect(detail).toContain('below 0, as a zone with a single free block has it')
  })
})

describe('up to 4.3', () => {
  // 100000 − 7 = 99993. The mark: 5000 / 2 · 3/4 = 1875. Without order 0: 9993 > 937; without order 1: −7 > 468 is not.
  it('it is the marks, scaled, that refuse it', () => {
    const diagnosis = diagnosisOf(
      reportLines('rx: page allocation failure: order:3, mode:0x4020', '3.10.0', [PIECES]),
    )
    expect(diagnosis.sentence).toContain('for want of a block large enough, not of memory')
    expect(diagnosis.detail).toContain('Kernels up to 4.3 see that by the marks')
    expect(diagnosis.detail).not.toContain('Its marks let the request through')
    expect(findingOf(diagnosis, 'failure-cause')?.arithmetic).toContain(
      '  without order 1: -7 left, more than 468 needed: refused',
    )
  })
})

describe('an order above the largest', () => {
  const diagnosis = failing(11, 'GFP_KERNEL', PIECES)

  it('is served by no setting', () => {
    expect(diagnosis.sentence).toBe(
      "drv's request for 8 MiB in one piece (order 11) failed: the page allocator's largest block there is 4 MiB (order 10).",
    )
    expect(diagnosis.detail).toMatch(
      /^No block is ever so large there: the largest order is 10\. No setting serves it/,
    )
    const next = diagnosis.next.map(({ id }) => id)
    for (const id of ['extfrag-threshold', 'compact-memory', 'compaction-proactiveness'])
      expect(next).not.toContain(id)
  })
})

describe("kswapd's own request", () => {
  // PF_MEMALLOC: __gfp_pfmemalloc_flags gives ALLOC_NO_WATERMARKS. 12 kB are 3 pages, where others need 5000.
  const zone: TestZone = { ...PIECES, free: 12, blocks: [3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] }
  const of = (task: string, order: number, flags: string) =>
    diagnosisOf(
      reportLines(
        `${task}: page allocation failure: order:${order}, mode:0xc00(${flags}), ${MODE}`,
        '6.1.0',
        [zone],
      ),
    )

  it('fails for want of a page on any list, not by the marks', () => {
    const { sentence, detail } = of('kswapd0', 0, 'GFP_NOIO')
    expect(sentence).toBe(
      "kswapd0's request for one page (order 0, 4 KiB) failed for want of a page on any list that it may use; when the report was printed, zone Normal had 12 KiB free.",
    )
    expect(detail).toMatch(/^It is of kswapd, which frees memory for the others/)
    expect(detail).not.toContain('killed for it')
  })

  it('of a larger order lacks the block', () => {
    const { sentence, detail } = of('kswapd0', 2, 'GFP_NOIO')
    expect(sentence).toContain('for want of a block large enough: 12 KiB is free')
    expect(detail).toContain('No mark holds for it (kswapd, PF_MEMALLOC)')
  })

  it('is none where an interrupt asks, or another task', () => {
    expect(of('kswapd0', 0, 'GFP_ATOMIC').sentence).toContain('for lack of memory')
    expect(of('kswapd-x', 0, 'GFP_NOIO').sentence).toContain('for lack of memory')
  })
})

describe('a huge page that a page fault did not wait for', () => {
  const diagnosis = failing(9, 'GFP_TRANSHUGE_LIGHT', PIECES)

  it('is no packet that is dropped', () => {
    expect(findingOf(diagnosis, 'atomic-request')).toBeUndefined()
    expect(plain(findingOf(diagnosis, 'light-huge-page')?.fact)).toBe(
      '1 request of 1 that failed chose not to wait for a huge page (GFP_TRANSHUGE_LIGHT).',
    )
    expect(diagnosis.detail).toMatch(/^It does not wait by choice \(GFP_TRANSHUGE_LIGHT\)/)
  })
})
