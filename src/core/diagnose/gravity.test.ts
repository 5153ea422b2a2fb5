// Of several reports in a text the gravest leads, and sentence and zones are of the same one.

import { describe, expect, it } from 'vitest'
import { readKernelText } from '../kernel-text/reader.ts'
import { gravestOf } from './gravity.ts'
import { diagnosisOf, findingOf, reportLines, type TestZone } from './test-report.ts'

const MODE = 'nodemask=(null),cpuset=/,mems_allowed=0'
const zone = (free: number): TestZone => ({
  name: 'Node 0 Normal',
  free,
  min: 65_536,
  blocks: [free / 4, 0, 0, 0],
})
const atomic = (task: string, free: number, order = 0) =>
  reportLines(
    `${task}: page allocation failure: order:${order}, mode:0xa20(GFP_ATOMIC), ${MODE}`,
    '5.15.0',
    [zone(free)],
  )
const OOM = reportLines(
  'mysqld invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0',
  '5.15.0',
  [zone(48_000)],
)

describe('an OOM kill and atomic failures', () => {
  it('the kill leads where it comes last, with its zones', () => {
    const diagnosis = diagnosisOf([...atomic('rx-1', 16_000), ...OOM])
    expect(diagnosis.sentence).toMatch(/^mysqld's request .* zone Normal has 46.9 MiB free/)
    expect(diagnosis.detail).toContain('This is the report at line 7, the gravest of 2.')
    expect([diagnosis.zonesFrom, diagnosis.zones[0]?.freePages]).toEqual([
      'the report at line 7',
      12_000,
    ])
    expect(diagnosis.findings[0]?.id).toBe('oom-cause')
    expect(findingOf(diagnosis, 'failure-cause')?.line).toBe(1)
  })

  it('and where it comes first', () => {
    const diagnosis = diagnosisOf([...OOM, ...atomic('rx-1', 16_000)])
    expect(diagnosis.sentence).toMatch(/^mysqld's request/)
    expect([diagnosis.zonesFrom, diagnosis.zones[0]?.freePages]).toEqual([
      'the report at line 1',
      12_000,
    ])
  })

  it('gives way to the one that is chosen, which names the graver', () => {
    const diagnosis = diagnosisOf([...OOM, ...atomic('rx-1', 16_000)], { report: 1 })
    expect(diagnosis.sentence).toMatch(/^rx-1's request .* zone Normal has 15.6 MiB free/)
    expect(diagnosis.zonesFrom).toBe('the report at line 7')
    expect(diagnosis.detail).toContain(
      'This is the report at line 7; graver is the OOM kill at line 1.',
    )
  })

  it('leads although hundreds of failures follow it', () => {
    const failures = Array.from({ length: 250 }, (_, i) => atomic(`rx-${i}`, 16_000)).flat()
    expect(diagnosisOf([...OOM, ...failures]).sentence).toMatch(/^mysqld's request/)
  })
})

describe('failures of one kind', () => {
  it('the last leads, with its line', () => {
    const diagnosis = diagnosisOf([...atomic('rx-1', 16_000), ...atomic('rx-2', 12_000, 1)])
    expect(diagnosis.sentence).toMatch(/^rx-2's request/)
    expect(diagnosis.detail).toContain('This is the report at line 7 of 2.')
  })

  it('that are alike are told once, by the one that is shown', () => {
    const diagnosis = diagnosisOf([...atomic('rx-1', 16_000), ...atomic('rx-2', 12_000)], {
      report: 0,
    })
    expect(diagnosis.sentence).toMatch(/^rx-1's request/)
    expect(diagnosis.detail).toContain('1 more report like it: line 7.')
    expect(diagnosis.detail).not.toContain('This is the report')
  })
})

it('a failure is graver than a request that waits still, and nothing but Mem-Info is no failure', () => {
  const [failed] = readKernelText(atomic('rx-1', 16_000).join('\n')).reports
  if (!failed) throw new Error('no report was read')
  const waits = { ...failed, line: 50, stalledMs: 10_000 }
  const bare = { ...failed, line: 60, kind: null }
  expect(gravestOf([failed, waits, bare])?.line).toBe(1)
  expect(gravestOf([])).toBeNull()
})
