// Every text that is printed of a machine is read back by the project's own reader, with the same
// counts, and has the lines of a real kernel's.

import { describe, expect, test } from 'vitest'
import type { MachineConfig } from '../buddy/config.ts'
import { counterOf, type Frame, zoneCounts } from '../buddy/frame.ts'
import { readKernelText } from '../kernel-text/reader.ts'
import { viewerOf } from '../run/run-of.ts'
import type { StepView } from '../run/summary.ts'
import { MIGRATETYPES } from '../units.ts'
import { countsByType } from './counts.ts'
import { formatExtfragEvents } from './extfrag-event.ts'
import { KERNEL_FILES } from './files.ts'
import { gfpText } from './gfp.ts'
import { kernelZones } from './zones.ts'

interface Moment {
  readonly config: MachineConfig
  readonly frame: Frame
  readonly view: StepView
}

function momentsOf(source: string): Moment[] {
  const viewer = viewerOf(source)
  const { config, steps } = viewer.summary()
  return Array.from({ length: steps + 1 }, (_, step) => {
    const view = viewer.view({ step, small: null })
    return { config, frame: view.frame, view }
  })
}

/** All that a machine may do, on a small one. */
const ACTIONS = `
alloc a 8K
for i in 1..40
alloc m{i} 4K movable
end
for i in 1..40 step 3
free m{i}
end
alloc c1 64K cache
alloc c2 20K cache
alloc s 12K reclaimable
alloc n 16K atomic
free c2
for i in 1..30
alloc u{i} 32K
end
alloc f 128K movable atomic
alloc g 64K zone DMA32
alloc h 128K
compact
drain
reclaim 64K
`
const ZONES = 'zone node 0 DMA32 512K\nzone node 0 Normal 1M\nzone node 1 Normal 700K\n'
const MACHINES: readonly (readonly [string, string])[] = [
  ['6.18', `policy linux\npageblock-order 4\nmax-order 5\nmin-free 64K\n${ZONES}`],
  ['6.12', `policy linux\nkernel 6.12\npageblock-order 4\nmax-order 5\nmin-free 64K\n${ZONES}`],
  ['6.1', `policy linux\nkernel 6.1\npageblock-order 4\nmax-order 5\nmin-free 64K\n${ZONES}`],
  ['5.10', `policy linux\nkernel 5.10\npageblock-order 4\nmax-order 5\nmin-free 64K\n${ZONES}`],
  ['textbook', `max-order 5\n${ZONES}`],
  [
    'a zone Movable, pages of 16K',
    `policy linux\npage-size 16K\npageblock-order 2\nmax-order 4\nmin-free 256K\nzone Normal 1M\nzone Movable 1M at 128\n`,
  ],
  [
    'HighMem, no marks',
    `policy linux\nwatermarks off\npcp off\nmax-order 10\nzone DMA 256K\nzone Normal 512K\nzone HighMem 256K\n`,
  ],
]
const actionsFor = (settings: string) =>
  settings.includes('DMA32') ? ACTIONS : ACTIONS.replace(/.*DMA32.*\n/, '')

