// `Open in Lab` with migratetypes: the Linux machine starts with just the free blocks of the text.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nrFree } from '../buddy/free-area.ts'
import { marksOf } from '../buddy/linux/marks.ts'
import { KERNEL_FILES } from '../kernel-print/files.ts'
import { readKernelText } from '../kernel-text/reader.ts'
import { labScript } from '../memory/lab-script.ts'
import type { Run } from '../run/run.ts'
import { runOf } from '../run/run-of.ts'
import { Viewer } from '../run/viewer.ts'
import { MIGRATETYPES } from '../units.ts'
import { labOf } from './lab.ts'

const DEFAULT = { snapshot: null, pageSize: null }

/** `0 Normal Movable: 2 0 1`, of every type that has something free at the start. */
function typedCounts({ machine }: Run): string[] {
  return machine.zones.flatMap((zone) =>
    MIGRATETYPES.flatMap((name, type) => {
      const counts = Array.from({ length: machine.maxOrder + 1 }, (_, order) =>
        type < zone.types ? nrFree(machine.state, zone, order, type) : 0,
      )
      return counts.some((count) => count > 0)
        ? [`${zone.node} ${zone.name} ${name}: ${counts.join(' ')}`]
        : []
    }),
  )
}

const ORDERS = '      0      1      2      3      4      5      6      7      8      9     10 '
const CAPTURE = [
  'Node 0, zone      DMA      0      0      0      0      0      1      1      1      0      1      3 ',
  'Node 0, zone    DMA32  17883      0      2      2      1      2      1      2      2      3     46 ',
  'Page block order: 9',
  'Pages per block:  512',
  '',
  `Free pages count per migrate type at order ${ORDERS}`,
  'Node    0, zone      DMA, type    Unmovable      0      0      0      0      0      1      1      1      0      0      0 ',
  'Node    0, zone      DMA, type      Movable      0      0      0      0      0      0      0      0      0      1      3 ',
  'Node    0, zone    DMA32, type    Unmovable      1      0      1      0      0      1      1      1      1      2      0 ',
  'Node    0, zone    DMA32, type      Movable  17881      0      1      1      1      1      0      0      1      1     46 ',
  'Node    0, zone    DMA32, type  Reclaimable      1      0      0      1      0      0      0      1      0      0      0 ',
  '',
  'Number of blocks type     Unmovable      Movable  Reclaimable   HighAtomic          CMA      Isolate ',
  'Node 0, zone      DMA            1            7            0            0            0            0 ',
]
const ZONEINFO = [
  'Node 0, zone      DMA',
  '  pages free     3808',
  '        boost    0',
  '        min      22',
  '        low      27',
  '        high     32',
  '        managed  3840',
  'Node 0, zone    DMA32',
  '  pages free     67459',
  '        boost    0',
  '        min      654',
  '        low      817',
  '        high     980',
  '        managed  113906',
]
const FREE = [
  '0 DMA Unmovable: 0 0 0 0 0 1 1 1 0 0 0',
  '0 DMA Movable: 0 0 0 0 0 0 0 0 0 1 3',
  '0 DMA32 Unmovable: 1 0 1 0 0 1 1 1 1 2 0',
  '0 DMA32 Movable: 17881 0 1 1 1 1 0 0 1 1 46',
  '0 DMA32 Reclaimable: 1 0 0 1 0 0 0 1 0 0 0',
]
const labFrom = (...lines: string[]) => labOf(readKernelText(lines.join('\n')), DEFAULT)

