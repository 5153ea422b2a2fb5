import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { freeCounts } from '../buddy/machine.ts'
import { runOf } from '../run/run-of.ts'
import { fits, smallestZone } from './free-layout.ts'
import { type LabOptions, type LabZone, labScript } from './lab-script.ts'
import { fitsTyped, roomApart } from './typed-layout.ts'

const OPTIONS: LabOptions = { pageSize: 4096, pageblockOrder: null, title: 'T', requests: [] }

/** Free blocks of the script's zones before anything is asked for, as text: `0 Normal: 2 0 1`. */
function countsOf(source: string): string[] {
  const { machine } = runOf(source)
  return machine.zones.map(
    (zone) => `${zone.node} ${zone.name}: ${freeCounts(machine, zone).join(' ')}`,
  )
}

function expected(zones: readonly LabZone[]): string[] {
  const orders = Math.max(...zones.map(({ counts }) => counts.length))
  return zones.map(({ node, zone, counts }) => {
    const all = Array.from({ length: orders }, (_, order) => counts[order] ?? 0)
    return `${node} ${zone}: ${all.join(' ')}`
  })
}

const tour: LabZone[] = [
  { node: 0, zone: 'DMA', counts: [2, 1, 0, 0, 2, 1, 1, 0, 1, 1, 3] },
  { node: 0, zone: 'DMA32', counts: [386, 1282, 7088, 3123, 305, 36, 8, 0, 0, 0, 0] },
  { node: 0, zone: 'Normal', counts: [26930, 4168, 2670, 1796, 1021, 456, 123, 11, 1, 0, 0] },
  { node: 1, zone: 'Normal', counts: [37472, 9367, 8650, 5344, 3117, 1471, 515, 147, 20, 0, 0] },
]

