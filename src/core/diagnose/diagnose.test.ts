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
      'Nothing of order 9 or above is free: 100778 pages (394 MiB) stand in 37176 blocks. 59.8 % of it is in blocks of 32 KiB and less. The fragmentation index for order 9: 0.995, nearer 1 than 0: the memory is there, but in pieces.',
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
      'Zone Normal has 10928 pages (42.7 MiB) free, 9 times its low mark.',
    )
  })

  it('give the score by which kcompactd begins on its own', () => {
    expect(factOf(diagnosis, 'proactive-score')).toBe(
      'Node 0 scores 75 of 100 for proactive compaction: kcompactd leaves it alone.',
    )
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
    expect(diagnosis.detail).toContain('nearer 1 than 0')
    expect(diagnosis.detail).toContain('/proc/buddyinfo')
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
