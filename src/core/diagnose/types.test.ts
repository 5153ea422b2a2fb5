import { describe, expect, it } from 'vitest'
import { readKernelText } from '../kernel-text/reader.ts'
import { diagnose } from './diagnose.ts'
import type { Diagnosis } from './diagnosis.ts'
import { labOf } from './lab.ts'
import { ticketText } from './ticket.ts'

const DEFAULT = { snapshot: null, pageSize: null }

function diagnosisOf(...lines: string[]): Diagnosis {
  return diagnose(readKernelText(lines.join('\n')), DEFAULT)
}

function plain(text: string | undefined): string {
  return (text ?? '').replace(/\u202f/g, '')
}

function find({ findings }: Diagnosis, id: string) {
  const finding = findings.find((one) => one.id === id)
  return (
    finding && { ...finding, fact: plain(finding.fact), arithmetic: finding.arithmetic.map(plain) }
  )
}

const TABLE = [
  'Page block order: 3',
  'Pages per block:  8',
  '',
  'Free pages count per migrate type at order       0      1      2      3 ',
  'Node    0, zone   Normal, type    Unmovable     40     10      0      0 ',
  'Node    0, zone   Normal, type      Movable      5      4      3     20 ',
  'Node    0, zone   Normal, type  Reclaimable      6      0      0      0 ',
  'Node    0, zone   Normal, type          CMA      0      0      0      2 ',
  'Node    0, zone   Normal, type      Isolate      0      0      0      1 ',
  '',
  'Number of blocks type     Unmovable      Movable  Reclaimable          CMA      Isolate ',
  'Node 0, zone   Normal           40           50            8            1            1 ',
]

describe('pagetypeinfo', () => {
  const diagnosis = diagnosisOf(...TABLE)

  it('has the zone as the sum of its types, and the order of a pageblock', () => {
    expect(diagnosis.zonesFrom).toBe('/proc/pagetypeinfo')
    expect(diagnosis.zones[0]?.counts).toEqual([51, 14, 3, 23])
    expect(diagnosis.pageblock).toMatchObject({ order: 3, from: '/proc/pagetypeinfo' })
  })

  it('tells that the kernel has no blocks of its own left', () => {
    expect(find(diagnosis, 'per-type-imbalance')).toMatchObject({
      fact: "Zone Normal: Unmovable, the kernel's own memory, has free blocks of its own up to 8 KiB (order 1) only.",
      arithmetic: [
        'Unmovable: 60 pages (240 KiB) in 2 of 4 orders, up to 8 KiB (order 1)',
        'Movable: 185 pages (740 KiB) in 4 of 4 orders, up to 32 KiB (order 3)',
        'Reclaimable: 6 pages (24 KiB) in 1 of 4 orders, up to 4 KiB (order 0)',
        'CMA: 16 pages (64 KiB) in 1 of 4 orders, up to 32 KiB (order 3)',
        'Isolate: 8 pages (32 KiB) in 1 of 4 orders, up to 32 KiB (order 3)',
      ],
    })
  })

  it('tells how many pageblocks compaction cannot empty, and what is isolated', () => {
    expect(find(diagnosis, 'pageblock-types')?.fact).toBe(
      "Zone Normal: 48 of 100 pageblocks (48 %) hold the kernel's own memory.",
    )
    expect(find(diagnosis, 'isolated-blocks')?.fact).toBe(
      'Zone Normal: 8 pages (32 KiB) of the free blocks stand in isolated pageblocks.',
    )
  })

  // `>100000`: the walk of a list stops at 100000 (pagetypeinfo_showfree_print), so order 0 has 40 + 100000 + 6 at
  // least; orders 1 to 3 are sums of exact counts.
  it('with a capped count is exact above it, and has so much at least below', () => {
    const capped = TABLE.map((line) => line.replace('      5      4', '>100000      4'))
    const reading = readKernelText(capped.join('\n'))
    const diagnosis = diagnose(reading, DEFAULT)
    const [zone] = diagnosis.zones
    expect(zone).toMatchObject({ counts: [100_046, 14, 3, 23], exactFrom: 1 })
    expect(zone?.fact).toMatch(/^At least 392 MiB is free, in blocks of up to 32 KiB/)
    expect(zone?.keyOrders).toMatchObject([{ order: 3, times: 23, canServe: true }])
    expect(diagnosis.sentence).toContain('Zone Normal can give 32 KiB')
    expect(diagnosis.detail).toContain(
      'Of zone Normal the counts below order 1 are lower bounds: the kernel stopped counting.',
    )
    expect(find(diagnosis, 'capped-counts')?.arithmetic).toEqual([
      'zone Normal, Movable, order 0: more than 100000 blocks, 391 MiB',
    ])
    expect(ticketText(diagnosis)).toContain('free blocks by order: 100046+ 14 3 23')
    expect(labOf(reading, DEFAULT)).toEqual({
      script: '',
      notes: [
        'Node 0, zone Normal is left out: how many blocks of order 0 it has is not told (>100046).',
      ],
    })
  })

  // The lower bound is below the min mark, and says nothing of the marks: what zoneinfo printed does.
  it('with a capped count is not held against the marks by its lower bound', () => {
    const capped = TABLE.map((line) => line.replace('      5      4', '>100000      4'))
    const marks = ['        min      150000', '        low      160000', '        high     170000']
    const zoneOf = (...free: readonly string[]) =>
      diagnosisOf(...capped, '', 'Node 0, zone   Normal', ...free, ...marks).zones[0]
    expect(zoneOf('  pages free     300000')).toMatchObject({ word: 'fragmented' })
    expect(zoneOf('  pages free     300000')?.orders[3]).toMatchObject({
      canServe: true,
      timesAllowed: 23,
    })
    expect(zoneOf('  pages free     140000')).toMatchObject({ word: 'short' })
    expect(zoneOf()).toMatchObject({ word: 'fragmented' })
  })

  it('counts mixed pageblocks where page_owner does', () => {
    const diagnosis = diagnosisOf(
      ...TABLE,
      '',
      'Number of mixed blocks    Unmovable      Movable  Reclaimable          CMA      Isolate ',
      'Node 0, zone   Normal            2            7            0            0            0 ',
    )
    expect(find(diagnosis, 'mixed-blocks')?.fact).toBe(
      'Zone Normal: 9 of 100 pageblocks (9 %) are mixed: they hold pages of another type than their own.',
    )
  })
})

