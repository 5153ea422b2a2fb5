// Free pages against the marks: what ordinary requests may have of them, and what kswapd does then.

import { describe, expect, it } from 'vitest'
import { diagnosisOf, findingOf, reportLines, type TestZone } from './test-report.ts'

interface InZoneinfo {
  readonly zone: string
  readonly free: number
  readonly marks: readonly [number, number, number]
  readonly protection?: string
  readonly cma?: number
}

/** /proc/zoneinfo of one node, in pages. */
function zoneinfo(...zones: readonly InZoneinfo[]): string[] {
  return zones.flatMap(({ zone, free, marks: [min, low, high], protection, cma = 0 }) => [
    `Node 0, zone ${zone.padStart(8)}`,
    `  pages free     ${free}`,
    `        min      ${min}`,
    `        low      ${low}`,
    `        high     ${high}`,
    '        managed  1000000',
    `        protection: (${protection ?? '0, 0, 0, 0, 0'})`,
    `      nr_free_cma  ${cma}`,
  ])
}
const above = (...zones: readonly InZoneinfo[]) =>
  findingOf(diagnosisOf(zoneinfo(...zones)), 'above-marks')

describe('zoneinfo alone', () => {
  const DMA: InZoneinfo = {
    zone: 'DMA',
    free: 3840,
    marks: [15, 18, 21],
    protection: '0, 2900, 15800, 15800, 15800',
  }
  const NORMAL: InZoneinfo = { zone: 'Normal', free: 80_000, marks: [13_757, 17_196, 20_635] }

  // 3840 pages are not above 15 + 15800.
  it('tells by lowmem_reserve that a low zone is kept', () => {
    expect(above(DMA, NORMAL)?.why).toBe(
      'The marks let requests have what the free lists hold, but for zone DMA: lowmem_reserve keeps all of that for those that can use no other zone. On their account kswapd has nothing to do.',
    )
  })

  // 20000 are above 15 + 15800.
  it('and that it is not', () => {
    expect(above({ ...DMA, free: 20_000 }, NORMAL)?.why).toBe(
      'The marks let requests have what the free lists hold, and kswapd has nothing to do.',
    )
  })

  it('between low and high kswapd sleeps, and once awake goes on', () => {
    const found = above({ ...NORMAL, free: 20_000 })
    expect(found?.fact).toBe('Zone Normal has 20000 pages (78.1 MiB) free, 1.1 times its low mark.')
    expect(found?.why).toContain('once awake it goes on until the high mark, which zone Normal is')
  })

  // 20000 of zone DMA32 are between its marks; Normal above high is enough for kswapd (pgdat_balanced).
  it('one zone above high is enough for those that may use it', () => {
    const between = { ...NORMAL, zone: 'DMA32', free: 20_000 }
    expect(above(between, NORMAL)?.why).toContain('kswapd has nothing to do')
  })

  it.each([
    [18_000, 'just above its low mark'],
    [34_300, '1.9 times its low mark'],
    [34_392, '2 times its low mark'],
    [520_000, '30 times its low mark'],
  ])('%i pages over 17196 are %s', (free, said) => {
    expect(above({ ...NORMAL, free })?.fact).toContain(said)
  })
})

describe('pages in CMA areas', () => {
  // 62634 − 62259 = 375, not above min: kswapd and every request that is not movable go by that.
  const CMA: InZoneinfo = {
    zone: 'Normal',
    free: 62_634,
    marks: [2048, 2560, 3072],
    cma: 62_259,
  }

  it('keep no zone above its marks', () => {
    expect(above(CMA)).toBeUndefined()
    const found = findingOf(diagnosisOf(zoneinfo(CMA)), 'watermark-blocks')
    expect(found).toMatchObject({
      tone: 'warn',
      fact: 'Without CMA zone Normal is at or below its min mark: 375 pages (1.46 MiB) of 62634 free ones count for ordinary requests.',
      why: 'CMA is for movable requests alone. The others must reclaim some first. kswapd does not count it either, and is awake and reclaims until the high mark is passed.',
    })
    expect(found?.arithmetic).toContain('62634 free − 62259 CMA = 375')
  })

  it('are told where enough is left', () => {
    expect(above({ ...CMA, cma: 50_000 })).toMatchObject({
      fact: 'Zone Normal has 12634 pages (49.4 MiB) free for ordinary requests, 4.9 times its low mark.',
      arithmetic: ['zone Normal: counted 12634 pages > low 2560, of 62634 free'],
    })
  })
})

describe('the HighAtomic reserve', () => {
  // 11000 pages free, 2000 set aside; min 10000, low 12500. Up to 6.11 all that were set aside are left out.
  const zone: TestZone = {
    name: 'Node 0 Normal',
    free: 44_000,
    min: 40_000,
    more: 'reserved_highatomic:8000KB free_cma:0kB',
    blocks: [11_000, 0, 0],
  }
  const HEAD =
    'fio: page allocation failure: order:1, mode:0xcc0(GFP_KERNEL), nodemask=(null),cpuset=/,mems_allowed=0'
  const factOf = (release: string) =>
    findingOf(diagnosisOf(reportLines(HEAD, release, [zone])), 'watermark-blocks')?.fact

  it('does not count either', () => {
    expect(factOf('6.1.0')).toContain(
      'Without the HighAtomic reserve zone Normal is at or below its min',
    )
  })

  it('of 6.12 counts as far as it is free, which 6.12 does not print', () => {
    expect(factOf('6.12.0')).toBe(
      'Zone Normal is at or below its low mark: 11000 pages (43 MiB) free.',
    )
  })
})

describe('a zone that the page allocator has nothing of', () => {
  const NORMAL: TestZone = {
    name: 'Node 0 Normal',
    free: 800_000,
    min: 20_000,
    blocks: [0, 0, 0, 0, 0, 0, 0, 0, 0, 390, 0],
  }
  const DEVICE: TestZone = {
    name: 'Node 0 Device',
    free: 0,
    min: 0,
    managed: 0,
    blocks: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  }
  const diagnosis = diagnosisOf(reportLines('', '6.8.0', [NORMAL, DEVICE]))

  it('is not used up', () => {
    const [, device] = diagnosis.zones
    expect([device?.tone, device?.blocker]).toEqual([
      'info',
      "Zone Device has no memory of the page allocator's.",
    ])
    expect(findingOf(diagnosis, 'exhausted-zone')).toBeUndefined()
  })

  it('is none that cannot give', () => {
    expect(diagnosis.sentence).toMatch(/^Zone Normal can give 32 KiB/)
  })
})
