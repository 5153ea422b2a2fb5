// Who holds the memory that a kill was for, and what to look at for it. Sums by hand: 1 000 100 pages RAM − 100
// reserved = 1 000 000 pages (3.81 GiB); 10 000 of them free, all managed by zone Normal.

import { describe, expect, it } from 'vitest'
import { readKernelText } from '../kernel-text/reader.ts'
import type { MemoryUsage, Report } from '../kernel-text/reading.ts'
import { diagnose } from './diagnose.ts'
import type { Diagnosis } from './diagnosis.ts'
import { findingOf, plain, reportLines, type TestZone } from './test-report.ts'

const NORMAL: TestZone = {
  name: 'Node 0 Normal',
  free: 40_000,
  min: 48_000,
  managed: 4_000_000,
  blocks: [9_000, 500],
}
const KILL =
  'app invoked oom-killer: gfp_mask=0x140cca(GFP_HIGHUSER_MOVABLE|__GFP_COMP), order=0, oom_score_adj=0'
const VICTIM =
  'Out of memory: Killed process 77 (app) total-vm:9000kB, anon-rss:9000kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:9kB oom_score_adj:0'
/** Nothing held but 10 000 pages of each small thing. */
const LITTLE: MemoryUsage = {
  activeAnon: 20_000,
  inactiveAnon: 0,
  activeFile: 5_000,
  inactiveFile: 5_000,
  unevictable: 0,
  slabReclaimable: 10_000,
  slabUnreclaimable: 10_000,
  shmem: 10_000,
  pagetables: 10_000,
  ram: 1_000_100,
  reserved: 100,
  swapTotalKB: 0,
  swapFreeKB: 0,
  mlockedKB: 0,
  balloonKB: null,
}

function diagnosed(
  usage: Partial<MemoryUsage>,
  more: Partial<Report> = {},
  lines: readonly string[] = reportLines(KILL, '6.8.0', [NORMAL], [VICTIM]),
): Diagnosis {
  const reading = readKernelText(lines.join('\n'))
  const reports = reading.reports.map((one) => ({
    ...one,
    usage: { ...LITTLE, ...usage },
    ...more,
  }))
  return diagnose({ ...reading, reports }, { snapshot: null, pageSize: null })
}

const holders = (diagnosis: Diagnosis) => findingOf(diagnosis, 'memory-holders')
const advice = ({ next }: Diagnosis) => next.map(({ id }) => id)
const because = ({ next }: Diagnosis, id: string) =>
  plain(next.find((one) => one.id === id)?.because)

describe('memory of processes', () => {
  // 900 000 + 10 000 − 10 000 shmem = 900 000: 3.43 GiB, 90 %.
  const diagnosis = diagnosed({ activeAnon: 900_000, inactiveAnon: 10_000 })

  it('leads with its share and with swap', () => {
    expect(holders(diagnosis)).toMatchObject({
      tone: 'bad',
      fact: 'Anonymous memory of processes holds the most memory: 3.43 GiB, 90 % of the 3.81 GiB RAM that is not reserved, and there is no swap.',
      why: 'Heaps and stacks of processes go to swap or stay.',
      arithmetic: [
        '1000100 pages RAM − 100 reserved = 1000000 pages (3.81 GiB)',
        'anonymous memory of processes: active_anon 900000 + inactive_anon 10000 − shmem 10000 = 900000 pages (3.43 GiB), 90 %',
        'shared memory and tmpfs: shmem 10000 = 10000 pages (39.1 MiB), 1 %',
        'page cache of files: active_file 5000 + inactive_file 5000 = 10000 pages (39.1 MiB), 1 %',
        "the kernel's unreclaimable slab: slab_unreclaimable 10000 = 10000 pages (39.1 MiB), 1 %",
        "the kernel's reclaimable slab: slab_reclaimable 10000 = 10000 pages (39.1 MiB), 1 %",
        'page tables: pagetables 10000 = 10000 pages (39.1 MiB), 1 %',
        'free in 1 zone: 10000 pages (39.1 MiB), 1 %',
        'swap: none',
      ],
    })
  })

  it('stands right behind the verdict', () => {
    expect(diagnosis.findings.slice(0, 2).map(({ id }) => id)).toEqual([
      'oom-cause',
      'memory-holders',
    ])
  })

  it('asks for processes and swap, and for no knob of marks or compaction', () => {
    expect(advice(diagnosis)).toEqual(['task-table', 'swap-space'])
    expect(because(diagnosis, 'task-table')).toBe(
      '900000 pages (3.43 GiB), 90 % of the 3.81 GiB that are not reserved; app (77) was killed',
    )
    expect(because(diagnosis, 'swap-space')).toBe(
      'no swap, 910000 pages (3.47 GiB) anonymous and shared',
    )
  })

  it('says nothing of huge pages where one page was asked for', () => {
    expect(findingOf(diagnosis, 'nothing-for-huge-pages')).toBeUndefined()
    expect(findingOf(diagnosis, 'fragmented-zone')).toBeUndefined()
  })

  it('tells swap that is full, and swap that is not', () => {
    const swap = (free: number) =>
      diagnosed({ activeAnon: 900_000, swapTotalKB: 8_388_608, swapFreeKB: free })
    expect(holders(swap(0))?.fact).toContain(', and swap (8 GiB) is full.')
    expect(advice(swap(0))).toContain('swap-space')
    expect(holders(swap(4_194_304))?.why).toContain('Of 8 GiB swap 4 GiB is free.')
    // 4 GiB of swap could take all of it: then it is not used up, and the marks may be at fault.
    expect(advice(swap(4_194_304))).not.toContain('swap-space')
    expect(advice(swap(4_194_304))).toContain('watermark-scale-factor')
  })
})

