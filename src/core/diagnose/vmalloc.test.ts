// What asked for the pages: vmalloc, page by page, or the memory map (vmemmap).

import { describe, expect, it } from 'vitest'
import { readKernelText } from '../kernel-text/reader.ts'
import type { Report } from '../kernel-text/reading.ts'
import { diagnose } from './diagnose.ts'
import type { Diagnosis } from './diagnosis.ts'
import { reportLines, type TestZone } from './test-report.ts'

const HEAD =
  'php: page allocation failure: order:0, mode:0xcc0(GFP_KERNEL), nodemask=(null),cpuset=/,mems_allowed=0'
const zone = (free: number, managed = 4_000_000): TestZone => ({
  name: 'Node 0 Normal',
  free,
  min: 65_536,
  managed,
  blocks: [free / 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
})

/** The report as its first line would be read that names another caller. */
function diagnosisWith(one: TestZone, told: Partial<Report>): Diagnosis {
  const reading = readKernelText(reportLines(HEAD, '5.15.0', [one]).join('\n'))
  const reports = reading.reports.map((report) => ({ ...report, ...told }))
  return diagnose({ ...reading, reports }, { snapshot: null, pageSize: null })
}

describe('vmalloc', () => {
  const vmalloc = (bytes: number | null, order: number | null = 0) =>
    ({ caller: 'vmalloc', callerBytes: bytes, order }) as const

  // 36288 kB are 9072 pages, not above the min mark of 16384: a single page is refused.
  it('that lacks single pages is one of memory', () => {
    const diagnosis = diagnosisWith(zone(36_288), vmalloc(1_052_672))
    expect(diagnosis.sentence).toBe(
      "php's vmalloc of 1 MiB in single pages failed for lack of memory: zone Normal has 35.4 MiB free, and the request needs more than 64 MiB left there.",
    )
  })

  it('asks for single pages where the line prints no order', () => {
    const { sentence } = diagnosisWith(zone(36_288), vmalloc(null, null))
    expect(sentence).toMatch(/^php's vmalloc in single pages failed for lack of memory/)
  })

  it('of more than the machine has is one of size', () => {
    const diagnosis = diagnosisWith(zone(800_000), vmalloc(34_359_742_464, null))
    expect(diagnosis.sentence).toBe(
      "php's vmalloc of 32 GiB in single pages failed: 32 GiB is more than the zones it may use have in all, 3.81 GiB.",
    )
    expect(diagnosis.detail).toBe(
      'Such a size is more often a mistake of the caller than a lack of memory: the stack below the first line names it.',
    )
  })

  it('of more than is free says how much that is', () => {
    const { sentence } = diagnosisWith(zone(800_000), vmalloc(2 ** 30))
    expect(sentence).toContain(
      '1 GiB is more than is free in all zones it may use, 781 MiB, of 3.81 GiB.',
    )
  })

  it('is not advised to itself, and lacks no first line', () => {
    const diagnosis = diagnosisWith(zone(800_000), vmalloc(2 ** 21, 9))
    expect(diagnosis.sentence).toContain(
      "php's vmalloc of 2 MiB in pieces of 2 MiB (order 9) failed",
    )
    expect(diagnosis.next.map(({ id }) => id)).not.toContain('vmalloc-instead')
    const without = diagnosisWith(zone(36_288), vmalloc(4096, null))
    expect(without.findings.map(({ id }) => id)).not.toContain('headless-report')
  })
})

it('the memory map is named as what the block was for', () => {
  const { sentence } = diagnosisWith(zone(800_000), {
    caller: 'vmemmap',
    callerBytes: null,
    order: 9,
  })
  expect(sentence).toContain(
    "php's request for 2 MiB in one piece (order 9) for the memory map (vmemmap) failed for want of a block",
  )
})
