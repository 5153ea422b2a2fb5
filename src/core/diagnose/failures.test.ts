import { describe, expect, it } from 'vitest'
import { readKernelText } from '../kernel-text/reader.ts'
import { diagnose } from './diagnose.ts'
import type { Diagnosis } from './diagnosis.ts'

function diagnosisOf(...lines: string[]): Diagnosis {
  return diagnose(readKernelText(lines.join('\n')), { snapshot: null, pageSize: null })
}

function plain(text: string | undefined): string {
  return (text ?? '').replace(/\u202f/g, '')
}

/** The arithmetic of the first finding of a kind. */
function sumOf({ findings }: Diagnosis, id: string): string[] {
  return findings.find((finding) => finding.id === id)?.arithmetic.map(plain) ?? []
}

function factsOf({ findings }: Diagnosis, id: string): string[] {
  return findings.filter((finding) => finding.id === id).map(({ fact }) => plain(fact))
}

/** A report of a machine with the zones DMA and DMA32, by a kernel of its time. */
function report(
  head: string,
  kernel: string,
  zones: readonly { line: string; reserve: string; blocks: string }[],
): string[] {
  return [
    head,
    `CPU: 0 PID: 93 Comm: test Not tainted ${kernel} #1`,
    'Mem-Info:',
    ...zones.flatMap(({ line, reserve }) => [line, `lowmem_reserve[]: ${reserve}`]),
    ...zones.map(({ blocks }) => blocks),
  ]
}

describe('an order-4 failure in memory of single pages', () => {
  const diagnosis = diagnosisOf(
    ...report(
      'bigsend: page allocation failure: order:4, mode:0x40cc0(GFP_KERNEL|__GFP_COMP), nodemask=(null),cpuset=/,mems_allowed=0',
      '6.1.0-56-amd64',
      [
        {
          line: 'Node 0 DMA free:5888kB boost:0kB min:16kB low:28kB high:40kB reserved_highatomic:0KB present:15992kB managed:15360kB free_cma:0kB',
          reserve: '0 1 1 1 1',
          blocks:
            'Node 0 DMA: 1442*4kB (U) 1*8kB (U) 7*16kB (U) 0*32kB 0*64kB 0*128kB 0*256kB 0*512kB 0*1024kB 0*2048kB 0*4096kB = 5888kB',
        },
        {
          line: 'Node 0 DMA32 free:207624kB boost:0kB min:492kB low:944kB high:1396kB reserved_highatomic:0KB present:507752kB managed:453032kB free_cma:0kB',
          reserve: '0 0 0 0 0',
          blocks:
            'Node 0 DMA32: 51078*4kB (UM) 0*8kB 205*16kB (U) 1*32kB (U) 0*64kB 0*128kB 0*256kB 0*512kB 0*1024kB 0*2048kB 0*4096kB = 207624kB',
        },
      ],
    ),
  )

  it('is told as one of fragmentation, not of memory', () => {
    expect(diagnosis.sentence).toBe(
      "bigsend's request for 64 KiB in one piece (order 4) failed for want of a block large enough, not of memory: 203 MiB is free in zone DMA32, in blocks of up to 32 KiB (order 3).",
    )
    expect(diagnosis.detail).toBe(
      'It may wait, but above order 3 the kernel gives up when reclaim and compaction do not help, and kills nothing for it. Its marks let the request through, but no list of that order or above has a block. The fragmentation index for order 4 is 0.937: nearer 1, so the memory is there, in pieces.',
    )
  })

  it('shows the sum of each zone', () => {
    expect(sumOf(diagnosis, 'failure-cause')).toEqual([
      'order 4: 2^4 = 16 pages of 4 KiB = 64 KiB',
      '0x40cc0: GFP_KERNEL|__GFP_COMP',
      'Zone DMA32',
      '  free: 51906 pages (207624 kB)',
      '  − 15 for the block itself: 2^4 − 1',
      '  = 51891 that count for this request',
      '  min mark: 123 pages',
      '  needed: more than 123: passes',
      '  blocks of order 4 or above: 0, in 51284 blocks below, each of at most 8 pages',
      'Zone DMA',
      '  free: 1472 pages (5888 kB)',
      '  − 15 for the block itself: 2^4 − 1',
      '  = 1457 that count for this request',
      '  min mark: 4 pages',
      '  needed: more than 4 + 1 lowmem_reserve = 5: passes',
      '  blocks of order 4 or above: 0, in 1450 blocks below, each of at most 8 pages',
    ])
  })

  it('finds vm.min_free_kbytes, which was set to 512', () => {
    expect(factsOf(diagnosis, 'min-free-arithmetic')).toEqual([
      'vm.min_free_kbytes is 512 to 515 kB, by the min marks of zones DMA and DMA32.',
    ])
    expect(sumOf(diagnosis, 'min-free-arithmetic').slice(0, 3)).toEqual([
      'sum of the min marks: 4 + 123 = 127 pages = 508 kB',
      'DMA: 128 pages · 3840 / 117098 managed = 4',
      'DMA32: 128 pages · 113258 / 117098 managed = 123',
    ])
    expect(factsOf(diagnosis, 'marks-agree')).toHaveLength(1)
  })

  it('advises what fits an order above 3 that may wait', () => {
    const next = diagnosis.next.map(({ id, because }) => [id, plain(because)])
    expect(next.slice(0, 3)).toEqual([
      [
        'vmalloc-instead',
        'order 4 asks for 16 pages (64 KiB) in one piece; zone DMA32 has 51078 single pages free',
      ],
      [
        'min-free-kbytes',
        'the min marks make 508 kB, and the kernel would choose about 2733 kB for this machine',
      ],
      ['compact-memory', 'zone DMA32: 203 MiB free, nothing of order 4, fragmentation index 0.937'],
    ])
    expect(next.map(([id]) => id)).not.toContain('transparent-huge-pages')
  })
})