describe('a script of counts', () => {
  it('starts with just the counts of the zones', () => {
    expect(countsOf(labScript(tour, [], OPTIONS).script)).toEqual(expected(tour))
  })

  it('is one line a zone, with what is made up said above', () => {
    const { script } = labScript(
      [{ node: 0, zone: 'DMA', counts: [1, 0, 0, 2] }],
      [{ node: 0, zone: 'DMA', pages: 32, from: 'managed in /proc/zoneinfo' }],
      { ...OPTIONS, pageblockOrder: 9, requests: [{ name: 'huge-page', order: 3 }] },
    )
    expect(script).toBe(
      [
        'title "T"',
        '# Positions are made up: the text tells how many blocks are free, not where they stand.',
        'page-size 4K',
        'max-order 3',
        'fit round',
        'placement lifo',
        'zone node 0 DMA 32 pages free 1 0 0 2',
        '',
        'alloc huge-page order 3',
        '',
      ].join('\n'),
    )
  })

  it('holds whatever /proc/buddyinfo may show, in zones of any told size', () => {
    const zone = fc.record({
      counts: fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 8 }),
      pages: fc.option(fc.integer({ min: 1, max: 3000 })),
    })
    const names = ['DMA', 'DMA32', 'Normal', 'Movable']
    fc.assert(
      fc.property(fc.array(zone, { minLength: 1, maxLength: 4 }), (all) => {
        const zones = all.map(({ counts }, i) => ({ node: 0, zone: names[i] ?? '', counts }))
        const sizes = all.flatMap(({ pages }, i) =>
          pages === null ? [] : [{ node: 0, zone: names[i] ?? '', pages, from: 'present' }],
        )
        expect(countsOf(labScript(zones, sizes, OPTIONS).script)).toEqual(expected(zones))
      }),
      { numRuns: 300 },
    )
  })

  it('is as large as the text tells where that holds the blocks, and says where it does not', () => {
    const zones = [{ node: 0, zone: 'Normal', counts: [3, 0, 0, 0] }]
    const size = (pages: number) => [
      { node: 0, zone: 'Normal', pages, from: 'managed in zoneinfo' },
    ]
    expect(labScript(zones, size(24), OPTIONS).script).toContain(
      'zone node 0 Normal 24 pages free 3',
    )
    const { script, notes } = labScript(zones, size(4), OPTIONS)
    expect(script).toContain('zone node 0 Normal 5 pages free 3')
    expect(notes[0]).toBe(
      'Node 0, zone Normal: 5 pages (20 KiB) in place of 4 (managed in zoneinfo): laid out by the rule, its free blocks need as much.',
    )
  })

  it('leaves out what scripts do not know, and tells', () => {
    const { script, notes } = labScript(
      [
        { node: 0, zone: 'Device', counts: [1] },
        { node: 0, zone: 'DMA', counts: [1] },
        { node: 0, zone: 'DMA', counts: [2] },
        { node: 0, zone: 'Normal', counts: ['>100000', 0] },
        { node: 5000, zone: 'Normal', counts: [1] },
        { node: 1, zone: 'Normal', counts: Array.from({ length: 17 }, () => 1) },
      ],
      [],
      OPTIONS,
    )
    expect(countsOf(script)).toEqual(['0 DMA: 1 0'])
    expect(notes.slice(0, 5)).toEqual([
      'Node 0, zone Device is left out: scripts know the zones DMA, DMA32, Normal, HighMem, Movable.',
      'Node 0, zone DMA is left out: it stands there twice, and the first is taken.',
      'Node 0, zone Normal is left out: how many blocks of order 0 it has is not told (>100000).',
      'Node 5000, zone Normal is left out: nodes go up to 1023.',
      'Node 1, zone Normal is left out: it has 17 orders, and scripts have at most 16.',
    ])
  })

  it('makes a zone smaller than it is rather than leave it out, then leaves out the largest', () => {
    const counts = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 100]
    const many = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 20_000]
    const { script, notes } = labScript(
      [
        { node: 0, zone: 'DMA32', counts },
        { node: 0, zone: 'Normal', counts },
        { node: 1, zone: 'Normal', counts: many },
      ],
      [{ node: 0, zone: 'Normal', pages: 60_000_000, from: 'managed' }],
      OPTIONS,
    )
    expect(countsOf(script)).toEqual([
      `0 DMA32: ${counts.join(' ')}`,
      `0 Normal: ${counts.join(' ')}`,
    ])
    expect(
      notes.filter((note) => note.includes('at most')).map((note) => note.slice(0, 44)),
    ).toEqual([
      'Node 0, zone Normal is not taken as large as',
      'Node 1, zone Normal is left out: its free bl',
    ])
  })

  it('is empty where no zone is left', () => {
    expect(labScript([{ node: 0, zone: 'Device', counts: [1] }], [], OPTIONS).script).toBe('')
    expect(labScript([], [], OPTIONS).script).toBe('')
  })

  it('gives a zone without anything free one page, in use', () => {
    expect(
      countsOf(labScript([{ node: 0, zone: 'DMA', counts: [0, 0] }], [], OPTIONS).script),
    ).toEqual(['0 DMA: 0 0'])
  })

  it('counts past what a machine can have do not hang it', () => {
    const counts = Array.from({ length: 11 }, () => 9_000_000_000_000_000)
    expect(labScript([{ node: 0, zone: 'Normal', counts }], [], OPTIONS).script).toBe('')
  })

  it('keeps a title from the text on one line', () => {
    const { script } = labScript(tour, [], { ...OPTIONS, title: 'a "b"\nfree \\c' })
    expect(script.split('\n')[0]).toBe('title "a \\"b\\" free \\\\c"')
    expect(countsOf(script)).toEqual(expected(tour))
  })
})

it('free blocks by type fit where each type has largest blocks of its own', () => {
  const counts = fc.array(fc.nat({ max: 9 }), { minLength: 5, maxLength: 5 })
  fc.assert(
    fc.property(counts, counts, counts, fc.nat({ max: 4 }), (a, b, c, pageblockOrder) => {
      const types = [
        { type: 'Unmovable' as const, counts: a },
        { type: 'Movable' as const, counts: b },
        { type: 'Reclaimable' as const, counts: c },
      ]
      expect(fitsTyped(types, roomApart(types), pageblockOrder)).toBe(true)
    }),
    { numRuns: 2000 },
  )
})

describe('the smallest zone', () => {
  it('holds the blocks, and no smaller one does', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 5 }), (counts) => {
        const pages = smallestZone(counts)
        expect(fits(counts, pages)).toBe(true)
        for (let smaller = 1; smaller < pages; smaller++) expect(fits(counts, smaller)).toBe(false)
      }),
    )
  })

  it.each([
    [[1], 1],
    [[2], 2],
    [[1, 0], 1],
    [[2, 0], 3],
    [[1, 1], 3],
    [[0, 0, 3], 12],
    [[0, 0, 0], 1],
  ])('of %j has %i pages', (counts, pages) => {
    expect(smallestZone(counts)).toBe(pages)
  })
})