describe('a text with migratetypes', () => {
  it('starts the Linux machine with its counts by type, and its marks', () => {
    const { script, notes } = labFrom(...CAPTURE, ...ZONEINFO)
    const run = runOf(script)
    expect(typedCounts(run)).toEqual(FREE)
    const { machine } = run
    expect(machine.zones.map((zone) => marksOf(machine.state, zone))).toEqual([
      { min: 22, low: 27, high: 32 },
      { min: 654, low: 817, high: 980 },
    ])
    expect(notes.slice(0, 2)).toEqual([
      'Free blocks by type are those of /proc/pagetypeinfo.',
      'Memory in use belongs to nobody by name: it neither moves nor is reclaimed. Per-CPU lists begin empty.',
    ])
    expect(script.split('\n').slice(6)).toEqual([
      'page-size 4K',
      'max-order 10',
      'pageblock-order 9',
      'policy linux',
      // ⌊677 · 3840 / 117746⌋ = 22 and ⌊677 · 113906 / 117746⌋ = 654, as printed.
      'min-free 2708K',
      'zone node 0 DMA 3840 pages free Unmovable 0 0 0 0 0 1 1 1 Movable 0 0 0 0 0 0 0 0 0 1 3',
      'zone node 0 DMA32 113906 pages at 4096 free Unmovable 1 0 1 0 0 1 1 1 1 2 Movable 17881 0 1 1 1 1 0 0 1 1 46 Reclaimable 1 0 0 1 0 0 0 1',
      '',
      'alloc network-buffer order 3',
      'alloc huge-page order 9 movable',
      '',
    ])
  })

  it('without marks has watermarks off, and says so', () => {
    const { script, notes } = labFrom(...CAPTURE)
    expect(script).toContain('policy linux\nwatermarks off\n')
    expect(notes).toContain(
      'Watermarks are off: the text does not tell the min marks of all zones.',
    )
    expect(typedCounts(runOf(script))).toEqual(FREE)
  })

  it('takes CMA for Movable, leaves isolated blocks in use, and says so', () => {
    const { script, notes } = labFrom(
      'Page block order: 3',
      'Free pages count per migrate type at order       0      1      2      3 ',
      'Node    0, zone   Normal, type    Unmovable     40     10      0      0 ',
      'Node    0, zone   Normal, type      Movable      5      4      3     20 ',
      'Node    0, zone   Normal, type          CMA      0      0      0      2 ',
      'Node    0, zone   Normal, type      Isolate      0      0      0      1 ',
    )
    expect(notes).toContain(
      'Node 0, zone Normal: blocks of CMA are Movable here: that is whom they serve.',
    )
    expect(notes).toContain(
      'Node 0, zone Normal: isolated blocks are in use here: nobody may have them.',
    )
    expect(typedCounts(runOf(script))).toEqual([
      '0 Normal Unmovable: 40 10 0 0',
      '0 Normal Movable: 5 4 3 22',
    ])
  })

  it('takes what buddyinfo leaves for a count at which the kernel stopped', () => {
    const text = CAPTURE.map((line) =>
      line.replace('DMA32  17883', 'DMA32 117883').replace(' 17881', '>100000'),
    )
    expect(typedCounts(runOf(labFrom(...text).script))[3]).toBe(
      '0 DMA32 Movable: 117881 0 1 1 1 1 0 0 1 1 46',
    )
  })

  it('tells where buddyinfo was read at another moment', () => {
    const text = CAPTURE.map((line) => line.replace('DMA32  17883', 'DMA32  17880'))
    const { script, notes } = labFrom(...text)
    expect(notes.map((note) => note.replace(/\u202f/g, ''))).toContain(
      'Node 0, zone DMA32: 67459 pages by type, 67456 in /proc/buddyinfo: they were read at different moments, or some are isolated.',
    )
    expect(typedCounts(runOf(script))).toEqual(FREE)
  })

  it('follows the rules of the kernel that a report names', () => {
    const { script, notes } = labFrom(
      ...CAPTURE,
      'init: page allocation failure: order:4, mode:0x40cc0(GFP_KERNEL|__GFP_COMP), nodemask=(null),cpuset=/,mems_allowed=0',
      'CPU: 0 PID: 101 Comm: init Not tainted 6.1.0-56-amd64 #1 Debian',
    )
    expect(script).toContain('policy linux\nkernel 6.1\n')
    expect(notes).toContain('The text is of kernel 6.1.0-56-amd64: the rules are those of 6.1.')
  })

  it('of types that scripts do not know goes without them', () => {
    const { script } = labFrom(
      'Free pages count per migrate type at order       0      1      2      3 ',
      'Node    0, zone   Normal, type    Unmovable     40     10      0      0 ',
      'Node    0, zone   Normal, type      Reserve      0      0      0      2 ',
    )
    expect(script).toContain('fit round\nplacement lifo\nzone node 0 Normal')
    expect(script).toContain('free 40 10 0 2')
  })
})

it('what a simulated machine prints comes back as it was', () => {
  const source =
    'policy linux\npageblock-order 4\nmax-order 5\nmin-free 64K\nzone DMA32 1M\nzone Normal 2M\nfor i in 1..60\nalloc m{i} 12K movable\nalloc u{i} 8K\nend\nfor i in 1..60 step 2\nfree m{i}\nend\n'
  const run = runOf(source)
  run.advance(Number.POSITIVE_INFINITY)
  const before = typedCounts(run)
  const viewer = new Viewer(run)
  const { frame } = viewer.view({ step: run.log.length, small: null })
  const text = KERNEL_FILES.map(({ print }) => print(run.script.config, frame)).join('\n')
  expect(typedCounts(runOf(labOf(readKernelText(text), DEFAULT).script))).toEqual(before)
})

it('whatever types a zone may have, the Lab starts with them or says why not', () => {
  const counts = fc.array(fc.nat({ max: 12 }), { minLength: 4, maxLength: 4 })
  const zone = fc.record({
    Unmovable: counts,
    Movable: counts,
    Reclaimable: counts,
    pages: fc.option(fc.integer({ min: 1, max: 1500 })),
  })
  fc.assert(
    fc.property(
      fc.array(zone, { minLength: 1, maxLength: 3 }),
      fc.nat({ max: 3 }),
      (all, order) => {
        const names = ['DMA', 'DMA32', 'Normal']
        const types = ['Unmovable', 'Movable', 'Reclaimable'] as const
        const zones = all.map((one, i) => ({
          node: 0,
          zone: names[i] ?? '',
          counts: one.Movable.map(
            (count, k) => count + (one.Unmovable[k] ?? 0) + (one.Reclaimable[k] ?? 0),
          ),
          types: types.map((type) => ({ type, counts: one[type] })),
        }))
        const sizes = all.flatMap(({ pages }, i) =>
          pages === null ? [] : [{ node: 0, zone: names[i] ?? '', pages, from: 'managed' }],
        )
        const { script, notes } = labScript(zones, sizes, {
          pageSize: 4096,
          pageblockOrder: order,
          title: 'T',
          requests: [],
          linux: { grouping: true, kernel: null, minFree: null, marks: [], notes: [] },
        })
        const found = typedCounts(runOf(script))
        if (notes.some((note) => note.startsWith('Migratetypes are left out'))) return
        expect(found).toEqual(
          zones.flatMap(({ zone, types }) =>
            types.flatMap(({ type, counts }) =>
              counts.some((count) => count > 0) ? [`0 ${zone} ${type}: ${counts.join(' ')}`] : [],
            ),
          ),
        )
      },
    ),
    { numRuns: 300 },
  )
})
