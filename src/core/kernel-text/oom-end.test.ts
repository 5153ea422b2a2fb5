// How reports of the OOM killer end, and its lines where nothing else of a report is there.

import { describe, expect, it } from 'vitest'
import { readKernelText } from './reader.ts'

const HEAD = 'db invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0\n'
const STACK = 'CPU: 2 PID: 31 Comm: db Not tainted 6.1.20 #1\n dump_header+0x4a/0x200\n'
const MEM_INFO = `Mem-Info:
Node 0 DMA free:72kB min:80kB low:100kB high:120kB managed:15908kB
lowmem_reserve[]: 0 0
`
const REPORT = HEAD + STACK + MEM_INFO
const CONSTRAINT =
  'oom-kill:constraint=CONSTRAINT_CPUSET,nodemask=1,cpuset=/a,mems_allowed=1,global_oom,task_memcg=/,task=hog,pid=505,uid=0\n'
const KILLED =
  'Out of memory: Killed process 505 (hog) total-vm:900kB, anon-rss:700kB, file-rss:1kB, shmem-rss:0kB, UID:0 pgtables:4kB oom_score_adj:0\n'
const OLDER =
  'Out of memory: Kill process 504 (sh) score 9 or sacrifice child\nKilled process 505 (hog) total-vm:900kB, anon-rss:700kB, file-rss:1kB\n'
const HOG = { task: 'hog', pid: 505, anonRssKB: 700 }
const read = (text: string) => readKernelText(text).reports

describe('a kill with nothing of its report', () => {
  it.each([
    ['since 5.3', KILLED, null],
    ['up to 5.2', OLDER, null],
    ['the line of the victim', OLDER.slice(OLDER.indexOf('Killed')), null],
    ['with its constraint', CONSTRAINT + KILLED, 'CONSTRAINT_CPUSET'],
    ['in a list of events', `3m  Warning  OOMKilling  node/db-2  ${KILLED}`, null],
    ['broken at a blank', KILLED.replace(' anon-rss', '\nanon-rss'), null],
    [
      'with the reaper below',
      `${KILLED}oom_reaper: reaped process 505 (hog), now anon-rss:0kB, file-rss:0kB, shmem-rss:0kB\n`,
      null,
    ],
  ])('%s', (_, text, constraint) => {
    const { reports, found, unread } = readKernelText(text)
    expect([reports.length, found, unread]).toEqual([1, ['oom'], []])
    expect(reports[0]).toMatchObject({ kind: 'oom', killed: HOG, constraint, cgroup: null })
  })

  it("without the line before it, it may be a memory cgroup's as well", () => {
    const alone = (text: string) => read(text).map(({ isVictimAlone }) => isVictimAlone)
    expect(alone(OLDER.slice(OLDER.indexOf('Killed')))).toEqual([true])
    expect(alone(OLDER)).toEqual([false])
    expect(alone(KILLED)).toEqual([false])
    expect(alone(CONSTRAINT + KILLED)).toEqual([false])
    expect(alone(REPORT + OLDER)).toEqual([false])
  })

  it('the constraint alone names the victim too', () => {
    expect(read(CONSTRAINT)).toMatchObject([
      { kind: 'oom', constraint: 'CONSTRAINT_CPUSET', killed: { ...HOG, anonRssKB: null } },
    ])
  })

  it.each([
    ['since 5.3', KILLED],
    ['with constraints', CONSTRAINT + KILLED],
    ['up to 5.2', OLDER],
  ])('several are as many: %s', (_, one) => {
    expect(read(one + one.replaceAll('505', '506')).map(({ killed }) => killed?.pid)).toEqual([
      505, 506,
    ])
  })

  it('is none of the allocation failure above', () => {
    const failure = 'x: page allocation failure: order:3, mode:0xcc0(GFP_KERNEL)\n'
    expect(read(failure + MEM_INFO + KILLED)).toMatchObject([
      { kind: 'allocfail', killed: null },
      { kind: 'oom', killed: HOG },
    ])
  })

  it("is none of a memory cgroup's kill", () => {
    const cgroup = KILLED.replace('Out of', 'Memory cgroup out of').replaceAll('505', '7')
    expect(
      read(cgroup + KILLED).map(({ cgroup, killed }) => [cgroup !== null, killed?.pid]),
    ).toEqual([
      [true, 7],
      [false, 505],
    ])
  })

  it("is its report's where another CPU's failure stands between", () => {
    const failure = 'x: page allocation failure: order:3, mode:0xcc0(GFP_KERNEL)\n'
    expect(read(REPORT + failure + CONSTRAINT + KILLED)).toMatchObject([
      { kind: 'oom', killed: HOG, constraint: 'CONSTRAINT_CPUSET' },
      { kind: 'allocfail', killed: null },
    ])
  })

  it('prose is none', () => {
    expect(read('Out of memory: Kill process or not?\nKilled process groups are many.\n')).toEqual(
      [],
    )
  })
})

