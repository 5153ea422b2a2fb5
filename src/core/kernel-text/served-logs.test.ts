// Texts as servers of logs and metrics answer with them, all on one line or a series a line.

import { describe, expect, it } from 'vitest'
import { readKernelText } from './reader.ts'

describe("Loki's answer", () => {
  const LINES = [
    'x: page allocation failure: order:3, mode:0xcc0(GFP_KERNEL), nodemask=(null),cpuset=/',
    'Mem-Info:',
    'Node 0 Normal free:72kB min:8kB low:10kB high:12kB managed:900kB',
    'lowmem_reserve[]: 0 0',
    'Node 0 Normal: 2*4kB (U) 0*8kB 4*16kB (U) = 72kB',
    'said "so" \\ here',
  ]
  const answer = (entries: readonly (readonly [string, string])[]) =>
    JSON.stringify({
      status: 'success',
      data: { resultType: 'streams', result: [{ stream: { host: 'a' }, values: entries }] },
    })
  const at = (i: number) => `17145576000000000${10 + i}`

  it.each([
    ['the oldest line first', LINES.map((line, i) => [at(i), line] as const)],
    ['the newest line first', LINES.map((line, i) => [at(i), line] as const).toReversed()],
    ['lines of one time, the newest first', LINES.map((line) => [at(0), line] as const)],
  ])('%s', (name, entries) => {
    const isOne = name.startsWith('lines')
    const text = answer(isOne ? [[at(9), 'later'], ...entries.toReversed()] : entries)
    const { reports, unread } = readKernelText(`${text}\n`)
    expect(unread).toEqual([])
    expect(reports).toMatchObject([
      {
        kind: 'allocfail',
        task: 'x',
        watermarks: [{ free: 72, lowmemReserve: [0, 0] }],
        zones: [{ counts: [2, 0, 4], totalKB: 72 }],
      },
    ])
  })

  it('however long', () => {
    const noise = Array.from({ length: 2000 }, (_, i) => [at(0), `nothing ${i}`] as const)
    const text = answer([...noise, ...LINES.map((line) => [at(1), line] as const)])
    expect(text.length).toBeGreaterThan(1 << 14)
    expect(readKernelText(text).reports[0]?.zones).toHaveLength(1)
  })
})

describe("VictoriaMetrics' export", () => {
  const series = (order: number, values: readonly number[]) =>
    `${JSON.stringify({
      metric: {
        __name__: 'node_buddyinfo_blocks',
        instance: 'a:9100',
        node: '0',
        size: String(order),
        zone: 'DMA',
      },
      values,
      timestamps: values.map((_, i) => 1714557600000 + i * 60_000),
    })}\n`

  it('a scrape a moment', () => {
    const { prometheus, unread } = readKernelText(
      series(0, [7, 8]) + series(1, [5, 6]) + series(2, [3, 4]),
    )
    expect(unread).toEqual([])
    expect(prometheus).toMatchObject([
      { instance: 'a:9100', at: '1714557600000', zones: [{ zone: 'DMA', counts: [7, 5, 3] }] },
      { instance: 'a:9100', at: '1714557660000', zones: [{ zone: 'DMA', counts: [8, 6, 4] }] },
    ])
  })
})

describe('an OOM report behind what stands around its lines', () => {
  const LINES = [
    'db invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0',
    'CPU: 1 PID: 77 Comm: db Not tainted 6.8.0 #1',
    'memory: usage 512kB, limit 1024kB, failcnt 7',
    'Node 0 hugepages_total=4 hugepages_free=3 hugepages_surp=0 hugepages_size=2048kB',
    'oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg=/a,task_memcg=/a,task=db,pid=77,uid=0',
    'Memory cgroup out of memory: Killed process 77 (db) total-vm:9kB, anon-rss:8kB, file-rss:0kB',
  ]
  const WRAPPERS: readonly (readonly [string, (line: string, i: number) => string])[] = [
    ['/dev/kmsg', (line, i) => `4,${100 + i},51210000${i},-;${line}`],
    ['journalctl -o verbose', (line) => `    PRIORITY=4\n    MESSAGE=${line}\n    _HOSTNAME=a`],
    ['journalctl -o export', (line) => `__CURSOR=s\nMESSAGE=${line}\n_HOSTNAME=a\n`],
    [
      'journalctl -o json-pretty',
      (line) => `{\n\t"PRIORITY" : "4",\n\t"MESSAGE" : "${line}",\n\t"A" : "b"\n}`,
    ],
    [
      'a container runtime',
      (line, i) => `2031-01-02T03:04:05.00000000${i}Z stderr F [  5.${i}] ${line}`,
    ],
    ['YAML', (line) => `  - message: '${line}'\n    priority: 4`],
    ['a prompt', (line) => `03:04:05.678 db-2> ${line}`],
    ['klog', (line, i) => `I0102 03:04:05.00000${i}       1 kmsg.go:42] ${line}`],
  ]

  it.each(WRAPPERS)('%s', (_, wrap) => {
    const { reports, unread } = readKernelText(`${LINES.map(wrap).join('\n')}\n`)
    expect(unread).toEqual([])
    expect(reports).toMatchObject([
      {
        task: 'db',
        release: '6.8.0',
        constraint: 'CONSTRAINT_MEMCG',
        cgroup: { usageKB: 512, limitKB: 1024 },
        hugepages: [{ total: 4, free: 3 }],
        killed: { task: 'db', pid: 77, anonRssKB: 8 },
      },
    ])
  })
})
