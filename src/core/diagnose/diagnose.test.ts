import { describe, expect, it } from 'vitest'
import { readKernelText } from '../kernel-text/reader.ts'
import { diagnose } from './diagnose.ts'
import type { Diagnosis } from './diagnosis.ts'

function diagnosisOf(...lines: string[]): Diagnosis {
  return diagnose(readKernelText(lines.join('\n')), { snapshot: null, pageSize: null })
}

/** Thin spaces between thousands are left out. */
function plain(text: string | undefined): string {
  return (text ?? '').replace(/\u202f/g, '')
}

function factOf(diagnosis: Diagnosis, id: string): string {
  return plain(diagnosis.findings.find((finding) => finding.id === id)?.fact)
}

const TWO_NODES = [
  'Node 0, zone      DMA      2      1      0      0      2      1      1      0      1      1      3 ',
  'Node 0, zone    DMA32    386   1282   7088   3123    305     36      8      0      0      0      0 ',
  'Node 0, zone   Normal  26930   4168   2670   1796   1021    456    123     11      1      0      0 ',
  'Node 1, zone   Normal  37472   9367   8650   5344   3117   1471    515    147     20      0      0 ',
]

describe('free lists of two nodes in pieces', () => {
  const diagnosis = diagnosisOf(...TWO_NODES)

  it('says which zones can give order 3 and a huge page', () => {
    expect(diagnosis.sentence).toBe(
      'Every zone can give 32 KiB. Only the small DMA zone can give a 2 MiB huge page.',
    )
    expect(diagnosis.detail).toBe(
      '1.74 GiB is free in 4 zones. In the 3 others it stands in blocks of 1 MiB and less, so a 2 MiB huge page needs compaction first. The text has no watermarks, so they are not counted.',
    )
  })

  it('tells a zone by its free memory, its largest block and the orders people ask for', () => {
    const [dma, dma32, normal] = diagnosis.zones
    expect([dma?.word, dma?.tone, dma?.blocker]).toEqual(['whole', 'good', ''])
    expect([dma32?.word, dma32?.tone, dma32?.largestOrder, dma32?.largestCount]).toEqual([
      'fragmented',
      'warn',
      6,
      8,
    ])
    expect(normal?.fact).toBe('394 MiB is free, in blocks of up to 1 MiB (order 8), one of them.')
    expect(normal?.keyOrders.map(({ label, times, canServe }) => [label, times, canServe])).toEqual(
      [
        ['order 3: network buffers, slabs', 6854, true],
        ['order 9: a huge page', 0, false],
      ],
    )
    expect(plain(normal?.blocker)).toBe(
      'Nothing of order 9 or above is free: 100778 pages (394 MiB) stand in 37176 blocks. 59.8 % of it is in blocks of 32 KiB and less. The fragmentation index for order 9 is 0.995: nearer 1, so the memory is there, in pieces.',
    )
  })

  it('has both indices of every order as mm/vmstat.c computes them', () => {
    const orders = diagnosis.zones[2]?.orders ?? []
    expect(orders.map(({ unusableIndex }) => unusableIndex)).toEqual([
      0, 267, 349, 455, 598, 760, 905, 983, 997, 1000, 1000,
    ])
    expect(orders.map(({ fragmentationIndex }) => fragmentationIndex)).toEqual([
      ...Array.from({ length: 9 }, () => -1000),
      995,
      998,
    ])
  })

  it('finds what has nothing at which orders', () => {
    const facts = diagnosis.findings.map(({ fact }) => fact)
    expect(facts).toEqual([
      'Node 0, zone DMA32 has nothing at orders 7 to 10: no 2 MiB huge page without compaction.',
      'Node 0, zone Normal has nothing at orders 9 and 10: no 2 MiB huge page without compaction.',
      'Node 1, zone Normal has nothing at orders 9 and 10: no 2 MiB huge page without compaction.',
    ])
    expect(plain(diagnosis.findings[0]?.arithmetic[1])).toBe(
      'fragmentation index(9) = 1000 − (1000 + 62830 · 1000 / 512) / 12228 = 1000 − 123714 / 12228 = 990 thousandths',
    )
  })

  it('advises nothing without a number', () => {
    expect(diagnosis.next.length).toBeGreaterThan(3)
    for (const { what, does, costs, because } of diagnosis.next) {
      expect(because).toMatch(/\d/)
      expect([what, does, costs]).not.toContain('')
    }
    expect(plain(diagnosis.next[0]?.because)).toBe(
      'node 1, zone Normal: 1.1 GiB free, nothing of order 9, fragmentation index 0.992',
    )
  })
})

