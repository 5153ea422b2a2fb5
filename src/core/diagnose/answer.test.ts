// What the columns answer beside what the verdict says.

import { describe, expect, it } from 'vitest'
import { readKernelText } from '../kernel-text/reader.ts'
import { diagnose } from './diagnose.ts'
import type { Diagnosis } from './diagnosis.ts'
import { ticketText } from './ticket.ts'

function diagnosisOf(...lines: string[]): Diagnosis {
  return diagnose(readKernelText(lines.join('\n')), { snapshot: null, pageSize: null })
}

function plain(text: string): string {
  return text.replace(/\u202f/g, '')
}

/** Of a zone's column: order, `38×` or `no`, and why not. */
function column({ zones }: Diagnosis, zone: string): (readonly [number, string, string])[] {
  const { keyOrders = [] } = zones.find((one) => one.zone === zone) ?? {}
  return keyOrders.map(({ order, times, canServe, refusal }) => [
    order,
    canServe ? `${times}×` : 'no',
    refusal,
  ])
}

const KEPT = 'kept for requests that can use no other zone'
/** Two zones, as Mem-Info of these kernels prints them. */
const MEM_INFO = [
  'Mem-Info:',
  'DMA32 free:84732kB min:7680kB low:9600kB high:11520kB present:1990000kB',
  'lowmem_reserve[]: 0 0 18810 18810',
  'Normal free:82880kB min:74192kB low:92740kB high:111288kB present:19000000kB',
  'lowmem_reserve[]: 0 0 0 0',
  'DMA32: 3714*4kB 5129*8kB 1732*16kB 28*32kB 5*64kB 0*128kB 0*256kB 0*512kB 0*1024kB 0*2048kB 0*4096kB = 84816kB',
  'Normal: 19173*4kB 239*8kB 23*16kB 17*32kB 5*64kB 0*128kB 1*256kB 1*512kB 0*1024kB 1*2048kB 0*4096kB = 82652kB',
]

describe('a kernel that wants a share left in each size (up to 4.3)', () => {
  const diagnosis = diagnosisOf(
    'xenwatch: page allocation failure. order:4, mode:0xc0d0',
    'Pid: 39, comm: xenwatch Not tainted 2.6.32.36 #1',
    ...MEM_INFO,
  )

  it('does not get in the columns what the verdict says it was refused', () => {
    expect(diagnosis.sentence).toContain('failed though zone DMA32 has such blocks')
    const scaled = 'too much stands in smaller ones for this kernel'
    expect(column(diagnosis, 'DMA32')).toEqual([
      [3, '5×', ''],
      [4, 'no', scaled],
      [9, 'no', ''],
    ])
    expect(column(diagnosis, 'Normal')).toEqual([
      [3, 'no', scaled],
      [4, 'no', scaled],
      [9, 'no', scaled],
    ])
  })

  it('order 3 is given until the pages left without the smaller blocks are no more than the mark', () => {
    // 21183 − 7 − 3714 − 2·5129 − 4·1732 = 276, over 1920 / 8 = 240 by 36, eight at a time.
    expect(diagnosis.zones[0]?.orders[3]).toMatchObject({ times: 38, timesAllowed: 5 })
  })

  it('says so in a ticket', () => {
    expect(plain(ticketText(diagnosis))).toContain(
      'order 4: what was asked for (64 KiB): 5× by its blocks, too much stands in smaller ones for this kernel',
    )
  })
})

it('a later kernel looks in the lists, and the columns with it', () => {
  const diagnosis = diagnosisOf(
    'xenwatch: page allocation failure: order:4, mode:0x40cc0(GFP_KERNEL|__GFP_COMP), nodemask=(null)',
    'CPU: 0 PID: 39 Comm: xenwatch Not tainted 6.1.0 #1',
    ...MEM_INFO.map((line) => line.replace(/^(DMA|Normal)/, 'Node 0 $1')),
  )
  expect(column(diagnosis, 'DMA32').slice(0, 2)).toEqual([
    [3, '38×', ''],
    [4, '5×', ''],
  ])
  expect(column(diagnosis, 'Normal').at(-1)).toEqual([9, '1×', ''])
})

