// Advice that the kernel of the text can take, and that can help the request that failed.

import { describe, expect, it } from 'vitest'
import { readKernelText } from '../kernel-text/reader.ts'
import { diagnose } from './diagnose.ts'
import { diagnosisOf, plain, reportLines, type TestZone } from './test-report.ts'

/** Free memory in pieces: 20 000 pages and 3 000 pairs. */
const PIECES: TestZone = {
  name: 'Node 0 Normal',
  free: 104_000,
  min: 55_000,
  blocks: ['20000 UM', '3000 UM', 0, 0, 0, 0, 0, 0, 0, 0, 0],
}
const adviceOf = (head: string, release: string, zone: TestZone = PIECES) =>
  diagnosisOf(reportLines(head, release, [zone])).next
const idsOf = (...of: Parameters<typeof adviceOf>) => adviceOf(...of).map(({ id }) => id)

describe('a knob that the kernel has not yet', () => {
  const old = 'net: page allocation failure: order:3, mode:0x4020'
  const names = 'net: page allocation failure: order:3, mode:0x480020(GFP_ATOMIC)'

  it('is not named: 2.6.32 has no compaction, 3.10 no scale factor, 4.19 no proactive compaction', () => {
    expect(idsOf('net: page allocation failure. order:3, mode:0x4020', '2.6.32-5-amd64')).toEqual([
      'min-free-kbytes',
      'pagetypeinfo',
    ])
    expect(idsOf(old, '3.10.0-1160.el7.x86_64')).toEqual([
      'min-free-kbytes',
      'compact-memory',
      'compaction-counters',
      'pagetypeinfo',
    ])
    expect(idsOf(names, '4.19.0')).toContain('watermark-scale-factor')
    expect(idsOf(names, '4.19.0')).not.toContain('compaction-proactiveness')
    expect(
      idsOf('net: page allocation failure: order:3, mode:0xa20(GFP_ATOMIC)', '5.10.0'),
    ).toContain('compaction-proactiveness')
  })

  it('is named where the text prints what is newer than the number of the release', () => {
    const reading = readKernelText(reportLines(names, '4.18.0-553.el8', [PIECES]).join('\n'))
    const reports = reading.reports.map((one) => ({ ...one, since: '5.9' }))
    const { next } = diagnose({ ...reading, reports }, { snapshot: null, pageSize: null })
    expect(next.map(({ id }) => id)).toContain('compaction-proactiveness')
  })
})

describe('an urgent request of several pages that found no block', () => {
  it('is helped by more that is kept free', () => {
    const next = adviceOf('net: page allocation failure: order:3, mode:0x820(GFP_ATOMIC)', '6.8.0')
    expect(plain(next.find(({ id }) => id === 'min-free-kbytes')?.because)).toBe(
      'a request of order 3 (32 KiB) that could not wait was refused with 26000 pages (102 MiB) free in zone Normal',
    )
  })

  it('one that may wait is not', () => {
    expect(
      idsOf('net: page allocation failure: order:4, mode:0xcc0(GFP_KERNEL)', '6.8.0'),
    ).not.toContain('min-free-kbytes')
  })
})

describe('a request that advice cannot help', () => {
  it('memory of a process is no case for vmalloc', () => {
    const huge = 'vm: page allocation failure: order:9, mode:0x1c24ca(GFP_TRANSHUGE)'
    expect(idsOf(huge, '5.4.0')).not.toContain('vmalloc-instead')
    expect(idsOf(huge, '5.4.0')).toContain('compact-memory')
    expect(
      idsOf('vm: page allocation failure: order:9, mode:0xcc0(GFP_KERNEL)', '5.4.0'),
    ).toContain('vmalloc-instead')
  })

  it('above the largest order no knob is named, only to ask otherwise', () => {
    expect(
      idsOf('mod: page allocation failure: order:11, mode:0xcc0(GFP_KERNEL)', '5.15.0'),
    ).toEqual(['vmalloc-instead'])
    expect(
      idsOf('mod: page allocation failure: order:11, mode:0xa20(GFP_ATOMIC)', '5.15.0'),
    ).not.toContain('min-free-kbytes')
  })

  it('a kill by hand is about memory, not about huge pages', () => {
    const ordered =
      'kworker/0:1 invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=-1, oom_score_adj=0'
    expect(idsOf(ordered, '6.8.0')).toEqual([])
  })
})