describe('what the page size decides', () => {
  it('sizes and the order of a huge page follow a page size that is chosen', () => {
    const reading = readKernelText('Node 0, zone DMA 5 0 0 0 0 0 0 0 0 0 0 1')
    const { zones, pageblock, pageSize } = diagnose(reading, { snapshot: null, pageSize: 16384 })
    expect(pageSize).toEqual({ bytes: 16384, from: 'chosen by you' })
    expect([pageblock.order, zones[0]?.largestBytes]).toEqual([11, 32 * 2 ** 20])
    expect(zones[0]?.keyOrders.at(-1)).toMatchObject({ order: 11, times: 1, canServe: true })
  })

  // Pages of 64 KiB: 2 MiB are 32 of them, order 5. log2(65536 / 8) = 13 would be 512 MiB, which ppc64 has not.
  it('a report that prints which huge pages there are is believed', () => {
    const reading = readKernelText(
      [
        'Mem-Info:',
        'Node 0 Normal: 700*64kB (UME) 90*128kB (UME) 40*256kB (UME) 20*512kB (UME) 10*1024kB (UM) 5*2048kB (M) 0*4096kB 0*8192kB 0*16384kB = 97280kB',
        'Node 0 hugepages_total=0 hugepages_free=0 hugepages_surp=0 hugepages_size=2048kB',
        'Node 0 hugepages_total=0 hugepages_free=0 hugepages_surp=0 hugepages_size=1048576kB',
      ].join('\n'),
    )
    const { zones, pageblock } = diagnose(reading, { snapshot: null, pageSize: null })
    expect(pageblock).toEqual({ order: 5, from: 'hugepages_size=2048kB', name: 'huge page' })
    expect(zones[0]?.keyOrders.at(-1)).toMatchObject({ order: 5, bytes: 2 ** 21, times: 5 })
  })

  it('assumes 4 KiB, and says so', () => {
    const { pageSize, pageblock } = diagnosisOf(...TWO_NODES)
    expect(pageSize.from).toBe('assumed: the text does not tell')
    expect(pageblock.from).toBe('assumed: 2 MiB huge pages, usual with pages of 4 KiB')
  })
})

describe('rows of unequal length', () => {
  it('do not say of a cut row that it has nothing behind', () => {
    const diagnosis = diagnosisOf(
      'Node 0, zone DMA      399 260 123 86 34 31 16 14 7 9 606',
      'Node 0, zone Normal 1491 1005 233 23 53 28 12 25 9',
      '$ uptime',
    )
    expect(diagnosis.sentence).toBe(
      'Every zone can give 32 KiB. Zone DMA can give a 2 MiB huge page.',
    )
    expect(diagnosis.detail).toContain('Whether zone Normal could give one is not told')
    expect(diagnosis.zones[1]?.blocker).toBe(
      'Its row ends with order 8: what is above is not told.',
    )
    expect(factOf(diagnosis, 'dma-too-large')).toBe(
      'Zone DMA has 633395 pages (2.42 GiB) free, more than the 16 MiB that x86 has in it.',
    )
  })
})

