// A kill for a cgroup's own limit: the machine's memory is not the matter (mem_cgroup_out_of_memory).

import { describe, expect, it } from 'vitest'
import { readKernelText } from '../kernel-text/reader.ts'
import type { CgroupMemory, Report } from '../kernel-text/reading.ts'
import { diagnose } from './diagnose.ts'
import type { Diagnosis } from './diagnosis.ts'
import { findingOf, plain, reportLines } from './test-report.ts'

const HEAD = 'java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=985'
const NORMAL = {
  name: 'Node 0 Normal',
  free: 20_000,
  min: 65_536,
  blocks: [5000, 0, 0, 0],
}
const HOST = reportLines(HEAD.replace('java', 'mysqld'), '5.10.205', [NORMAL])

/** The first report as one of a cgroup whose usage and limit are these. */
function diagnosisWith(
  lines: readonly string[],
  cgroup: CgroupMemory | null,
  constraint: string | null = null,
): Diagnosis {
  const reading = readKernelText(lines.join('\n'))
  const reports = reading.reports.map(
    (report, i): Report => (i === 0 ? { ...report, kind: 'oom', cgroup, constraint } : report),
  )
  return diagnose({ ...reading, reports }, { snapshot: null, pageSize: null })
}

describe("an OOM kill for a cgroup's limit", () => {
  const diagnosis = diagnosisWith([HEAD], { usageKB: 2_097_152, limitKB: 2_097_152 })

  it('is told by its limit and its usage', () => {
    expect(diagnosis.sentence).toBe(
      "java's request for one page (order 0, 4 KiB) ended in an OOM kill in its cgroup, which had reached its own limit: 2 GiB in use of 2 GiB.",
    )
    expect(diagnosis.detail).toMatch(/^How much the machine has free is not the matter/)
    expect(findingOf(diagnosis, 'cgroup-limit')?.arithmetic).toEqual([
      'memory: usage 2097152 kB, limit 2097152 kB: 0 kB left',
    ])
  })

  it('waits for no Mem-Info', () => {
    expect(diagnosis.detail).not.toContain('the lines that follow')
    expect(findingOf(diagnosis, 'oom-cause')).toBeUndefined()
    expect(findingOf(diagnosis, 'headless-report')).toBeUndefined()
  })

  it("looks next at the cgroup's files, each with a number", () => {
    expect(diagnosis.next.map(({ id, because }) => [id, because])).toEqual([
      ['cgroup-max', '2 GiB in use of 2 GiB'],
      ['cgroup-stat', '2 GiB in use of 2 GiB'],
      ['cgroup-events', "1 kill for a cgroup's limit in this text, the last at line 1"],
    ])
    for (const { does, costs } of diagnosis.next) expect([does, costs]).not.toContain('')
  })

  it('names the cgroup', () => {
    const lines = [
      HEAD,
      'memory: usage 2097152kB, limit 2097152kB, failcnt 9',
      'oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg=/docker/5a1,task_memcg=/docker/5a1,task=java,pid=77,uid=0',
    ]
    const { detail } = diagnose(readKernelText(lines.join('\n')), {
      snapshot: null,
      pageSize: null,
    })
    expect(detail).toMatch(/^The cgroup is \/docker\/5a1\. How much/)
  })

  it('is known by its constraint alone', () => {
    const { sentence } = diagnosisWith([HEAD], null, 'CONSTRAINT_MEMCG')
    expect(sentence).toBe(
      "java's request for one page (order 0, 4 KiB) ended in an OOM kill in its cgroup, which had reached its own limit.",
    )
  })

  it('is told without its first line too', () => {
    const untold = diagnosisWith(
      ['Mem-Info:', 'Node 0 Normal free:20000kB min:65536kB low:81920kB high:98304kB'],
      { usageKB: null, limitKB: null },
    )
    expect(untold.sentence).toBe('A process was killed in a cgroup that had reached its own limit.')
    expect(untold.next[0]?.because).toContain('line 1, which does not tell the limit')
  })
})

describe("a cgroup's kill beside one of the whole machine", () => {
  const diagnosis = diagnosisWith([HEAD, ...HOST], { usageKB: 524_288, limitKB: 524_288 })

  it("is a finding: the machine's is graver, and has the zones", () => {
    expect(diagnosis.sentence).toContain("mysqld's request")
    expect(diagnosis.detail).toContain('This is the report at line 2, the gravest of 2.')
    expect(plain(findingOf(diagnosis, 'cgroup-limit')?.fact)).toContain('512 MiB in use of 512 MiB')
  })
})
