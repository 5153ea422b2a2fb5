// What the kernel does for a request that may wait before it gives up, and a request that waits still.

import { describe, expect, it } from 'vitest'
import { readKernelText } from '../kernel-text/reader.ts'
import type { Report } from '../kernel-text/reading.ts'
import { diagnose } from './diagnose.ts'
import type { Diagnosis } from './diagnosis.ts'
import { diagnosisOf, findingOf, reportLines, type TestZone } from './test-report.ts'

const MODE = 'nodemask=(null),cpuset=/,mems_allowed=0'
const DMA: TestZone = {
  name: 'Node 0 DMA',
  free: 12,
  min: 8,
  managed: 15_908,
  reserve: '0 1875 64270 64270 64270',
  blocks: ['1 U', '1 U', 0, 0],
}
const NORMAL: TestZone = {
  name: 'Node 0 Normal',
  free: 584_640,
  min: 65_536,
  blocks: [90_000, 28_080, 0, 0],
}
const UNTIL_KILLED =
  'such a request is tried again until it is served or a process is killed for it'

describe('a request up to order 3 that may wait', () => {
  // __alloc_pages_may_oom goes without a kill for __GFP_RETRY_MAYFAIL, for __GFP_THISNODE and where the highest zone
  // is below Normal; __alloc_pages_slowpath leaves before it for __GFP_NORETRY. Order 2 has no block in any zone.
  const detailOf = (flags: string) =>
    diagnosisOf(
      reportLines(
        `test: page allocation failure: order:2, mode:0xcc0(${flags}), ${MODE}`,
        '5.15.0',
        [DMA, NORMAL],
      ),
    ).detail

  it.each([
    ['GFP_KERNEL', UNTIL_KILLED],
    ['GFP_KERNEL|__GFP_NORETRY', 'it asked not to be tried again (__GFP_NORETRY)'],
    ['GFP_KERNEL|__GFP_RETRY_MAYFAIL', 'it asked to fail rather than that (__GFP_RETRY_MAYFAIL)'],
    ['GFP_KERNEL|__GFP_THISNODE', 'it is bound to one node (__GFP_THISNODE)'],
    ['GFP_KERNEL|GFP_DMA', 'it can use nothing above zone DMA'],
    ['GFP_KERNEL|GFP_DMA32', 'it can use nothing above zone DMA32'],
  ])('%s: %s', (flags, said) => {
    const detail = detailOf(flags)
    expect(detail).toContain(said)
    expect(detail.includes(UNTIL_KILLED)).toBe(flags === 'GFP_KERNEL')
  })
})

describe('a request that waits still (4.9 to 4.14: page allocation stalls for …)', () => {
  /** As the line `page allocation stalls for 10884ms, order:0` is read. */
  const stalled = (report: Report): Report => ({ ...report, stalledMs: 10_884 })
  const diagnosisWith = (change: (report: Report) => Report): Diagnosis => {
    const head = `chrome: page allocation failure: order:0, mode:0x14200ca(GFP_HIGHUSER_MOVABLE), nodemask=(null)`
    // 36288 kB are 9072 pages, not above 65536 kB = 16384.
    const short: TestZone = { ...NORMAL, free: 36_288, blocks: [9000, 28, 4, 0] }
    const reading = readKernelText(reportLines(head, '4.12.14', [short]).join('\n'))
    return diagnose(
      { ...reading, reports: reading.reports.map(change) },
      { snapshot: null, pageSize: null },
    )
  }
  const diagnosis = diagnosisWith(stalled)

  it('has not failed, after so many seconds', () => {
    expect(diagnosis.sentence).toBe(
      "chrome's request for one page (order 0, 4 KiB) was still waiting after 10.9 s for lack of memory: zone Normal has 35.4 MiB free, and the request needs more than 64 MiB left there.",
    )
    expect(diagnosis.detail).toMatch(/^It has not failed: the kernel goes on trying/)
    expect(diagnosis.detail).not.toContain('fails only in rare cases')
    expect(diagnosis.detail).toContain(
      'It was 7313 pages (28.6 MiB) short.'.replace('7313', '7\u202f313'),
    )
  })

  it('is followed up where it waits', () => {
    expect(diagnosis.next[0]).toMatchObject({
      id: 'stalled-reclaim',
      because: '1 request still waiting, the longest after 10.9 s',
    })
    expect(diagnosisWith((report) => report).next.map(({ id }) => id)).not.toContain(
      'stalled-reclaim',
    )
  })

  it('is none of the atomic requests that failed', () => {
    const atomic = diagnosisWith((report) => ({ ...stalled(report), flags: ['GFP_ATOMIC'] }))
    expect(findingOf(atomic, 'atomic-request')).toBeUndefined()
  })
})
