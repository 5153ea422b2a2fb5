// `Open in Lab` from a report: what failed fails there as well, or it is told that it is served.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readKernelText } from '../kernel-text/reader.ts'
import type { LabScript } from '../memory/lab-script.ts'
import type { Run } from '../run/run.ts'
import { runOf } from '../run/run-of.ts'
import { labOf } from './lab.ts'
import { plain, reportLines, type TestZone } from './test-report.ts'

function labFrom(head: string, zones: readonly TestZone[], release = '6.18.0'): LabScript {
  const reading = readKernelText(reportLines(head, release, zones).join('\n'))
  return labOf(reading, { snapshot: null, pageSize: null })
}

/** Run whole: what the expectations came to. */
function ran({ script }: LabScript): Run {
  const run = runOf(script)
  run.advance(Number.POSITIVE_INFINITY)
  expect(run.errors).toEqual([])
  return run
}

const isServed = ({ notes }: LabScript) => notes.some((note) => note.includes('is served here'))
const lineOf = ({ script }: LabScript) =>
  script.split('\n').find((line) => line.startsWith('alloc what-failed'))

const OOM = 'app invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0'
/** 1 000 000 managed pages with a min mark of 10 000, of which 9 000 are free. */
const SHORT: TestZone = {
  name: 'Node 0 Normal',
  free: 36_000,
  min: 40_000,
  managed: 4_000_000,
  blocks: [5_000, 2_000],
}

describe('what failed for its marks', () => {
  it('fails in the Lab, with the marks of the text', () => {
    const lab = labFrom(OOM, [SHORT])
    expect(lab.script).toContain('policy linux\ngrouping off\nkernel 6.18\nmin-free 40000K\n')
    expect(lab.script).toContain('\nalloc what-failed order 0\nexpect fail\n')
    expect(ran(lab).expectations).toMatchObject([{ ok: true }])
    expect(isServed(lab)).toBe(false)
    expect(lab.notes[0]).toBe(
      'Migratetypes are not told by numbers, so grouping is off: any request may take any block.',
    )
  })

  // 4 000 pages free > 0, but Normal's 1 000 000 / 256 = 3 906 and DMA32's mark of 400 are kept.
  it('and for lowmem_reserve', () => {
    const low: TestZone = {
      name: 'Node 0 DMA32',
      free: 16_000,
      min: 1_600,
      managed: 160_000,
      reserve: '0 0 3906 3906',
      blocks: [4_000],
    }
    const lab = labFrom(OOM, [low, { ...SHORT, reserve: '0 0 0 0' }])
    expect(ran(lab).expectations).toMatchObject([{ ok: true }])
    expect(lab.script).toContain('expect fail')
  })

  it('one with a zone of its own asks for it', () => {
    const head = 'dev: page allocation failure: order:0, mode:0xcc4(GFP_KERNEL|GFP_DMA32)'
    const low = { ...SHORT, name: 'Node 0 DMA32' }
    const lab = labFrom(head, [low, { ...SHORT, free: 400_000, blocks: [100_000] }])
    expect(lineOf(lab)).toBe('alloc what-failed order 0 zone DMA32')
    expect(ran(lab).expectations).toMatchObject([{ ok: true }])
  })

  // An urgent one goes down to 10 000 / 2 · 3 / 4 = 3 750: 3 700 are free.
  it('an urgent one asks as such', () => {
    const head = 'irq: page allocation failure: order:0, mode:0x820(GFP_ATOMIC)'
    const lab = labFrom(head, [{ ...SHORT, free: 14_800, blocks: [3_700] }])
    expect(lineOf(lab)).toBe('alloc what-failed order 0 atomic')
    expect(ran(lab).expectations).toMatchObject([{ ok: true }])
    expect(isServed(labFrom(head, [{ ...SHORT, free: 15_200, blocks: [3_800] }]))).toBe(true)
  })
})

describe('what failed for want of a block', () => {
  const head = 'net: page allocation failure: order:3, mode:0xcc0(GFP_KERNEL)'
  const pieces = { ...SHORT, free: 400_000 }

  it('fails in the Lab', () => {
    const lab = labFrom(head, [{ ...pieces, blocks: [60_000, 20_000, 0, 0] }])
    expect(ran(lab).expectations).toMatchObject([{ ok: true }])
  })

  it('also where the only blocks are of types that it may not take, which is told', () => {
    const lab = labFrom(head, [{ ...pieces, blocks: [60_000, 19_996, 0, '1 C'] }])
    expect(ran(lab).expectations).toMatchObject([{ ok: true }])
    expect(lab.notes[1]).toBe(
      'Node 0, zone Normal: 8 pages in blocks that are of CMA, HighAtomic or Isolate alone are in use here: what failed may not have them.',
    )
  })

  it('above the largest order is left out, and told', () => {
    const lab = labFrom(head.replace('order:3', 'order:4'), [
      { ...pieces, blocks: [100_000, 0, 0, 0] },
    ])
    expect(lab.notes).toContain('what-failed is left out: order 4 is above the largest, 3.')
    expect(lineOf(lab)).toBeUndefined()
    ran(lab)
  })
})