describe('other holders', () => {
  it('unreclaimable slab', () => {
    const diagnosis = diagnosed({ slabUnreclaimable: 850_000 })
    expect(holders(diagnosis)?.fact).toBe(
      "The kernel's unreclaimable slab holds the most memory: 3.24 GiB, 85 % of the 3.81 GiB RAM that is not reserved.",
    )
    expect(holders(diagnosis)?.why).toContain('There is no swap.')
    expect(advice(diagnosis)).toEqual(['unreclaimable-slab'])
  })

  // The pages of tmpfs stand on the anonymous lists: 800 000 − 780 000 are of processes.
  it('shared memory is not counted as anonymous once more', () => {
    const diagnosis = diagnosed({ activeAnon: 800_000, shmem: 780_000 })
    expect(holders(diagnosis)?.fact).toMatch(/^Shared memory and tmpfs hold .* 78 % of/)
    expect(plain(holders(diagnosis)?.arithmetic[3])).toBe(
      'anonymous memory of processes: active_anon 800000 + inactive_anon 0 − shmem 780000 = 20000 pages (78.1 MiB), 2 %',
    )
    expect(advice(diagnosis)).toEqual(['tmpfs-sizes', 'untold-memory', 'swap-space'])
  })

  // 20 000 on the anonymous lists hold at most as much of 500 000: 480 000 of the unevictable are shmem.
  it('locked shared memory is taken off the unevictable', () => {
    const diagnosis = diagnosed({ shmem: 500_000, unevictable: 800_000 })
    expect(plain(holders(diagnosis)?.arithmetic[2])).toBe(
      'unevictable memory: unevictable 800000 − 480000 that must be shmem = 320000 pages (1.22 GiB), 32 %',
    )
  })

  it('unevictable memory, with how much is mlocked', () => {
    const diagnosis = diagnosed({ unevictable: 800_000, mlockedKB: 3_000_000 })
    expect(holders(diagnosis)?.fact).toMatch(/^Unevictable memory holds .* 80 % of/)
    expect(because(diagnosis, 'locked-memory')).toContain(', 2.86 GiB of it mlocked')
  })

  // 1500 · 2 MiB = 768 000 pages; 1400 of them free = 716 800 pages, 71.6 %.
  it('the hugetlb pool, with the number that gives its free pages back', () => {
    const hugepages = [
      { node: 0, sizeKB: 1_048_576, total: 0, free: 0, surplus: 0 },
      { node: 0, sizeKB: 2048, total: 1500, free: 1400, surplus: 0 },
    ]
    const diagnosis = diagnosed({}, { hugepages })
    expect(holders(diagnosis)?.fact).toBe(
      'The hugetlb pool holds the most memory: 2.93 GiB, 76.8 % of the 3.81 GiB RAM that is not reserved, 1400 of its 1500 pages free.',
    )
    const pool = diagnosis.next.find(({ id }) => id === 'hugetlb-pool')
    expect(pool?.what).toBe('echo 100 > /sys/kernel/mm/hugepages/hugepages-2048kB/nr_hugepages')
    expect(plain(pool?.does)).toContain('Gives back the 1400 pages of 2 MiB that the pool has free')
    expect(plain(pool?.because)).toBe('1400 of 1500 pages free, 71.6 % of the 3.81 GiB')
  })

  // 20 000 + 10 000 + 10 000 + 10 000 + 10 000 in the lines, 10 000 free: 930 000 are in none.
  it('what no line counts is told as that', () => {
    const diagnosis = diagnosed({})
    expect(holders(diagnosis)?.fact).toBe(
      'The largest part of memory is not in any line of Mem-Info: 3.55 GiB, 93 % of the 3.81 GiB RAM that is not reserved.',
    )
    expect(advice(diagnosis)).toEqual(['untold-memory'])
  })

  it('a balloon within what is managed, and one that was taken off it', () => {
    expect(holders(diagnosed({ balloonKB: 3_200_000 }))?.fact).toMatch(
      /^The balloon holds the most memory: 3\.05 GiB, 80 % of/,
    )
    // 800 000 of 1 800 100 pages RAM went to the host, with 100 others reserved: shares are of what there was.
    const taken = diagnosed({
      activeAnon: 930_000,
      balloonKB: 3_200_000,
      ram: 1_800_100,
      reserved: 800_100,
    })
    expect(holders(taken)?.fact).toMatch(
      /^Anonymous memory of processes .* 51\.1 % of the 6\.87 GiB/,
    )
    expect(advice(taken)).toContain('balloon-target')
  })

  it('lines that make more than there is are told as that', () => {
    const diagnosis = diagnosed({ activeAnon: 900_000, slabUnreclaimable: 800_000 })
    expect(holders(diagnosis)?.why).toContain('Together the lines make more than there is')
    expect(holders(diagnosis)?.why).toContain(
      "Then comes the kernel's unreclaimable slab with 3.05 GiB (80 %).",
    )
  })
})