describe.each(MACHINES)('%s', (_, settings) => {
  const moments = momentsOf(settings + actionsFor(settings))
  const some = moments.filter((_, step) => step % 7 === 0 || step > 60)

  test.each(KERNEL_FILES)('$name is read back', ({ name, path, print }) => {
    for (const { config, frame } of some) {
      const reading = readKernelText(`$ cat ${path}\n${print(config, frame)}`)
      expect(reading.found).toEqual([name])
      expect([reading.unread, reading.foreign]).toEqual([[], []])
      const zones = kernelZones(config)
      const label = zones.map(({ zone }) => `${zone.node} ${zone.zone}`)
      const counts = zones.map(({ index }) => zoneCounts(frame, index, config.maxOrder))
      switch (name) {
        case 'buddyinfo':
          expect(reading.snapshots.at(0)?.zones.map((zone) => zone.counts)).toEqual(counts)
          break
        case 'pagetypeinfo':
          expectTypes(reading.pagetypeinfo, config, frame)
          break
        case 'zoneinfo':
          expectZoneinfo(reading.zoneinfo[0]?.zones ?? [], config, frame)
          break
        default: {
          const [table] = name === 'extfrag_index' ? reading.extfragIndex : reading.unusableIndex
          expect(table?.zones.map(({ node, zone }) => `${node} ${zone}`)).toEqual(label)
          expect(table?.zones.every(({ values }) => values.length === config.maxOrder + 1)).toBe(
            true,
          )
        }
      }
    }
  })

  test('the log of each failure is read back', () => {
    const failed = moments.filter(({ view }) => view.action?.failure)
    if (settings.includes('linux')) expect(failed.length).toBeGreaterThan(0)
    for (const { config, view } of failed) {
      const { log } = view.explanation
      if (log === null || config.policy !== 'linux') continue
      const { found, unread, reports } = readKernelText(`${log}\n`)
      expect([found, unread]).toEqual([['allocation-failure'], []])
      const [report] = reports
      expect(report).toMatchObject({ task: view.action?.name, order: view.action?.failure?.order })
      expect(report?.flags.join('|')).toBe(/\((GFP[^)]*)\)/.exec(log)?.[1])
      for (const { counts, totalKB } of report?.zones ?? [])
        expect(counts.reduce((sum, count, order) => sum + count * 2 ** order, 0)).toBe(
          (totalKB ?? -1) / (config.pageSize / 1024),
        )
      expect(report?.watermarks.length).toBe(report?.zones.length)
    }
  })

  test('each fallback is read back', () => {
    for (const { config, view } of moments) {
      const events = view.events.map(({ event }) => event)
      const fallbacks = events.filter((event) => event.kind === 'fallback')
      const text = formatExtfragEvents(config, view.action?.name ?? '', events)
      const { found, unread, extfragEvents } = readKernelText(text)
      expect(unread).toEqual([])
      expect(found).toEqual(fallbacks.length > 0 ? ['extfrag-events'] : [])
      expect([...extfragEvents.events]).toEqual(
        fallbacks.map((event) => ({
          time: null,
          pfn: event.pfn,
          allocOrder: event.order,
          fallbackOrder: event.found,
          pageblockOrder: event.pageblockOrder,
          allocMigratetype: MIGRATETYPES.indexOf(event.type),
          fallbackMigratetype: MIGRATETYPES.indexOf(event.from),
          fragmenting: event.fragmenting,
          changeOwnership: event.changeOwnership,
        })),
      )
    }
  })
})

function expectTypes(
  nodes: ReturnType<typeof readKernelText>['pagetypeinfo'],
  config: MachineConfig,
  frame: Frame,
): void {
  expect(nodes.map(({ pageBlockOrder }) => pageBlockOrder)).toEqual(
    nodes.map(() => config.pageblockOrder),
  )
  for (const { index, zone } of kernelZones(config)) {
    const isHere = (one: { node: number; zone: string }) =>
      one.node === zone.node && one.zone === zone.zone
    const rows = nodes.flatMap(({ free }) => free).filter(isHere)
    expect(rows.map(({ type }) => type)).toEqual(MIGRATETYPES)
    const counts = countsByType(config, frame, index)
    rows.forEach((row, type) => {
      expect(row.counts).toEqual(counts[type] ?? row.counts.map(() => 0))
    })
    const blocks = nodes.flatMap((node) => node.blocks).find(isHere)?.counts ?? {}
    const size = 2 ** config.pageblockOrder
    const first = Math.floor(zone.startPfn / size)
    expect(Object.values(blocks).reduce((sum, count) => sum + count, 0)).toBe(
      Math.ceil((zone.startPfn + zone.pages) / size) - first,
    )
  }
}

function expectZoneinfo(
  zones: ReturnType<typeof readKernelText>['zoneinfo'][number]['zones'],
  config: MachineConfig,
  frame: Frame,
): void {
  const linux = frame.linux
  expect(zones).toMatchObject(
    kernelZones(config).map(({ index, zone }) => ({
      node: zone.node,
      zone: zone.zone,
      free: zoneCounts(frame, index, config.maxOrder).reduce((sum, n, k) => sum + n * 2 ** k, 0),
      min: linux ? counterOf(linux, index, 'min') : 0,
      low: linux ? counterOf(linux, index, 'low') : 0,
      high: linux ? counterOf(linux, index, 'high') : 0,
      managed: zone.pages,
    })),
  )
  for (const { protection } of zones) expect(protection).toHaveLength(5)
}

