// What is told of lines that nearly are something, and what reports and tables have beside their counts.

import { describe, expect, it } from 'vitest'
import { buddyinfoRow } from '../kernel-print/buddyinfo.ts'
import { readKernelText } from './reader.ts'
import type { Reading } from './reading.ts'

const row = (node: number, zone: string) => `${buddyinfoRow(node, zone, [1, 0, 0, 1, 2])}\n`
const zonesOf = ({ snapshots }: Reading) => [...snapshots].flatMap(({ zones }) => zones)

describe('names of zones', () => {
  it.each([
    ['no letter', '7'],
    ['no name at all', ''],
    ['signs', 'Nor$mal'],
    ['letters of other scripts', 'Нормал'],
    ['more characters than a name has', 'N'.repeat(32)],
    ['hyphens without end', 'a-'.repeat(2500)],
  ])('%s: the row is left out, and told', (_, name) => {
    const reading = readKernelText(row(0, 'DMA') + row(0, name) + row(0, 'Normal'))
    expect(zonesOf(reading).map(({ zone }) => zone)).toEqual(['DMA', 'Normal'])
    expect(reading.unread).toEqual([
      { line: 2, why: 'a row of a zone with no name that a kernel gives' },
    ])
  })

  it('as long as may be', () => {
    const name = 'N'.repeat(31)
    expect(zonesOf(readKernelText(row(0, name)))[0]?.zone).toBe(name)
  })

  it('prose about a zone is not told', () => {
    const { unread } = readKernelText(`${row(0, 'DMA')}\nSee "Node 0, zone #2" on page 3 of 12.\n`)
    expect(unread).toEqual([])
  })

  it('of metrics too', () => {
    const sample = (zone: string) => `node_buddyinfo_blocks{node="0",size="0",zone="${zone}"} 3\n`
    const { prometheus, unread } = readKernelText(sample('DMA') + sample('N'.repeat(32)))
    expect(unread.map(({ line }) => line)).toEqual([2])
    expect(prometheus.flatMap(({ zones }) => zones).map(({ zone }) => zone)).toEqual(['DMA'])
  })
})

describe('what stands beside the counts', () => {
  const REPORT = `[1.0] java invoked oom-killer: gfp_mask=0x100cca(GFP_HIGHUSER_MOVABLE), order=0, oom_score_adj=0
[1.1] Mem-Info:
[1.2] Node 0 DMA: 1*4kB (U) 2*8kB (UM) = 20kB
[1.3] Node 0 hugepages_total=4 hugepages_free=1 hugepages_surp=2 hugepages_size=2048kB
[1.4] Node 0 hugepages_total=0 hugepages_free=0 hugepages_surp=0 hugepages_size=1048576kB
[1.5] oom-kill:constraint=CONSTRAINT_MEMORY_POLICY,nodemask=0,cpuset=/,mems_allowed=0,global_oom,task_memcg=/,task=java,pid=7,uid=0
`

  it("a report's pools of huge pages, once each, and why the OOM killer ran", () => {
    const [report] = readKernelText(REPORT.replace(/(.*=2048kB\n)/, '$1$1')).reports
    expect(report?.hugepages).toEqual([
      { node: 0, sizeKB: 2048, total: 4, free: 1, surplus: 2 },
      { node: 0, sizeKB: 1048576, total: 0, free: 0, surplus: 0 },
    ])
    expect([report?.constraint, report?.lastLine]).toEqual(['CONSTRAINT_MEMORY_POLICY', 7])
  })

  it('nothing of it where the report does not show it', () => {
    const [report] = readKernelText(REPORT.split('\n').slice(0, 3).join('\n')).reports
    expect([report?.hugepages, report?.constraint]).toEqual([[], null])
  })

  it("zoneinfo's free CMA pages, beside all of them", () => {
    const text = 'Node 0, zone  DMA\n  pages free  900\n        cma      4096\n'
    const zoneOf = (more: string) => readKernelText(text + more).zoneinfo[0]?.zones[0]
    expect(zoneOf('      nr_free_pages 900\n      nr_free_cma  407\n')).toMatchObject({
      cma: 4096,
      freeCma: 407,
    })
    expect(zoneOf('')?.freeCma).toBe(null)
  })
})

describe('events broken inside their name', () => {
  const EVENT =
    '   wlpipes-84  [000] d..3.  15.028238: mm_page_alloc_extfrag: page=1 pfn=0x4400 alloc_order=0 fallback_order=1 pageblock_order=9 alloc_migratetype=1 fallback_migratetype=0 fragmenting=1 change_ownership=0\n'

  it.each(['mm_p', 'mm_page_all', 'mm_page_alloc_ext', 'mm_page_alloc_extfrag'])(
    'after %s: it is told',
    (part) => {
      const { extfragEvents, unread } = readKernelText(EVENT + EVENT.replace(part, `${part}\n`))
      expect(extfragEvents.total).toBe(1)
      expect(unread).toEqual([{ line: 2, why: `an event whose name is broken off: "${part}"` }])
    },
  )

  it('far down in a log too', () => {
    const text = `${'nothing of interest\n'.repeat(6000)}${' '.repeat(80)}${EVENT.replace('extfrag', 'ext\nfrag')}`
    expect(readKernelText(text).unread).toHaveLength(1)
  })

  it('names of other events are not told', () => {
    const text = EVENT + EVENT.replace('mm_page_alloc_extfrag', 'mm_vmscan_kswapd_sl\neep')
    expect(readKernelText(text).unread).toEqual([])
  })
})
