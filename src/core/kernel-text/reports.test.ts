// What reports say beside their zones, and lines that came out twice or in turn.

import { describe, expect, it } from 'vitest'
import { readKernelText } from './reader.ts'

const read = (text: string) => readKernelText(text).reports
const MIB = 1024

const OOM = 'java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=900\n'
const STACK =
  'CPU: 2 PID: 77 Comm: java Not tainted 5.10.3-7 #1\nCall Trace:\n dump_header+0x4a/0x200\n'
const USAGE = `memory: usage ${300 * MIB}kB, limit ${300 * MIB}kB, failcnt 41
memory+swap: usage ${310 * MIB}kB, limit 9007199254740988kB, failcnt 0
kmem: usage 512kB, limit 9007199254740988kB, failcnt 0
`
const KILLED =
  'Memory cgroup out of memory: Killed process 77 (java) total-vm:9kB, anon-rss:8kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:4kB oom_score_adj:900\n'
const CONSTRAINT =
  'oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg=/a,task_memcg=/a/b,task=java,pid=77,uid=0\n'
const MEM_INFO = `Mem-Info:
Node 0 DMA free:72kB min:8kB low:10kB high:12kB managed:15908kB
lowmem_reserve[]: 0 1 2
Node 0 DMA: 2*4kB (U) 0*8kB 4*16kB (U) = 72kB
`

describe("a memory cgroup's OOM kill", () => {
  const FULL = { usageKB: 300 * MIB, limitKB: 300 * MIB }
  const UNTOLD = { usageKB: null, limitKB: null }

  it.each([
    [
      'since 5.3',
      `${OOM}${STACK}${USAGE}Memory cgroup stats for /a:\nanon 1\n${CONSTRAINT}${KILLED}`,
    ],
    [
      'up to 4.20',
      `${OOM}${STACK}Task in /a/b killed as a result of limit of /a\n${USAGE}Memory cgroup stats for /a: cache:12KB rss:307188KB\nMemory cgroup out of memory: Kill process 77 (java) score 1970 or sacrifice child\nKilled process 77 (java) total-vm:9kB, anon-rss:8kB, file-rss:0kB\n`,
    ],
    [
      '2.6.32, which prints Mem-Info too',
      `java invoked oom-killer: gfp_mask=0xd0, order=0, oom_adj=0\nPid: 77, comm: java Not tainted 2.6.32-358.el6 #1\nTask in /a killed as a result of limit of /a\n${USAGE}${MEM_INFO}Memory cgroup out of memory: Kill process 77 (java) score 9 or sacrifice child\n`,
    ],
    ['from its figures on', `${USAGE}${CONSTRAINT}${KILLED}`],
  ])('%s', (_, text) => {
    const reports = read(text)
    expect(reports).toHaveLength(1)
    expect(reports[0]).toMatchObject({ kind: 'oom', cgroup: FULL, constraint: 'CONSTRAINT_MEMCG' })
  })

  it('is of a cgroup that is named, where the name is whole', () => {
    const nameIn = (text: string) => read(text)[0]?.cgroupName
    expect(nameIn(CONSTRAINT + KILLED)).toBe('/a')
    // Of those below it the figures follow.
    const stats =
      'Memory cgroup stats for /a: cache:12KB\nMemory cgroup stats for /a/b: cache:3KB\n'
    expect(nameIn(`${OOM}${STACK}${USAGE}${stats}`)).toBe('/a')
    expect(nameIn(CONSTRAINT.replace(/\/a,task_memcg.*/, '/kubepo') + KILLED)).toBeNull()
    expect(nameIn(KILLED)).toBeNull()
  })

  it.each([
    ['the kill alone', KILLED],
    ['with the line before it', CONSTRAINT + KILLED],
    [
      'the older kill',
      'Memory cgroup out of memory: Kill process 7 (a b) score 9 or sacrifice child\n',
    ],
    ['the stack alone', OOM + STACK.replace('dump_header', 'mem_cgroup_out_of_memory')],
    [
      'all its tasks',
      `${KILLED}Tasks in /a are going to be killed due to memory.oom.group set\n${KILLED.replaceAll('77', '78')}`,
    ],
  ])('%s: its figures are not told', (_, text) => {
    const { reports, unread, found } = readKernelText(text)
    expect([reports.length, unread, found]).toEqual([1, [], ['oom']])
    expect(reports[0]).toMatchObject({
      kind: 'oom',
      cgroup: UNTOLD,
      constraint: 'CONSTRAINT_MEMCG',
    })
  })

  it('kills of several are as many', () => {
    expect(read(KILLED + KILLED.replaceAll('77', '78'))).toHaveLength(2)
  })

  it('is none of the report before', () => {
    const host = 'Out of memory: Killed process 5 (x) total-vm:1kB, anon-rss:1kB\n'
    const failure = 'x: page allocation failure: order:3, mode:0xcc0(GFP_KERNEL)\n'
    const first = `${failure}${STACK}${MEM_INFO}`
    const second = `${OOM}${STACK}${MEM_INFO}${host}`
    const cgroups = read(first + second + KILLED).map(({ cgroup, constraint }) => [
      cgroup,
      constraint,
    ])
    expect(cgroups).toEqual([
      [null, null],
      [null, null],
      [UNTOLD, 'CONSTRAINT_MEMCG'],
    ])
  })

  it('what was on a stack before tells nothing', () => {
    const [report] = read(OOM + STACK.replace('dump', '? mem_cgroup_out_of_memory+0x1/0x9\n dump'))
    expect([report?.cgroup, report?.constraint]).toEqual([null, null])
  })

  it('figures past 2^53 are none', () => {
    const [report] = read('memory: usage 7kB, limit 18014398509481983kB, failcnt 1\n')
    expect(report?.cgroup).toEqual({ usageKB: 7, limitKB: null })
  })
})