describe('as a kernel prints it', () => {
  const [moment] = momentsOf('policy linux\nzone DMA 15M\nzone DMA32 500M\n') as [Moment]
  const printed = (name: string) =>
    (KERNEL_FILES.find((file) => file.name === name)?.print(moment.config, moment.frame) ?? '')
      .split('\n')
      .slice(0, -1)

  test('pagetypeinfo has the headings and columns of 7.2, less CMA and Isolate', () => {
    const lines = printed('pagetypeinfo')
    expect(lines.slice(0, 5)).toEqual([
      'Page block order: 9',
      'Pages per block:  512',
      '',
      'Free pages count per migrate type at order       0      1      2      3      4      5      6      7      8      9     10 ',
      'Node    0, zone      DMA, type    Unmovable      0      0      0      0      0      0      0      0      0      0      0 ',
    ])
    expect(lines.slice(12)).toEqual([
      '',
      'Number of blocks type     Unmovable      Movable  Reclaimable   HighAtomic ',
      'Node 0, zone      DMA            0            8            0            0 ',
      'Node 0, zone    DMA32            0          251            0            0 ',
    ])
  })

  test('zoneinfo has no line that 7.2 has not', () => {
    const real = [
      'Node 0, zone      DMA',
      'Node 0, zone    DMA32',
      '  pages free     3808',
      '        boost    0',
      '        min      22',
      '        low      27',
      '        high     32',
      '        promo    37',
      '        spanned  4095',
      '        present  3998',
      '        managed  3840',
      '        cma      0',
      '        protection: (0, 444, 444, 444, 444)',
      '      nr_free_pages 3808',
      '      nr_free_pages_blocks 3584',
      '      nr_free_cma  0',
      '  pagesets',
      '    cpu: 0',
      '              count:    0',
      '              high:     0',
      '              batch:    1',
      '              high_min: 27',
      '              high_max: 480',
      '  start_pfn:           1',
    ].map((line) => line.replace(/\d+$/, 'N').replace(/\(.*\)/, '(N)'))
    for (const line of printed('zoneinfo'))
      expect(real).toContain(line.replace(/\d+$/, 'N').replace(/\(.*\)/, '(N)'))
  })

  test('the indices have the columns of 7.2', () => {
    const real =
      'Node 0, zone      DMA -1.000 -1.000 -1.000 -1.000 -1.000 -1.000 -1.000 -1.000 -1.000 -1.000  0.571 '
    expect(printed('extfrag_index')[0]).toBe(real.replace(' 0.571', '-1.000'))
    expect(printed('unusable_index')[1]).toMatch(/^Node 0, zone {4}DMA32( [01]\.\d{3}){11} $/)
  })

  test('one free block: the sign stands where C leaves it, as 6.1 printed', () => {
    const few = momentsOf('max-order 10\nzone DMA32 4M free 0 0 0 0 0 0 1\n')[0] as Moment
    const print = (name: string) =>
      KERNEL_FILES.find((file) => file.name === name)?.print(few.config, few.frame)
    expect(print('extfrag_index')).toBe(
      'Node 0, zone    DMA32 -1.000 -1.000 -1.000 -1.000 -1.000 -1.000 -1.000  0.-500  0.-250  0.-125  0.-62 \n',
    )
    expect(print('unusable_index')).toBe(
      'Node 0, zone    DMA32 0.000 0.000 0.000 0.000 0.000 0.000 0.000 1.000 1.000 1.000 1.000 \n',
    )
  })

  test('a list of 100,000 blocks or more is counted no further', () => {
    const many = momentsOf(
      'policy linux\nwatermarks off\nmax-order 1\npageblock-order 1\nzone Normal 1G free Movable 100000\n',
    )
    const { config, frame } = many[0] as Moment
    const text = KERNEL_FILES[1]?.print(config, frame) ?? ''
    expect(text).toContain('type      Movable >100000      0 \n')
  })
})

test('the flags of a request are told as mmflags.h has them', () => {
  const of = (mobility: Parameters<typeof gfpText>[1]['mobility'], highest = 4, isAtomic = false) =>
    gfpText('6.18', { mobility, highest, isAtomic })
  expect(of('unmovable', 2)).toBe('0xcc0(GFP_KERNEL)')
  expect(of('unmovable', 0)).toBe('0xcc1(GFP_KERNEL|GFP_DMA)')
  expect(of('unmovable', 1)).toBe('0xcc4(GFP_KERNEL|GFP_DMA32)')
  expect(of('unmovable', 3)).toBe('0xcc2(GFP_KERNEL|__GFP_HIGHMEM)')
  expect(of('movable')).toBe('0x100cca(GFP_HIGHUSER_MOVABLE)')
  expect(of('movable', 2)).toBe('0x100cc8(GFP_USER|__GFP_MOVABLE)')
  expect(of('cache')).toBe('0x101cca(GFP_HIGHUSER_MOVABLE|__GFP_WRITE)')
  expect(of('reclaimable', 2)).toBe('0xcd0(GFP_KERNEL|__GFP_RECLAIMABLE)')
  expect(of('unmovable', 2, true)).toBe('0x820(GFP_ATOMIC)')
  expect(gfpText('6.1', { mobility: 'unmovable', highest: 2, isAtomic: true })).toBe(
    '0xa20(GFP_ATOMIC)',
  )
})