describe('an OOM kill beside free CMA memory', () => {
  const diagnosis = diagnosisOf(
    ...report(
      'pipehold invoked oom-killer: gfp_mask=0x500cc2(GFP_HIGHUSER|__GFP_ACCOUNT), order=0, oom_score_adj=-900',
      '7.2.13',
      [
        {
          line: 'Node 0 DMA free:1760kB boost:0kB min:88kB low:108kB high:128kB reserved_highatomic:0KB free_highatomic:0KB present:15992kB managed:15360kB free_cma:0kB',
          reserve: '0 444 444 444 444',
          blocks:
            'Node 0 DMA: 2*4kB (U) 1*8kB (U) 1*16kB (U) 0*32kB 1*64kB (U) 1*128kB (U) 0*256kB 1*512kB (U) 1*1024kB (U) 0*2048kB 0*4096kB = 1760kB',
        },
        {
          line: 'Node 0 DMA32 free:62120kB boost:5880kB min:8496kB low:9148kB high:9800kB reserved_highatomic:0KB free_highatomic:0KB present:507752kB managed:455624kB free_cma:62072kB',
          reserve: '0 0 0 0 0',
          blocks:
            'Node 0 DMA32: 40*4kB (C) 41*8kB (C) 28*16kB (C) 30*32kB (MC) 23*64kB (C) 15*128kB (C) 0*256kB 1*512kB (C) 1*1024kB (C) 1*2048kB (C) 13*4096kB (C) = 62120kB',
        },
      ],
    ),
  )

  it('is for lack of memory that the request may use', () => {
    expect(diagnosis.sentence).toBe(
      "pipehold's request for one page (order 0, 4 KiB) called the OOM killer for lack of memory it may use: of 60.7 MiB free in zone DMA32, 60.6 MiB is CMA, which only movable requests may use.",
    )
    expect(sumOf(diagnosis, 'oom-cause').slice(2, 7)).toEqual([
      'Zone DMA32',
      '  free: 15530 pages (62120 kB)',
      '  − 15518 in CMA areas, for movable requests alone',
      '  = 12 that count for this request',
      '  min mark: 2124 pages, 1470 of them boost',
    ])
  })

  it('has the reserve of the lower zone, with the ratio behind it', () => {
    expect(sumOf(diagnosis, 'lowmem-reserve')).toEqual([
      'free: 440 pages (1760 kB)',
      'min mark: 22 pages',
      'needed: more than 22 + 444 lowmem_reserve = 466: refused',
      'lowmem_reserve for this request: managed in DMA32 113906, by lowmem_reserve_ratio 256 = 444',
    ])
  })

  it('tells large blocks that are all CMA, and a boost at its limit', () => {
    expect(factsOf(diagnosis, 'cma-only')).toEqual([
      'All 54 free blocks of 64 KiB (order 4) and above in zone DMA32 are CMA.',
    ])
    expect(sumOf(diagnosis, 'watermark-boost')).toEqual([
      'min 2124 = 654 + boost 1470',
      'at most the larger of a pageblock, 512, and by default 150 % of high, 980 · 1.5 = 1470 pages',
    ])
  })
})