describe('fallback events', () => {
  const event = (time: string, orders: string, types: string) =>
    `          <...>-22    [000] ..... ${time}: mm_page_alloc_extfrag: page=0000000000000000 pfn=0x1f ${orders} pageblock_order=9 ${types} fragmenting=1 change_ownership=0`

  it('are told by what mixes types, and how fast', () => {
    const diagnosis = diagnosisOf(
      event(
        '10.000000',
        'alloc_order=0 fallback_order=3',
        'alloc_migratetype=0 fallback_migratetype=1',
      ),
      event(
        '11.000000',
        'alloc_order=0 fallback_order=10',
        'alloc_migratetype=1 fallback_migratetype=2',
      ),
      event(
        '14.000000',
        'alloc_order=0 fallback_order=2',
        'alloc_migratetype=0 fallback_migratetype=1',
      ),
    )
    expect(find(diagnosis, 'extfrag-events-fragmenting')).toMatchObject({
      tone: 'warn',
      fact: '2 of 3 fallbacks (66.6 %) mixed types within a pageblock.',
      arithmetic: [
        'over 4.0 s: 0.50 fragmenting a second',
        'Unmovable from Movable, order 0: 2',
        'Movable from Reclaimable, order 0: 1',
        'types by number as kernels since 4.4 have them; before, 1 and 2 are the other way round',
      ],
    })
    expect(diagnosis.next.map(({ id, because }) => `${id}: ${because}`)).toEqual([
      'watermark-boost-factor: 2 of 3 fallbacks mixed types',
    ])
  })
})

describe('two fallback events a microsecond apart', () => {
  it('are counted: no rate is made of them', () => {
    const line = (time: string, order: number) =>
      `java  9921 [001]  ${time}: kmem:mm_page_alloc_extfrag: page=0x13f200 pfn=0x13f200 alloc_order=0 fallback_order=${order} pageblock_order=9 alloc_migratetype=0 fallback_migratetype=1 fragmenting=${order} change_ownership=1`
    const diagnosis = diagnosisOf(line('5021.334455', 10), line('5021.334456', 3))
    expect(find(diagnosis, 'extfrag-events-fragmenting')?.arithmetic[0]).toBe(
      'within 0.000001 s: 1 fragmenting, too few for a rate',
    )
  })
})

describe('open in Lab', () => {
  it('takes sizes from zoneinfo and asks for what people ask for', () => {
    const reading = readKernelText(
      [
        'Node 0, zone   Normal      4      0      2      1 ',
        'Node 0, zone Normal',
        '  pages free 20',
        '        min 2',
        '        present 70',
        '        managed 64',
      ].join('\n'),
    )
    const { script, notes } = labOf(reading, DEFAULT)
    expect(notes).toEqual([
      'Migratetypes are not told by numbers, so grouping is off: any request may take any block.',
      'Memory in use belongs to nobody by name: it neither moves nor is reclaimed. Per-CPU lists begin empty.',
      'min-free is what gives the min marks of the text, 2 pages; the zones share it by their size.',
      'The text does not tell its kernel: the rules are those of 6.18.',
      'Positions are made up: the text tells how many blocks are free, not where they stand.',
    ])
    expect(script).toContain('policy linux\ngrouping off\nmin-free 8K\n')
    expect(script.split('\n').slice(-4)).toEqual([
      'zone node 0 Normal 64 pages free 4 0 2 1',
      '',
      'alloc network-buffer order 3',
      '',
    ])
  })
})