describe('watermarks beside the free lists', () => {
  const diagnosis = diagnosisOf(
    'Node 0, zone    DMA32    300    100     20      4      0      0      0      0      0      0      0 ',
    'Node 0, zone   Normal   1000    500    200    100     50     20     10      5      4      3      2 ',
    'Node 0, zone DMA32',
    '  pages free 612',
    '        min      700',
    '        low      875',
    '        high     1050',
    '        present  9000',
    '        managed  8000',
    'Node 0, zone Normal',
    '  pages free 15000',
    '        min      900',
    '        low      1125',
    '        high     1350',
    '        present  21000',
    '        managed  20000',
  )

  it('forbid what the lists would have', () => {
    const [dma32] = diagnosis.zones
    expect(dma32?.orders[3]).toMatchObject({ times: 4, timesAllowed: 0, canServe: false })
    expect([dma32?.word, dma32?.tone]).toEqual(['short', 'bad'])
    expect(dma32?.blocker).toBe('Too little is free: 612 pages, not more than the min mark of 700.')
    expect(factOf(diagnosis, 'watermark-blocks')).toBe(
      'Zone DMA32 is at or below its min mark: 612 pages (2.39 MiB) free.',
    )
  })

  it('let a zone above them go on giving, as often as they allow', () => {
    const [, normal] = diagnosis.zones
    expect(normal?.orders[0]).toMatchObject({ times: 10_928, timesAllowed: 10_028 })
    expect(factOf(diagnosis, 'above-marks')).toBe(
      'Zone Normal has 10928 pages (42.7 MiB) free, 9.7 times its low mark.',
    )
  })

  it('give the score by which kcompactd begins on its own', () => {
    expect(factOf(diagnosis, 'proactive-score')).toBe(
      'Node 0 scores 75 of 100 for proactive compaction: kcompactd leaves it alone.',
    )
  })
})

describe('zones of one node, some below their marks', () => {
  const zoneinfo = (zone: string, free: number, low: number, protection: string) => [
    `Node 0, zone ${zone}`,
    `  pages free ${free}`,
    `        min ${low - 100}`,
    `        low ${low}`,
    `        high ${low + 100}`,
    `        protection: (${protection})`,
  ]
  const above = (normal: number) => {
    const diagnosis = diagnosisOf(
      'Node 0, zone DMA 0 0 0 0 0 0 0 0 0 1 3 ',
      `Node 0, zone Normal ${normal} 0 0 0 0 0 0 0 0 0 0 `,
      ...zoneinfo('DMA', 3584, 110, '0, 64270, 64270'),
      ...zoneinfo('Normal', normal, 5000, '0, 0, 0'),
    )
    return diagnosis.findings.find(({ id }) => id === 'above-marks')?.why
  }

  // DMA's 3584 pages are less than the 64270 that lowmem_reserve keeps: nothing of it is given to who may use Normal.
  it('kswapd, one a node, is not idle for one zone and busy for another', () => {
    expect(above(4000)).toBe(
      'The marks would let requests have it, but lowmem_reserve keeps all of it for those that can use no other zone. kswapd works for a node as a whole, and zone Normal is not above its low mark.',
    )
  })

  it('and has nothing to do where all are above', () => {
    expect(above(9000)).toBe(
      'The marks let requests have what the free lists hold, but for zone DMA: lowmem_reserve keeps all of that for those that can use no other zone. On their account kswapd has nothing to do.',
    )
  })

  // pgdat_balanced: one zone above its high mark among those that a request may use is enough.
  it('kswapd leaves a lower zone alone as long as a higher one is above its high mark', () => {
    const whyOf = (normal: number) =>
      diagnosisOf(
        'Node 0, zone DMA32 1000 0 0 0 0 0 0 0 0 0 0 ',
        `Node 0, zone Normal ${normal} 0 0 0 0 0 0 0 0 0 0 `,
        ...zoneinfo('DMA32', 1000, 1050, '0, 0, 64270'),
        ...zoneinfo('Normal', normal, 5000, '0, 0, 0'),
      ).findings.find(({ id, zone }) => id === 'watermark-blocks' && zone === 'DMA32')?.why
    expect(whyOf(9000)).toContain(
      'kswapd is not woken for it by requests that may use zone Normal as well',
    )
    expect(whyOf(5001)).toContain('kswapd is awake')
  })
})