describe('what failed and is served here', () => {
  it('is told, in the notes and with the step', () => {
    // 12 000 − 10 000 = 2 000 above the min mark; 15 000 of high were wanted for the last try.
    const lab = labFrom(OOM, [{ ...SHORT, free: 48_000, blocks: [12_000] }])
    const told =
      'what-failed is served here, by Node 0, zone Normal, with 2000 pages to spare over its mark: in the kernel it failed.'
    expect(lab.notes.map(plain)).toContain(told)
    expect(lab.script).toContain(`say "${told}"\nalloc what-failed order 0\n`)
    expect(ran(lab).expectations).toEqual([])
    expect(ran(lab).failures).toEqual([])
  })

  // The blocks make 12 000 pages, and 9 000 are told to be free.
  it('with the lists printed later than the free pages, that is told too', () => {
    const { notes } = labFrom(OOM, [{ ...SHORT, blocks: [12_000] }])
    expect(notes.map(plain)[0]).toMatch(
      /in the kernel it failed\. The blocks of the text make 3000 pages more than its number of free pages\.$/,
    )
  })

  it('without marks in the text nothing is kept back, which is told', () => {
    const reading = readKernelText(
      [OOM, 'Mem-Info:', 'Node 0 Normal: 30*4kB (UM) 2*8kB (U) = 136kB'].join('\n'),
    )
    const lab = labOf(reading, { snapshot: null, pageSize: null })
    expect(lab.notes).toContain(
      'Watermarks, lowmem_reserve and migratetypes are left out: the text does not tell the min marks of all zones.',
    )
    expect(isServed(lab)).toBe(true)
    expect(ran(lab).failures).toEqual([])
  })
})

describe('marks that the Lab cannot have', () => {
  // By size DMA32 has a ninth of 20 000 pages: ⌊20 000 · 100 000 / 1 100 000⌋ = 1 818.
  it('are told, zone by zone', () => {
    const low = {
      ...SHORT,
      name: 'Node 0 DMA32',
      managed: 400_000,
      min: 40_000,
      reserve: '0 0 0 0',
    }
    const { notes } = labFrom(OOM, [low, { ...SHORT, reserve: '0 0 0 0' }])
    const told = plain(notes.find((note) => note.includes('differ from those of the text')))
    expect(told).toContain('Node 0, zone DMA32: min 1818 here, 10000 in the text')
    expect(told).toContain('lowmem_reserve 3906 here, 0 in the text')
    expect(told).toContain('Node 0, zone Normal: min 18181 here, 10000 in the text')
  })
})

it('whatever a report has, the Lab keeps what it says of the request that failed', () => {
  const zone = fc.record({
    free: fc.array(fc.nat({ max: 60 }), { minLength: 5, maxLength: 5 }),
    managed: fc.integer({ min: 2000, max: 60_000 }),
    min: fc.integer({ min: 4, max: 700 }),
  })
  const heads = fc.constantFrom(
    '0xcc0(GFP_KERNEL)',
    '0x820(GFP_ATOMIC)',
    '0x140cca(GFP_HIGHUSER_MOVABLE|__GFP_COMP)',
    '0xcc4(GFP_KERNEL|GFP_DMA32)',
    '0xcc1(GFP_KERNEL|GFP_DMA)',
  )
  fc.assert(
    fc.property(
      fc.array(zone, { minLength: 1, maxLength: 3 }),
      heads,
      fc.nat({ max: 4 }),
      fc.boolean(),
      (all, mode, order, isGap) => {
        const names = isGap ? ['DMA32', 'Normal', 'Movable'] : ['DMA', 'DMA32', 'Normal']
        const zones = all.map(({ free, managed, min }, i) => ({
          name: `Node 0 ${names[i]}`,
          free: free.reduce((sum, count, at) => sum + count * 2 ** at, 0) * 4,
          min: min * 4,
          managed: managed * 4,
          blocks: free,
        }))
        const lab = labFrom(`a: page allocation failure: order:${order}, mode:${mode}`, zones)
        const run = ran(lab)
        expect(run.expectationsFailed).toBe(0)
        // The first step: its request.
        if (isServed(lab)) expect(run.failures).not.toContain(1)
        else if (lineOf(lab)) expect(lab.script).toContain('expect fail')
      },
    ),
    { numRuns: 100 },
  )
})