describe('an OOM kill just above the min mark', () => {
  it('is refused by the high mark, which the last try before a kill has to pass', () => {
    const diagnosis = diagnosisOf(
      ...report(
        'a.out invoked oom-killer: gfp_mask=0x100cca(GFP_HIGHUSER_MOVABLE), order=0, oom_score_adj=0',
        '6.1.0',
        [
          {
            line: 'Node 0 DMA free:440kB boost:0kB min:400kB low:500kB high:600kB reserved_highatomic:0KB present:16000kB managed:16000kB free_cma:0kB',
            reserve: '0 0 0 0',
            blocks: 'Node 0 DMA: 2*4kB (U) 2*8kB (U) 26*16kB (U) = 440kB',
          },
        ],
      ),
    )
    expect(diagnosis.sentence).toBe(
      "a.out's request for one page (order 0, 4 KiB) called the OOM killer for lack of memory: zone DMA has 440 KiB free, and the last try before a kill needs more than 600 KiB left there, its high mark.",
    )
  })
})

describe('blocks that the request may not use', () => {
  const marks =
    'free:8000kB boost:0kB min:400kB low:500kB high:600kB reserved_highatomic:0KB present:32000kB managed:32000kB free_cma:0kB'
  const failing = (flags: string, letters: string) =>
    diagnosisOf(
      ...report(
        `net: page allocation failure: order:2, mode:0x820(${flags}), nodemask=(null),cpuset=/,mems_allowed=0`,
        '6.6.9',
        [
          {
            line: `Node 0 Normal ${marks}`,
            reserve: '0 0 0 0 0',
            blocks: `Node 0 Normal: 1000*4kB (UM) 300*8kB (M) 100*16kB (${letters}) 0*32kB = 8000kB`,
          },
        ],
      ),
    ).sentence

  it.each([
    ['GFP_KERNEL', 'C', 'all of them are CMA'],
    ['GFP_KERNEL', 'H', 'all of them are set aside for atomic requests'],
    ['GFP_KERNEL', 'I', 'all of them stand in isolated pageblocks'],
    ['GFP_ATOMIC', 'C', 'all of them are CMA'],
    ['GFP_ATOMIC', 'H', 'yet when the report was printed'],
    ['GFP_HIGHUSER_MOVABLE', 'C', 'yet when the report was printed'],
    ['GFP_KERNEL', 'UC', 'yet when the report was printed'],
  ])('%s, blocks of type %s: %s', (flags, letters, said) => {
    expect(failing(flags, letters)).toContain(said)
  })
})

describe('a failure of a kernel up to 4.3', () => {
  it('may have blocks and still be refused, by marks that are scaled order by order', () => {
    const diagnosis = diagnosisOf(
      'xen: page allocation failure. order:2, mode:0xd0',
      'Pid: 12, comm: xen Not tainted 2.6.32.36 #1',
      'Mem-Info:',
      'Node 0 Normal free:4400kB min:2000kB low:2500kB high:3000kB present:40000kB',
      'lowmem_reserve[]: 0 0 0 0',
      'Node 0 Normal: 1000*4kB 10*8kB 20*16kB 0*32kB = 4400kB',
    )
    expect(diagnosis.sentence).toBe(
      "xen's request for 16 KiB in one piece (order 2) failed though zone Normal has such blocks: too much of its 4.3 MiB stands in smaller ones, and this kernel wants a share left in each size.",
    )
    expect(sumOf(diagnosis, 'failure-cause').slice(2)).toEqual([
      'Zone Normal',
      '  free: 1100 pages (4400 kB)',
      '  − 3 for the block itself: 2^2 − 1',
      '  = 1097 that count for this request',
      '  min mark: 500 pages',
      '  needed: more than 500: passes',
      '  without order 0: 97 left, more than 250 needed: refused',
      '  blocks that are large enough: 20 of order 2',
    ])
  })
})

describe('an OOM kill of a kernel up to 4.3 for more than one page', () => {
  // The last try takes the high mark through the same scaled test (__alloc_pages_may_oom, __zone_watermark_ok).
  // 76800 kB are 19200 pages, less 2^2 − 1 for the block 19197. Min is 4000 pages: 19197 − 14500 = 4697 > 2000, and
  // 4697 − 2 · 1700 = 1297 > 1000, so the request would pass. High is 6000: 4697 > 3000, but 1297 is not > 1500.
  const killed = (singles: number) =>
    diagnosisOf(
      'runit invoked oom-killer: gfp_mask=0xd0, order=2, oom_score_adj=0',
      'CPU: 0 PID: 1 Comm: runit Not tainted 3.10.0 #1',
      'Mem-Info:',
      'Node 0 Normal free:76800kB min:16000kB low:20000kB high:24000kB present:4000000kB managed:4000000kB',
      'lowmem_reserve[]: 0 0 0 0',
      `Node 0 Normal: ${singles}*4kB (UM) 1700*8kB (UM) 100*16kB (M) 0*32kB = ${singles * 4 + 15_200}kB`,
    )

  it('is refused where the high mark, scaled, refuses it', () => {
    const diagnosis = killed(14_500)
    expect(diagnosis.sentence).toBe(
      "runit's request for 16 KiB in one piece (order 2) called the OOM killer though zone Normal has such blocks: too much of its 75 MiB stands in smaller ones, and this kernel wants a share left in each size.",
    )
    expect(diagnosis.detail).toContain('the last try before a kill begins with the high mark')
    expect(sumOf(diagnosis, 'oom-cause').slice(-3)).toEqual([
      '  the last try before a kill needs more than the high mark, 6000: passes',
      '  without order 0: 4697 left, more than 3000 needed: passes',
      '  without order 1: 1297 left, more than 1500 needed: refused',
    ])
  })

  it('would pass by the smallest margin of them all', () => {
    // 19197 − 13000 − 3400 = 2797, over 6000 / 4 = 1500 by 1297; at order 0 it would be 13197.
    expect(plain(killed(13_000).detail)).toContain('It would pass by 1297 pages.')
  })
})

