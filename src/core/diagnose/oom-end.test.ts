// How an OOM ended, and kills of which no request is told (mm/oom_kill.c: out_of_memory, check_panic_on_oom,
// is_sysrq_oom, oom_kill_process).

import { describe, expect, it } from 'vitest'
import { readKernelText } from '../kernel-text/reader.ts'
import type { Report } from '../kernel-text/reading.ts'
import { diagnose } from './diagnose.ts'
import type { Diagnosis } from './diagnosis.ts'
import { findingOf, plain, reportLines, type TestZone } from './test-report.ts'

const head = (order: number) =>
  `mysqld invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=${order}, oom_score_adj=0`
/** 36288 kB are 9072 pages, not above the min mark of 16384; and nothing above order 1. */
const SHORT: TestZone = {
  name: 'Node 0 Normal',
  free: 36_288,
  min: 65_536,
  blocks: [9000, 36, 0, 0, 0, 0, 0, 0, 0, 0, 0],
}
const JAVA = { task: 'java', pid: 4242, anonRssKB: 2_097_152 }

/** The first report of the lines with what its own lines would tell. */
function diagnosisWith(lines: readonly string[], told: Partial<Report>): Diagnosis {
  const reading = readKernelText(lines.join('\n'))
  const reports = reading.reports.map((report, i) => (i === 0 ? { ...report, ...told } : report))
  return diagnose({ ...reading, reports }, { snapshot: null, pageSize: null })
}
const oom = (told: Partial<Report>, zone = SHORT, order = 0) =>
  diagnosisWith(reportLines(head(order), '6.1.0', [zone]), { killed: null, panic: null, ...told })

describe('an OOM', () => {
  const lack =
    'for lack of memory: zone Normal has 35.4 MiB free, and the request needs more than 64 MiB left there.'
  const asked = "mysqld's request for one page (order 0, 4 KiB)"

  it.each([
    ['a victim', { killed: JAVA }, 'ended in an OOM kill of java'],
    ['no victim in the text', {}, 'called the OOM killer'],
    ['panic_on_oom', { panic: 'panic_on_oom' }, 'ended in a kernel panic (panic_on_oom)'],
    [
      'nobody left to kill',
      { panic: 'nothing to kill' },
      'ended in a kernel panic (no process could be killed)',
    ],
  ] as const)('with %s', (_, told, end) => {
    expect(oom(told).sentence).toBe(`${asked} ${end} ${lack}`)
  })

  it('says why the kernel panicked', () => {
    expect(oom({ panic: 'panic_on_oom' }).detail).toMatch(/^vm\.panic_on_oom is set/)
    expect(oom({ panic: 'nothing to kill' }).detail).toMatch(/^No process was left that may be/)
    expect(oom({}).detail).not.toContain('panic')
  })

  // 4 000 000 kB are 3.8 GiB, 200 000 kB 195 MiB: what a crash dump's kernel has.
  it('on a machine of next to no memory may be of kdump', () => {
    const panic = { panic: 'nothing to kill' } as const
    expect(oom(panic, { ...SHORT, managed: 200_000 }).detail).toContain('crashkernel=')
    expect(oom(panic).detail).not.toContain('crashkernel=')
  })
})

describe('a kill that was ordered by hand (SysRq f, order −1)', () => {
  const diagnosis = oom({ killed: JAVA }, SHORT, -1)

  it('is told as that, with the victim', () => {
    expect(diagnosis.sentence).toBe(
      'An OOM kill ordered by hand (SysRq f; order −1) killed java, which held 2 GiB of anonymous memory.',
    )
    expect(diagnosis.detail).toMatch(/^No request of the kernel was behind it/)
    expect(findingOf(diagnosis, 'bare-kill')).toMatchObject({ tone: 'bad', line: 1 })
    expect(findingOf(diagnosis, 'headless-report')).toBeUndefined()
  })

  it('wants no huge pages', () => {
    expect(diagnosis.next.map(({ id }) => id)).not.toContain('compact-memory')
  })

  it('without a victim does not make one up', () => {
    expect(oom({}, SHORT, -1).sentence).toContain('whom it killed is not in the text')
    expect(oom({ panic: 'nothing to kill' }, SHORT, -1).sentence).toContain(
      'found no process that could be killed',
    )
  })

  it('is less grave than a request that failed', () => {
    const failed = reportLines(
      'rx: page allocation failure: order:0, mode:0x820(GFP_ATOMIC), nodemask=(null),cpuset=/,mems_allowed=0',
      '6.8.0',
      [{ ...SHORT, free: 12_000, blocks: [3000, 0, 0, 0] }],
    )
    const both = diagnosisWith([...failed, ...reportLines(head(-1), '6.8.0', [SHORT])], {})
    expect(both.sentence).toMatch(/^rx's request/)
  })
})

describe('a kill whose report is not in the text', () => {
  const lone = (told: Partial<Report>) =>
    diagnosisWith([head(0)], { order: null, mode: null, flags: [], killed: JAVA, ...told })

  it('is a global one, with its victim and its memory', () => {
    const diagnosis = lone({ constraint: 'CONSTRAINT_NONE' })
    expect(diagnosis.sentence).toBe(
      'A global OOM kill: java (pid 4242) was killed, which held 2 GiB of anonymous memory.',
    )
    expect(diagnosis.detail).toContain('(CONSTRAINT_NONE)')
    expect(diagnosis.detail).toContain('No more than the kill is in the text')
    expect(findingOf(diagnosis, 'bare-kill')?.arithmetic).toEqual([
      'line 1: pid 4242 (java), anon-rss 2097152 kB, CONSTRAINT_NONE',
    ])
    expect(findingOf(diagnosis, 'headless-report')).toBeUndefined()
  })

  it('tells whose nodes counted, and says where that is not told', () => {
    expect(lone({ constraint: 'CONSTRAINT_CPUSET' }).detail).toContain('that a cpuset allows')
    expect(lone({ constraint: 'CONSTRAINT_MEMORY_POLICY' }).detail).toContain('a memory policy')
    expect(lone({}).detail).toContain('whether a cpuset or a memory policy was is not told')
  })

  it('gives way to one whose report is there', () => {
    const whole = reportLines(head(0), '6.8.0', [SHORT])
    const both = diagnosisWith([head(0), ...whole], {
      order: null,
      mode: null,
      flags: [],
      killed: JAVA,
    })
    expect(both.sentence).toMatch(/^mysqld's request/)
  })
})

describe('Mem-Info without a request', () => {
  const MEM_INFO = reportLines('', '', [SHORT]).slice(2)

  it('that was asked for by hand (SysRq m) is no failure', () => {
    const diagnosis = diagnosisWith(MEM_INFO, { isAskedFor: true })
    expect(plain(findingOf(diagnosis, 'memory-shown')?.fact)).toBe(
      'The Mem-Info at line 1 is memory shown by hand (SysRq m): nothing failed.',
    )
    expect(findingOf(diagnosis, 'headless-report')).toBeUndefined()
  })

  it('of an OOM names the victim, the panic, or neither', () => {
    const fact = (told: Partial<Report>) =>
      findingOf(diagnosisWith(MEM_INFO, { kind: 'oom', ...told }), 'headless-report')?.fact
    expect(fact({ killed: JAVA })).toContain('The report of an OOM kill of java at line 1')
    expect(fact({ panic: 'panic_on_oom' })).toContain('an OOM that ended in a kernel panic')
    expect(fact({})).toContain('The report of the OOM killer at line 1')
  })
})