describe('who asked, and what for', () => {
  it.each([
    ['page allocation stalls for 31007ms, order:2', { stalledMs: 31007, order: 2 }],
    [
      'vmalloc: allocation failure: 68719480832 bytes',
      { caller: 'vmalloc', callerBytes: 68719480832, order: null },
    ],
    [
      'vmalloc: allocation failure, allocated 4096 of 12288 bytes',
      { caller: 'vmalloc', callerBytes: 12288, order: null },
    ],
    [
      'vmalloc size 8192 allocation failure: page order 4 allocation failed',
      { caller: 'vmalloc', callerBytes: 8192, order: 4 },
    ],
    [
      'vmalloc error: size 2101248, page order 9, failed to allocate pages',
      { caller: 'vmalloc', callerBytes: 2101248, order: 9 },
    ],
    [
      'vmalloc error: size 40960, failed to allocated page array size 80',
      { caller: 'vmalloc', callerBytes: 40960, order: null },
    ],
    [
      'vmalloc error: size 1099511627776, exceeds total pages',
      { caller: 'vmalloc', callerBytes: 1099511627776, order: null },
    ],
    ['vmemmap alloc failure: order:9', { caller: 'vmemmap', callerBytes: null, order: 9 }],
    ['page allocation failure: order:3', { caller: null, callerBytes: null, stalledMs: null }],
  ])('%s', (words, fields) => {
    const reports = read(`modprobe: ${words}, mode:0xcc0(GFP_KERNEL), nodemask=(null)\n`)
    expect(reports).toHaveLength(1)
    expect(reports[0]).toMatchObject({ kind: 'allocfail', task: 'modprobe', ...fields })
  })

  it("up to 4.5 vmalloc's words are a line of their own", () => {
    const head = '[ 9.1] insmod: page allocation failure: order:0, mode:0xd2\n'
    const reports = read(`[ 9.1] vmalloc: allocation failure: 8594137088 bytes\n${head}${head}`)
    expect(reports.map(({ caller, callerBytes }) => [caller, callerBytes])).toEqual([
      ['vmalloc', 8594137088],
      [null, null],
    ])
  })

  it.each([
    'backend-1  | ',
    'backend-1  | [  12.5] ',
    '"2031-01-02T03:04:05Z","db-2","kernel","',
    '{stream="k", pod="x|y"} ',
  ])('the task behind %s', (before) => {
    const task = 'kworker/u8:1'
    const head = `${before}${task}: page allocation failure: order:3, mode:0xcc0(GFP_KERNEL)`
    expect(read(`${head}\n`)[0]?.task).toBe(task)
  })
})

describe('lines that stand there twice', () => {
  const HEAD =
    'eth0-rx: page allocation failure: order:2, mode:0xa20(GFP_ATOMIC), nodemask=(null)\n'
  const REPORT = `${HEAD}${STACK.replaceAll('java', 'eth0-rx')}${MEM_INFO}`
  const eachLine = (text: string, change: (line: string) => string) =>
    text.split('\n').filter(Boolean).map(change).join('')

  it.each([
    ['as they are', (line: string) => `${line}\n${line}\n`],
    [
      'behind two stamps',
      (line: string) => `[ 7.12] ${line}\nMar  5 01:02:03 db kernel: ${line}\n`,
    ],
  ])('%s: one report, told once', (_, change) => {
    const { reports, unread } = readKernelText(eachLine(REPORT, change))
    const [whole] = read(REPORT)
    expect(reports).toHaveLength(1)
    expect(reports[0]?.watermarks).toMatchObject([{ lowmemReserve: [0, 1, 2] }])
    expect(reports[0]?.zones.map(({ counts }) => counts)).toEqual([[2, 0, 4]])
    for (const key of ['line', 'task', 'order', 'flags', 'release'] as const)
      expect(reports[0]?.[key]).toEqual(whole?.[key])
    expect(unread.map(({ line }) => line)).toEqual([1])
  })

  it('first lines alone are as many reports', () => {
    const { reports, unread } = readKernelText(HEAD.repeat(4))
    expect([reports.length, unread]).toEqual([4, []])
  })

  it('a line or two that a paste repeats are not told', () => {
    const { reports, unread } = readKernelText(REPORT.replace(/(Mem-Info:\n)/, '$1$1'))
    expect([reports.length, unread]).toEqual([1, []])
  })

  it('the same lines of JSON stay JSON', () => {
    const sample = (order: number) =>
      `{"metric": {"__name__": "node_buddyinfo_blocks", "alloc": "1",\n"alloc2": "1",\n"alloc2": "1",\n"node": "0", "size": "${order}", "zone": "DMA"}, "value": [1, "3"]}`
    const { prometheus } = readKernelText(`[${[0, 1, 2].map(sample).join(',\n')}]\n`)
    expect(prometheus[0]?.zones).toEqual([{ node: 0, zone: 'DMA', counts: [3, 3, 3] }])
  })
})

