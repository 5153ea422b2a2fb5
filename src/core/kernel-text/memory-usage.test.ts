// What Mem-Info counts of the whole machine, in the spellings that kernels had.

import { describe, expect, it } from 'vitest'
import { readKernelText } from './reader.ts'
import type { MemoryUsage } from './reading.ts'

const HEAD =
  'db invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0\nMem-Info:\n'
const TOTALS = `active_anon:5100 inactive_anon:240 isolated_anon:3
 active_file:71 inactive_file:19 isolated_file:0
 unevictable:33 dirty:1 writeback:0
 slab_reclaimable:410 slab_unreclaimable:2650
 mapped:12 shmem:96 pagetables:188
 sec_pagetables:2 bounce:0
 kernel_misc_reclaimable:0
 free:977 free_pcp:14 free_cma:0
`
const NODES = `Node 0 active_anon:20400kB inactive_anon:960kB shmem:384kB pagetables:752kB all_unreclaimable? no Balloon:2048kB
Node 1 active_anon:0kB inactive_anon:0kB shmem:0kB pagetables:0kB all_unreclaimable? no Balloon:1024kB
`
const ZONES = `Node 0 DMA free:60kB min:8kB low:10kB high:12kB present:160kB managed:100kB mlocked:4kB bounce:0kB
lowmem_reserve[]: 0 0
Node 0 Normal free:3848kB min:80kB low:100kB high:120kB present:65536kB managed:60000kB mlocked:128kB bounce:0kB
lowmem_reserve[]: 0 0
`
const TAIL = `90 total pagecache pages
5 pages in swap cache
Free swap  = 512kB
Total swap = 4096kB
16424 pages RAM
0 pages HighMem/MovableOnly
1399 pages reserved
77 pages cma reserved
`
const ALL: MemoryUsage = {
  activeAnon: 5100,
  inactiveAnon: 240,
  activeFile: 71,
  inactiveFile: 19,
  unevictable: 33,
  slabReclaimable: 410,
  slabUnreclaimable: 2650,
  shmem: 96,
  pagetables: 188,
  ram: 16424,
  reserved: 1399,
  swapTotalKB: 4096,
  swapFreeKB: 512,
  // 4 + 128 and 2048 + 1024.
  mlockedKB: 132,
  balloonKB: 3072,
}
const WHOLE = HEAD + TOTALS + NODES + ZONES + TAIL
const usageOf = (text: string) => readKernelText(text).reports[0]?.usage

describe('what all of memory is used for', () => {
  it.each([
    ['as a kernel prints it', WHOLE],
    ['behind a log prefix', WHOLE.replace(/^/gm, 'Nov  3 10:11:12 db kernel: [ 12.345678] ')],
    ['quoted', WHOLE.replace(/^/gm, '> > ')],
    [
      'with line ends as #012',
      `${HEAD + TOTALS.trimEnd().replaceAll('\n', '#012')}\n${NODES}${ZONES}${TAIL}`,
    ],
    [
      'of /dev/kmsg',
      `4,1,2,-;${(HEAD + TOTALS + NODES + ZONES + TAIL).trimEnd().replaceAll('\n', '\n4,1,2,-;')}`,
    ],
    ['in JSON', WHOLE.replace(/^(.*)\n/gm, '{"log":"$1\\n","stream":"stderr"}\n')],
    ['each line twice', WHOLE.replace(/^(.*)\n/gm, '$1\n$1\n')],
    ['from its totals on', WHOLE.replace(HEAD, '')],
  ])('%s', (_, text) => {
    expect(usageOf(text)).toEqual(ALL)
  })

  it.each([
    ['between two', 'mapped:12 shmem', 'mapped:12\nshmem'],
    ['in a name', 'slab_unreclaimable:2650', 'slab_unreclai\nmable:2650'],
    ['in a number', 'active_anon:5100 in', 'active_anon:51\n00 in'],
    ['behind a colon', 'pagetables:188', 'pagetables:\n188'],
  ])('broken %s', (_, whole, broken) => {
    expect(usageOf(WHOLE.replace(whole, broken))).toEqual(ALL)
  })

  it('2.6.28 to 2.6.30', () => {
    const text = `${HEAD}DMA per-cpu:\nCPU    0: hi:    0, btch:   1 usd:   0
Active_anon:448 active_file:27 inactive_anon:153
 inactive_file:25 unevictable:6 dirty:0 writeback:3 unstable:0
 free:5821 slab:5064 mapped:140 pagetables:283 bounce:0
DMA free:60kB min:8kB low:10kB high:12kB present:160kB
lowmem_reserve[]: 0 0\n`
    expect(usageOf(text)).toMatchObject({
      activeAnon: 448,
      activeFile: 27,
      inactiveAnon: 153,
      inactiveFile: 25,
      unevictable: 6,
      slabReclaimable: null,
      slabUnreclaimable: null,
      pagetables: 283,
      ram: null,
      mlockedKB: null,
      balloonKB: null,
    })
  })

  it('up to 2.6.27: what is anonymous is not told apart', () => {
    const text = `Mem-info:\nActive:448 inactive:153 dirty:0 writeback:3 unstable:0
 free:5821 slab:5064 mapped:140 pagetables:283 bounce:0
DMA free:60kB min:8kB low:10kB high:12kB present:160kB
lowmem_reserve[]: 0 0\nFree swap:       128kB\n1000 pages of RAM\n40 reserved pages\n`
    expect(usageOf(text)).toMatchObject({
      activeAnon: null,
      inactiveFile: null,
      pagetables: 283,
      ram: 1000,
      reserved: 40,
      swapFreeKB: 128,
      swapTotalKB: null,
    })
  })

  it("a node's line is no total", () => {
    expect(usageOf(HEAD + NODES + ZONES)).toBe(null)
    const tail = usageOf(HEAD + NODES + ZONES + TAIL)
    expect([tail?.activeAnon, tail?.shmem, tail?.ram]).toEqual([null, null, 16424])
  })

  it('none where nothing of it stands there', () => {
    expect(usageOf(HEAD + ZONES)).toBe(null)
    expect(readKernelText('shmem:5 mapped:3\n12 pages RAM\n').reports).toEqual([])
  })

  it('each report has its own', () => {
    const second = WHOLE.replace('active_anon:5100', 'active_anon:6')
    const { reports } = readKernelText(WHOLE + second)
    expect(reports.map(({ usage }) => usage?.activeAnon)).toEqual([5100, 6])
  })

  it('counts past 2^53 are none', () => {
    const text = WHOLE.replace('shmem:96', 'shmem:9007199254740993')
    expect(usageOf(text)).toEqual({ ...ALL, shmem: null })
  })
})
