// A row of free blocks that is cut off proves nothing for the orders that it does not show.

import { describe, expect, it } from 'vitest'
import { diagnosisOf, findingOf, plain, reportLines, type TestZone } from './test-report.ts'

const HEAD =
  'zfs: page allocation failure: order:3, mode:0x40cc0(GFP_KERNEL|__GFP_COMP), nodemask=(null),cpuset=/,mems_allowed=0'
const WHOLE = [400, 80, 10, 0, 0, 0, 0, 0, 0, 0, 0]
/** Orders 0 to 10, none above order 2: 2400 kB, which lowmem_reserve keeps for others. */
const DMA32: TestZone = {
  name: 'Node 0 DMA32',
  free: 2400,
  min: 1944,
  reserve: '0 0 62395 62395 62395',
  blocks: WHOLE,
}
const failing = (...zones: readonly TestZone[]) => diagnosisOf(reportLines(HEAD, '5.15.0', zones))

describe("a zone's row that ends before the order, in a report", () => {
  // 90000 · 4 kB + 28000 · 8 kB = 584000 kB of the 771520 kB that `free:` has: 187520 kB stand in blocks of order 2
  // and above, and 32 kB of them would do.
  const normal: TestZone = {
    name: 'Node 0 Normal',
    free: 771_520,
    min: 65_536,
    blocks: [90_000, 28_000],
    isCut: true,
  }
  const diagnosis = failing(DMA32, normal)
  const [, zone] = diagnosis.zones

  it('leaves it open whether a block was there', () => {
    expect(diagnosis.sentence).toBe(
      "zfs's request for 32 KiB in one piece (order 3) failed; 753 MiB is free in zone Normal, whose row of free blocks is cut off after order 1, so whether it had a block of order 3 to give is not told.",
    )
    expect(diagnosis.detail).not.toContain('the largest order is')
    expect(findingOf(diagnosis, 'failure-cause')?.arithmetic).toContain(
      '  blocks of order 3 or above: not told, its row is cut off after order 1',
    )
  })

  it('is a column without an answer, not a whole zone', () => {
    expect([zone?.word, zone?.tone, zone?.keyOrders]).toEqual(['cut off', 'info', []])
    expect(zone?.fact).toMatch(/^At least 570 MiB is free/)
  })

  it('advises nothing that a lack of blocks would', () => {
    expect(diagnosis.next.map(({ id }) => id)).not.toContain('compact-memory')
    expect(diagnosis.next.map(({ id }) => id)).not.toContain('vmalloc-instead')
  })

  it('that shows a block which would do has given its answer', () => {
    const served = failing(DMA32, { ...normal, blocks: [90_000, 28_000, 10, 4] })
    expect(served.sentence).toContain('zone Normal could have served it')
  })

  it('whose blocks make what is free leaves no room for larger ones', () => {
    const whole = failing({ ...normal, free: 584_000 })
    expect(whole.sentence).toContain('for want of a block large enough')
  })

  it('that is missing altogether is as open', () => {
    const { blocks: _, ...missing } = normal
    expect(failing(DMA32, missing).sentence).toContain(
      'whose row of free blocks is not in the text',
    )
  })
})

it('rows that have their total are whole, however few orders they have', () => {
  const diagnosis = diagnosisOf([
    'drv: page allocation failure: order:5, mode:0xcc0(GFP_KERNEL), nodemask=(null),cpuset=/,mems_allowed=0',
    'Mem-Info:',
    'Node 0 Normal: 0*4kB 0*8kB 9*16kB (U) 40*32kB (M) = 1424kB',
  ])
  expect(diagnosis.detail).toContain('No block is ever so large there: the largest order is 3.')
})

describe("a zone's row that ends early, in /proc/buddyinfo", () => {
  const DMA =
    'Node 0, zone      DMA      0      0      0      0      0      0      0      0      1      1      2 '
  // The text goes on behind the row: what ends with it may end in a number.
  const NORMAL = (row: string) => `Node 0, zone   Normal ${row}\n$ uptime`

  it('is in no "every zone"', () => {
    const diagnosis = diagnosisOf([DMA, NORMAL('301221  90211   1002')])
    expect(diagnosis.sentence).toBe('Zone DMA can give 32 KiB, and a 2 MiB huge page too.')
    expect(diagnosis.detail).toContain(
      'Whether zone Normal could give 32 KiB or a 2 MiB huge page is not told: the text has too few counts.',
    )
    expect(diagnosis.zones[1]).toMatchObject({ word: 'cut off', keyOrders: [] })
  })

  it('tells of the orders that it shows', () => {
    const diagnosis = diagnosisOf([DMA, NORMAL('301221  90211   1002     33      2')])
    expect(diagnosis.sentence).toBe(
      'Every zone can give 32 KiB. Zone DMA can give a 2 MiB huge page.',
    )
    expect(diagnosis.zones[1]?.keyOrders.map(({ order }) => order)).toEqual([3])
  })

  it('with nothing of an order has not told of the orders above', () => {
    const diagnosis = diagnosisOf([DMA, NORMAL('301221  90211   1002      0')])
    expect(diagnosis.sentence).toBe('Zone DMA can give 32 KiB, and a 2 MiB huge page too.')
    expect(diagnosis.zones[1]?.keyOrders).toEqual([])
    expect(diagnosis.findings.map(({ id }) => id)).not.toContain('fragmented-zone')
  })

  it('that cannot be read at all leaves no "every zone" either', () => {
    const { sentence, detail } = diagnosisOf([
      DMA,
      DMA.replace('     DMA', '   DMA32'),
      NORMAL('99999999999999999999 1'),
    ])
    expect(sentence).toBe('Zones DMA and DMA32 can give 32 KiB, and a 2 MiB huge page too.')
    expect(detail).toContain('1 row could not be read: there may be more zones than these.')
  })

  it('has no score for proactive compaction: what it lacks would count', () => {
    const zoneinfo = ['DMA', 'Normal'].flatMap((zone) => [
      `Node 0, zone ${zone}`,
      '  pages free 100000',
      '        min 5',
      '        present 200000',
    ])
    const scoreOf = (row: string) =>
      findingOf(diagnosisOf([DMA, NORMAL(row), ...zoneinfo]), 'proactive-score')
    expect(scoreOf('301221  90211   1002')).toBeUndefined()
    expect(plain(scoreOf('301221 90211 1002 33 2 0 0 0 0 0 0')?.fact)).toContain('Node 0 scores')
  })
})