describe('reports of two CPUs whose lines came out in turn', () => {
  const report = (task: string, cpu: number, blocks: number) => [
    `${task}: page allocation failure: order:2, mode:0xa20(GFP_ATOMIC), nodemask=(null)`,
    `CPU: ${cpu} PID: 77 Comm: ${task} Not tainted 5.10.3-7 #1`,
    'Mem-Info:',
    'Node 0 DMA free:72kB min:8kB low:10kB high:12kB managed:15908kB',
    'lowmem_reserve[]: 0 1 2',
    `Node 0 Normal free:${blocks * 4}kB min:8kB low:10kB high:12kB managed:15908kB`,
    'lowmem_reserve[]: 0 0 0',
    'Node 0 DMA: 2*4kB (U) 0*8kB 4*16kB (U) = 72kB',
    `Node 0 Normal: ${blocks}*4kB (U) 0*8kB 0*16kB = ${blocks * 4}kB`,
    'Node 0 hugepages_total=0 hugepages_free=0 hugepages_surp=0 hugepages_size=2048kB',
  ]
  const inTurn = (one: string[], other: string[]) =>
    one.map((line, i) => `${line}\n${other[i]}\n`).join('')

  it.each([
    ['of two tasks', 'rx-1', 'rx-2'],
    ['of one name', 'rx', 'rx'],
  ])('%s: two reports, and told', (_, first, second) => {
    const text = inTurn(report(first, 0, 30), report(second, 1, 40))
    const { reports, unread } = readKernelText(text)
    expect(reports.map(({ task, release }) => [task, release])).toEqual([
      [first, '5.10.3-7'],
      [second, '5.10.3-7'],
    ])
    expect(reports.map(({ zones }) => zones.map(({ counts }) => counts[0]))).toEqual([
      [2, 30],
      [2, 40],
    ])
    for (const { watermarks, hugepages } of reports) {
      expect(watermarks.map(({ lowmemReserve }) => lowmemReserve)).toEqual([
        [0, 1, 2],
        [0, 0, 0],
      ])
      expect(hugepages).toHaveLength(1)
    }
    expect(unread.map(({ line, why }) => [line, /mix/.test(why)])).toEqual([[2, true]])
  })

  it('one after the other they are not told', () => {
    const text = [...report('rx-1', 0, 30), ...report('rx-2', 1, 40)].join('\n')
    const { reports, unread } = readKernelText(text)
    expect([reports.map(({ zones }) => zones.length), unread]).toEqual([[2, 2], []])
  })
})

describe('whom the OOM killer killed', () => {
  it.each([
    [
      'since 5.0',
      KILLED.replace('Memory cgroup out', 'Out'),
      { task: 'java', pid: 77, anonRssKB: 8 },
    ],
    [
      'with the user between, as 3.x has it',
      'Out of memory: Kill process 5 (db) score 9 or sacrifice child\nKilled process 6, UID 27, (db child) total-vm:1kB\n',
      { task: 'db child', pid: 6, anonRssKB: null },
    ],
    [
      'the constraint alone',
      'oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=/,mems_allowed=0,global_oom,task_memcg=/,task=hog,pid=131,uid=0\n',
      { task: 'hog', pid: 131, anonRssKB: null },
    ],
    [
      'chosen, not yet killed',
      'Out of memory: Kill process 5 (db) score 9 or sacrifice child\n',
      null,
    ],
  ])('%s', (_, lines, killed) => {
    expect(read(`${OOM}${STACK}${MEM_INFO}${lines}`)[0]?.killed).toEqual(killed)
  })

  it('in a cgroup', () => {
    expect(read(`${OOM}${STACK}${USAGE}${CONSTRAINT}${KILLED}`)[0]?.killed?.task).toBe('java')
  })

  it('is none of an allocation failure before', () => {
    const failure = 'x: page allocation failure: order:3, mode:0xcc0(GFP_KERNEL)\n'
    expect(read(`${failure}${STACK}${MEM_INFO}${KILLED}`)[0]?.killed).toBeNull()
  })
})