describe('several snapshots', () => {
  const reading = readKernelText(
    [
      'Fri Nov 20 07:32:10 UTC 2026',
      'Node 0, zone   Normal    100     50     20     10      5      4      3      2      1      4     30 ',
      'Fri Nov 20 08:32:10 UTC 2026',
      'Node 0, zone   Normal   9000   6000   2000    800    100     10      0      0      0      0      0 ',
    ].join('\n'),
  )

  it('show the last, and the one that is chosen', () => {
    const last = diagnose(reading, { snapshot: null, pageSize: null })
    const first = diagnose(reading, { snapshot: 0, pageSize: null })
    expect([first.zones[0]?.largestOrder, last.zones[0]?.largestOrder]).toEqual([10, 5])
  })

  it('tell what became of large blocks', () => {
    const diagnosis = diagnose(reading, { snapshot: null, pageSize: null })
    const trend = diagnosis.findings.find(({ id }) => id === 'trend')
    expect(trend?.tone).toBe('warn')
    expect(trend?.fact).toMatch(/2 MiB could be had 64 times, then not once\.$/)
    expect(trend?.arithmetic.map(plain)).toEqual([
      'free: 34040 pages (133 MiB), then 37320 pages (146 MiB)',
      'unusable index(9): 0.037, then 1.000',
      'blocks of order 9 and above would make: 64, then 0',
    ])
  })

  const trendOf = (...rows: readonly string[]) => {
    const lines = rows.flatMap((row, i) => [
      `Fri Nov 20 07:3${i}:10 UTC 2026`,
      `Node 0, zone DMA32 ${row}`,
    ])
    const finding = diagnosisOf(...lines).findings.find(({ id }) => id === 'trend')
    return finding && { ...finding, fact: plain(finding.fact), why: plain(finding.why) }
  }

  // No huge page before or after, and order 3: 201 → 4201 + 2·1200 + 4·300 + 8·99 + 16·20 + 32·4 = 9041.
  it('tell what changed below a huge page too', () => {
    expect(
      trendOf('17722 9011 3022 201 0 0 0 0 0 0 0', '27722 19011 13022 4201 1200 300 99 20 4 0 0'),
    ).toMatchObject({
      tone: 'info',
      fact: 'Zone DMA32, from Fri Nov 20 07:30:10 UTC 2026 to Fri Nov 20 07:31:10 UTC 2026: 32 KiB could be had 201 times, then 9041 times; 2 MiB not once, as before.',
      why: 'A larger share of the free memory stands in blocks of order 3 and above now. Orders that changed as well: 1, 2 and 4 to 8.',
    })
  })

  // As much is free; order 3 had 30 + 2·3 + 4·2 + 8 + 16·2 = 84, then 6 + 6 + 8 + 8 = 28.
  it('tell a slow loss of the order that the kernel takes for granted', () => {
    expect(
      trendOf('30221 8022 990 30 3 2 1 2 0 0 0', '34221 7622 590 6 3 2 1 0 0 0 0'),
    ).toMatchObject({
      tone: 'warn',
      why: 'No less memory is free, and a larger share of it stands in small blocks: the zone has fragmented. Orders that changed as well: 1, 2 and 4 to 7.',
    })
  })

  it('say that it is divided the same only where each order went with the free memory', () => {
    expect(trendOf('1000 500 200 100 0 0 0 0 0 0 0', '2000 1000 400 200 0 0 0 0 0 0 0')?.why).toBe(
      'More memory is free; how it is divided is the same.',
    )
    expect(
      trendOf('1000 500 200 100 0 0 0 0 0 0 0', '1001 500 200 100 0 0 0 0 0 0 0'),
    ).toBeUndefined()
  })

  // Half is free, divided the same: order 9 there was not once, and is not.
  it('say plainly that what could not be had still cannot', () => {
    expect(trendOf('1000 500 200 100 0 0 0 0 0 0 0', '500 250 100 50 0 0 0 0 0 0 0')?.fact).toMatch(
      /: 2 MiB could be had neither before nor after\.$/,
    )
    expect(trendOf('1000 0 0 0 0 0 0 0 0 1 0', '500 0 0 0 0 0 0 0 0 1 0')?.fact).toMatch(
      /: 32 KiB could be had 64 times before and after; 2 MiB once, as before\.$/,
    )
  })

  it('of different zones are not compared', () => {
    const diagnosis = diagnosisOf(
      'Fri Nov 20 07:32:10 UTC 2026',
      'Node 0, zone DMA 1 0 0',
      'Fri Nov 20 07:33:10 UTC 2026',
      'Node 0, zone Normal 1 0 0',
    )
    expect(factOf(diagnosis, 'trend')).toContain('have different zones')
  })
})