describe('where the sums say less', () => {
  it('a request for a part of the machine is told with the size of that part', () => {
    const dma32 = { ...NORMAL, name: 'Node 0 DMA32', managed: 400_000 }
    const head =
      'dev: page allocation failure: order:0, mode:0xcc4(GFP_KERNEL|GFP_DMA32), nodemask=(null)'
    const big = { ...NORMAL, managed: 3_600_000, free: 2_000_000, blocks: [500_000] }
    const diagnosis = diagnosed(
      { activeAnon: 400_000 },
      {},
      reportLines(head, '6.8.0', [dma32, big]),
    )
    expect(holders(diagnosis)?.tone).toBe('warn')
    expect(holders(diagnosis)?.why).toContain(
      'the zones that the request could use have 391 MiB of it, and which holder stands there is not told',
    )
    expect(advice(diagnosis)).not.toContain('who-holds-it')
  })

  it('a failure for want of a large block has no such finding', () => {
    const head = 'dev: page allocation failure: order:4, mode:0xcc0(GFP_KERNEL), nodemask=(null)'
    const whole = { ...NORMAL, free: 400_000, blocks: [90_000, 5_000] }
    const diagnosis = diagnosed({ activeAnon: 800_000 }, {}, reportLines(head, '6.8.0', [whole]))
    expect(holders(diagnosis)).toBeUndefined()
  })

  it('shared memory that is not printed is told to be among the anonymous', () => {
    expect(holders(diagnosed({ activeAnon: 800_000, shmem: null }))?.fact).toMatch(
      /^Anonymous memory of processes, with what they share, holds the most memory: 3\.05 GiB, 80 %/,
    )
  })

  it('a kill whose request is cut off still has holders, and no advice on huge pages', () => {
    const lines = reportLines(KILL, '6.8.0', [NORMAL], [VICTIM])
    const cut = { order: null, mode: null, flags: [], era: null } as const
    const diagnosis = diagnosed({ activeAnon: 900_000 }, cut, lines)
    expect(holders(diagnosis)?.tone).toBe('bad')
    expect(advice(diagnosis)).toEqual(['task-table', 'swap-space'])
  })

  it('neither has what was asked for by hand, nor a report without RAM', () => {
    expect(holders(diagnosed({ ram: null }))).toBeUndefined()
    const bare = { kind: null, isAskedFor: true } as const
    expect(holders(diagnosed({}, bare))).toBeUndefined()
  })

  it('a zone that the report leaves out may be free: the rest is no larger than what is shown', () => {
    // 600 000 of 1 000 000 pages are in no zone that is shown: 930 000 − 600 000 = 330 000.
    const normal = { ...NORMAL, managed: 1_600_000 }
    const diagnosis = diagnosed({}, {}, reportLines(KILL, '6.8.0', [normal], [VICTIM]))
    expect(holders(diagnosis)?.fact).toMatch(
      /^The largest part of memory is not in any line of Mem-Info.* 33 % of/,
    )
  })
})