describe('names of victims', () => {
  it.each([
    ['(sd-pam)', KILLED.replace('(hog)', '((sd-pam))')],
    ['a (b) c', KILLED.replace('(hog)', '(a (b) c)')],
    ['hog', 'Killed process 505 (hog)\n'],
    ['hog', '"Killed process 505 (hog)", said the log\n'],
    ['hog', 'Killed process 505 (hog) vsz:900kB, anon-rss:700kB, file-rss:1kB\n'],
    ['a,b', CONSTRAINT.replace('task=hog', 'task=a,b')],
  ])('%s', (task, text) => {
    expect(read(text)[0]?.killed?.task).toBe(task)
  })
})

describe('a report after which nobody was killed', () => {
  it.each([
    [
      'panic_on_oom',
      'Kernel panic - not syncing: Out of memory: system-wide panic_on_oom is enabled',
    ],
    [
      'panic_on_oom',
      'Kernel panic - not syncing: Out of memory: compulsory panic_on_oom is enabled',
    ],
    ['panic_on_oom', 'Kernel panic - not syncing: out of memory. panic_on_oom is selected'],
    ['nothing to kill', 'Kernel panic - not syncing: Out of memory and no killable processes...'],
    [
      'nothing to kill',
      'Out of memory and no killable processes...\nKernel panic - not syncing: System is deadlocked on memory',
    ],
    ['nothing to kill', 'Out of memory and no killable processes...'],
  ])('%s: %s', (panic, text) => {
    const alone = readKernelText(`${text}\n`)
    expect([alone.found, alone.unread]).toEqual([['oom'], []])
    expect(alone.reports).toMatchObject([{ kind: 'oom', panic, killed: null }])
    const lines = REPORT.split('\n').length - 1 + text.split('\n').length
    const whole = read(`${REPORT}${text}\n${STACK}`)
    expect(whole).toMatchObject([{ kind: 'oom', panic, killed: null, lastLine: lines }])
  })

  it("a memory cgroup's too", () => {
    const text = `${HEAD}${STACK}memory: usage 8kB, limit 8kB, failcnt 1\nOut of memory and no killable processes...\n`
    expect(read(text)).toMatchObject([{ panic: 'nothing to kill', cgroup: { limitKB: 8 } }])
  })

  it('a panic after a kill is of a report that is not here, and told', () => {
    const { reports, unread } = readKernelText(
      `${REPORT}${KILLED}Kernel panic - not syncing: System is deadlocked on memory\n${STACK}`,
    )
    expect(reports).toMatchObject([{ panic: null, killed: HOG }])
    expect(unread.map(({ line }) => line)).toEqual([8])
  })

  it('other panics are none', () => {
    expect(read(`${REPORT}Kernel panic - not syncing: sysrq triggered crash\n`)[0]?.panic).toBe(
      null,
    )
  })
})

describe('Mem-Info that was asked for', () => {
  it.each([
    'sysrq: Show Memory',
    '[ 7.1] SysRq : Show Memory',
    '[root@db ~]# echo m > /proc/sysrq-trigger',
    '$ echo m>/proc/sysrq-trigger; dmesg | tail',
  ])('%s', (asked) => {
    const { reports, found } = readKernelText(`${asked}\n${MEM_INFO}`)
    expect(reports).toMatchObject([{ kind: null, isAskedFor: true }])
    expect(found).toEqual(['allocation-failure'])
  })

  it('is not what comes later', () => {
    const { reports, found } = readKernelText(`sysrq: Show Memory\n${MEM_INFO}${REPORT}${KILLED}`)
    expect(reports.map(({ kind, isAskedFor }) => [kind, isAskedFor])).toEqual([
      [null, true],
      ['oom', false],
    ])
    expect(found).toEqual(['allocation-failure', 'oom'])
  })

  it('a kill below it is of another', () => {
    const { reports } = readKernelText(`sysrq: Show Memory\n${MEM_INFO}${KILLED}`)
    expect(reports.map(({ kind, isAskedFor }) => [kind, isAskedFor])).toEqual([
      [null, true],
      ['oom', false],
    ])
  })

  it('without a word of who asked it may be a failure', () => {
    const { reports, found } = readKernelText(MEM_INFO)
    expect([reports[0]?.isAskedFor, found]).toEqual([false, ['allocation-failure']])
  })
})