describe('text without free lists', () => {
  it('of indices alone is read in words', () => {
    const diagnosis = diagnosisOf(
      '$ cat /sys/kernel/debug/extfrag/extfrag_index',
      'Node 0, zone      DMA -1.000 -1.000 -1.000 -1.000 ',
      'Node 0, zone   Normal -1.000 -1.000 0.958 0.979 ',
    )
    expect(diagnosis.zones).toEqual([])
    expect(diagnosis.sentence).toBe('Zone Normal cannot serve order 2 or above.')
    expect(diagnosis.detail).toContain('order 2 is 0.958: nearer 1')
    expect(diagnosis.detail).toContain('/proc/buddyinfo')
  })

  it('of indices alone leads with the zone that lacks the smaller block, and reads a single free block as one', () => {
    const diagnosis = diagnosisOf(
      '$ cat /sys/kernel/debug/extfrag/extfrag_index',
      'Node 0, zone      DMA -1.000 -1.000 -1.000 0.-500 ',
      'Node 0, zone   Normal -1.000 -1.000 0.910 0.955 ',
    )
    expect(diagnosis.sentence).toBe('Zone Normal cannot serve order 2 or above.')
    expect(diagnosis.findings.find(({ zone }) => zone === 'DMA')?.why).toBe(
      'The fragmentation index for order 3 is -0.500: below 0, as a zone with a single free block has it.',
    )
  })

  it('of watermarks alone says how far above them the zone is', () => {
    const diagnosis = diagnosisOf(
      'Node 0, zone DMA32',
      '    pages free 403938',
      '        min 11173',
      '        low 13966',
      '        high 16759',
    )
    expect(plain(diagnosis.sentence)).toBe(
      'Zone DMA32 has 403938 pages (1.54 GiB) free, 28 times its low mark.',
    )
    expect(factOf(diagnosis, 'min-free-arithmetic')).toBe(
      'vm.min_free_kbytes is about 44692 to 44695 kB, by the min marks of zone DMA32.',
    )
  })

  it('of nothing says so', () => {
    expect(diagnosisOf('hello').sentence).toBe('No free memory is told of in this text.')
  })
})

describe('indices beside the free lists', () => {
  it('are checked against them', () => {
    const diagnosis = diagnosisOf(
      '$ cat /proc/buddyinfo',
      'Node 0, zone      DMA      0      0      1      0 ',
      '$ cat /sys/kernel/debug/extfrag/extfrag_index',
      'Node 0, zone      DMA -1.000 -1.000 -1.000 0.-500 ',
    )
    expect(factOf(diagnosis, 'index-table')).toBe(
      'All 4 values of extfrag_index are what the free lists give.',
    )
  })
})