describe('marks that refuse what the lists have', () => {
  const zone = (free: number, marks: string, reserve: string) =>
    diagnosisOf(
      'Mem-Info:',
      `Node 0 DMA32 free:${free}kB ${marks} present:2000000kB managed:1900000kB`,
      `lowmem_reserve[]: ${reserve}`,
      'Node 0 Normal free:400000kB min:4000kB low:5000kB high:6000kB present:9000000kB managed:9000000kB',
      'lowmem_reserve[]: 0 0 0 0 0',
      'Node 0 DMA32: 100*4kB 0*8kB 0*16kB 0*32kB 0*64kB 0*128kB 0*256kB 0*512kB 0*1024kB 1*2048kB 10*4096kB = 43408kB',
      'Node 0 Normal: 0*4kB 0*8kB 0*16kB 0*32kB 0*64kB 0*128kB 0*256kB 0*512kB 0*1024kB 0*2048kB 100*4096kB = 409600kB',
    )
  const wordOf = ({ zones: [dma32] }: Diagnosis) => [dma32?.word, dma32?.tone]

  it('a zone at its min mark gives nothing, by what Mem-Info prints as free', () => {
    const diagnosis = zone(42_000, 'min:42000kB low:50000kB high:60000kB', '0 0 0 0 0')
    expect(wordOf(diagnosis)).toEqual(['short', 'bad'])
    expect(column(diagnosis, 'DMA32')).toEqual([
      [3, 'no', 'the marks forbid it'],
      [9, 'no', 'the marks forbid it'],
    ])
    expect(plain(diagnosis.zones[0]?.blocker ?? '')).toBe(
      'Too little is free: 10500 pages, not more than the min mark of 10500.',
    )
  })

  it('a zone below its low mark is short, and gives what is above min', () => {
    const diagnosis = zone(43_408, 'min:40000kB low:50000kB high:60000kB', '0 0 0 0 0')
    expect(wordOf(diagnosis)).toEqual(['short', 'warn'])
    expect(column(diagnosis, 'DMA32')).toEqual([
      [3, '106×', ''],
      [9, '1×', ''],
    ])
    expect(diagnosis.zones[0]?.blocker).toContain('so kswapd reclaims')
  })

  it('a zone that is kept for others is not whole, and the verdict leaves it out', () => {
    const diagnosis = zone(43_408, 'min:400kB low:500kB high:600kB', '0 0 20000 20000 20000')
    expect(wordOf(diagnosis)).toEqual(['kept', 'info'])
    expect(column(diagnosis, 'DMA32')).toEqual([
      [3, 'no', KEPT],
      [9, 'no', KEPT],
    ])
    expect(diagnosis.sentence).toBe('Only zone Normal can give 32 KiB, and a 2 MiB huge page too.')
    expect(diagnosis.detail).toContain(`What zone DMA32 has is ${KEPT}.`)
  })

  it('a zone above them all is whole', () => {
    expect(wordOf(zone(43_408, 'min:400kB low:500kB high:600kB', '0 0 0 0 0'))).toEqual([
      'whole',
      'good',
    ])
  })
})

it('the columns of an OOM kill want the high mark where the verdict does', () => {
  const diagnosis = diagnosisOf(
    'a.out invoked oom-killer: gfp_mask=0x14200ca(GFP_HIGHUSER_MOVABLE), nodemask=(null), order=0, oom_score_adj=0',
    'CPU: 0 PID: 39 Comm: a.out Not tainted 4.19.0 #1',
    'Mem-Info:',
    'Node 0 Normal free:18000kB min:17684kB low:22104kB high:26524kB present:3000000kB managed:3000000kB',
    'lowmem_reserve[]: 0 0 0 0',
    'Node 0 Normal: 500*4kB 0*8kB 0*16kB 500*32kB 0*64kB 0*128kB 0*256kB 0*512kB 0*1024kB 0*2048kB 0*4096kB = 18000kB',
  )
  expect(diagnosis.sentence).toContain('the last try before a kill needs more than')
  expect(column(diagnosis, 'Normal')[0]).toEqual([
    3,
    'no',
    'the high mark forbids it, which the last try before a kill must pass',
  ])
})

it('blocks that a request may not have are no answer to it', () => {
  const diagnosis = diagnosisOf(
    'swapper/0: page allocation failure: order:4, mode:0xcc0(GFP_KERNEL), nodemask=(null)',
    'CPU: 0 PID: 0 Comm: swapper/0 Not tainted 6.1.0 #1',
    'Mem-Info:',
    'Node 0 DMA32: 10*4kB (U) 0*8kB 0*16kB 0*32kB 9*64kB (C) 0*128kB 0*256kB 0*512kB 0*1024kB 2*2048kB (C) 0*4096kB = 4712kB',
  )
  const cma = 'CMA, for movable requests alone'
  expect(column(diagnosis, 'DMA32')).toEqual([
    [3, 'no', cma],
    [4, 'no', cma],
    [9, '2×', ''],
  ])
})

describe('many zones with hardly anything in large blocks', () => {
  /** A zone of 100,000 pages at order 0 and so many blocks of order 9. */
  const row = (node: number, huge: number) =>
    `Node ${node}, zone   Normal 100000      0      0      0      0      0      0      0      0 ${String(huge).padStart(6)}      0 `
  const whole =
    'Node 0, zone      DMA      0      0      0      1      0      0      0      0      0      0      3 '

  it('the verdict says that first', () => {
    const rows = Array.from({ length: 6 }, (_, node) => row(node, node + 1))
    expect(diagnosisOf(whole, ...rows).sentence).toBe(
      'In 6 of 7 zones 97 to 99.4 % of the free memory stands in blocks too small for a 2 MiB huge page. Every zone can give 32 KiB, and still a huge page.',
    )
  })

  it('few are named, and which of them can still give one is said', () => {
    const { sentence } = diagnosisOf(whole, row(0, 1), row(1, 0))
    expect(sentence).toBe(
      "In node 0's Normal and node 1's Normal 99.4 to 100 % of the free memory stands in blocks too small for a 2 MiB huge page. All but node 1, zone Normal can give 32 KiB, and still a huge page.",
    )
  })

  it('where most of the memory is whole it is not the headline', () => {
    expect(diagnosisOf(row(0, 1), row(1, 2000)).sentence).toBe(
      'Every zone can give 32 KiB, and a 2 MiB huge page too.',
    )
  })
})