describe('reports that are not whole', () => {
  it('of the first line alone: what was asked for, and what cannot be told', () => {
    const diagnosis = diagnosisOf(
      'May 10 18:03:22 host kernel: swapper: page allocation failure. order:1, mode:0x4020',
      'May 10 18:03:25 host kernel: swapper: page allocation failure. order:1, mode:0x4020',
    )
    expect(diagnosis.sentence).toBe(
      "swapper's request for 8 KiB in one piece (order 1) failed, and it could not wait for memory to be freed.",
    )
    expect(diagnosis.detail).toContain('whether memory was short or in pieces cannot be told')
    expect(diagnosis.detail).toContain('1 more report like it: line 1.')
    expect(sumOf(diagnosis, 'failure-cause')[1]).toBe(
      '0x4020: GFP_ATOMIC|__GFP_COMP, as kernels 2.6.32 to 4.3 number them',
    )
    expect(factsOf(diagnosis, 'atomic-request')).toEqual([
      '2 requests of 2 that failed could not wait for memory.',
    ])
    expect(diagnosis.next.map(({ id }) => id)).toEqual(['whole-report'])
  })

  it('without the first line: the zones, and that no cause can be told', () => {
    const diagnosis = diagnosisOf(
      'Mem-Info:',
      'Node 0 Normal free:8000kB min:400kB low:500kB high:600kB present:32000kB managed:32000kB',
      'lowmem_reserve[]: 0 0 0',
      'Node 0 Normal: 1000*4kB (UM) 300*8kB (M) 100*16kB (U) 0*32kB = 8000kB',
    )
    expect(factsOf(diagnosis, 'headless-report')).toEqual([
      'The Mem-Info at line 1 has no first line before it.',
    ])
    expect(diagnosis.zones).toHaveLength(1)
    expect(diagnosis.zonesFrom).toBe('the report at line 1')
  })

  it('says that what a bare number means is a guess', () => {
    const diagnosis = diagnosisOf('foo: page allocation failure: order:0, mode:0x20')
    expect(factsOf(diagnosis, 'flags-guessed')).toEqual([
      'What 0x20 means is a guess: the text does not tell the kernel.',
    ])
  })
})

describe('orders that are none', () => {
  it('a kill that was asked for by hand has order −1: no cause is made up', () => {
    const diagnosis = diagnosisOf(
      'kworker invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=-1, oom_score_adj=0',
    )
    expect(factsOf(diagnosis, 'oom-cause')).toEqual([])
  })

  it('above the largest order no free memory would help', () => {
    const diagnosis = diagnosisOf(
      'drv: page allocation failure: order:5, mode:0xcc0(GFP_KERNEL), nodemask=(null),cpuset=/,mems_allowed=0',
      'Mem-Info:',
      'Node 0 Normal: 0*4kB 0*8kB 9*16kB (U) 40*32kB (M) = 1424kB',
    )
    expect(diagnosis.detail).toContain('No block is ever so large there: the largest order is 3.')
  })
})

describe('isolated pageblocks', () => {
  it('make the blocks more than the free pages', () => {
    const diagnosis = diagnosisOf(
      'Mem-Info:',
      'Normal free:4000kB min:400kB low:500kB high:600kB present:32000kB managed:32000kB free_cma:0kB',
      'lowmem_reserve[]: 0 0 0',
      'Normal: 500*4kB (UI) 250*8kB (UM) 250*16kB (I) 0*32kB = 8000kB',
    )
    expect(factsOf(diagnosis, 'isolated-blocks')).toEqual([
      'Zone Normal: 1000 pages (3.91 MiB) of the free blocks stand in isolated pageblocks.',
    ])
  })
})
