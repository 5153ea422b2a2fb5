import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultMinFreeKB, hugePagesMinFree } from '../buddy/linux/min-free.ts'
import type { Marks } from './diagnosis.ts'
import {
  type MarkedZone,
  markedZones,
  minFreeOf,
  missesZones,
  outliersOf,
  sharingZones,
} from './min-free.ts'
import { ORDINARY as ANY_REQUEST, type Request } from './request.ts'
import type { Scene, ZoneMarks, ZoneScene } from './scene.ts'
import { scaledTest, testMarks } from './watermark-test.ts'
import { classIndex, mayUse } from './zone-class.ts'

const NO_MARKS: Marks = {
  from: 'Mem-Info',
  line: 1,
  free: null,
  boost: null,
  min: null,
  low: null,
  high: null,
  spanned: null,
  present: null,
  managed: null,
  freeCma: null,
  reservedHighatomic: null,
  freeHighatomic: null,
  uncountedHighatomic: 0,
  reserve: [],
}

const ORDINARY: Request = { ...ANY_REQUEST, kernel: { major: 6, minor: 18, patch: 0 } }

function zone(marks: Partial<Marks>, rest: Partial<ZoneScene> = {}): ZoneScene {
  return {
    node: 0,
    zone: 'Normal',
    counts: [],
    letters: [],
    isCut: false,
    exactFrom: 0,
    marks: { ...NO_MARKS, ...marks },
    types: [],
    ...rest,
  }
}

const SCENE = { pageSize: { bytes: 4096, from: '' } }

function passes(marks: Partial<Marks>, request: Partial<Request>, rest: Partial<ZoneScene> = {}) {
  return testMarks(SCENE, zone(marks, rest), { ...ORDINARY, ...request }, 2)?.passes
}

describe('the watermark test (__zone_watermark_ok)', () => {
  it('passes strictly above the mark', () => {
    expect(passes({ free: 1001, min: 1000 }, {})).toBe(true)
    expect(passes({ free: 1000, min: 1000 }, {})).toBe(false)
  })

  it('takes the block itself off the free pages, but for one', () => {
    expect(passes({ free: 1008, min: 1000 }, { order: 3 })).toBe(true)
    expect(passes({ free: 1007, min: 1000 }, { order: 3 })).toBe(false)
  })

  it('adds the lowmem_reserve of the request', () => {
    expect(passes({ free: 1100, min: 1000, reserve: [0, 0, 100] }, {})).toBe(false)
    expect(passes({ free: 1101, min: 1000, reserve: [0, 0, 100] }, {})).toBe(true)
  })

  const atomic: Partial<Request> = { isHigh: true, isAtomic: true, canWait: false }
  const old = { major: 4, minor: 14, patch: 0 }

  it.each([
    ['half of min for __GFP_HIGH', { isHigh: true }, 500],
    ['and a quarter of the rest where it cannot wait', atomic, 375],
    ['the same up to 6.2 with __GFP_ATOMIC', { ...atomic, kernel: old }, 375],
    ['since 6.3 nothing for not waiting alone', { canWait: false }, 1000],
    ['nothing either in 4.14: __GFP_ATOMIC is missing', { canWait: false, kernel: old }, 1000],
    [
      'up to 4.3 a quarter for not waiting alone',
      { canWait: false, kernel: { major: 3, minor: 10, patch: 0 } },
      750,
    ],
    ['none of the quarter with __GFP_NOMEMALLOC', { ...atomic, isNoMemalloc: true }, 500],
  ])('%s', (_, request, mark) => {
    expect(
      testMarks(SCENE, zone({ free: 1, min: 1000 }), { ...ORDINARY, ...request }, 2)?.mark,
    ).toBe(mark)
  })

  it('leaves the boost out for an urgent request of one page', () => {
    const marks = { free: 600, min: 1000, boost: 400 }
    const mark = (order: number) =>
      testMarks(SCENE, zone(marks), { ...ORDINARY, ...atomic, order }, 2)?.mark
    expect([mark(0), mark(1)]).toEqual([225, 375])
  })

  it('leaves out CMA pages, but for movable requests', () => {
    const marks = { free: 2000, min: 1000, freeCma: 1500 }
    expect([passes(marks, {}), passes(marks, { isMovable: true })]).toEqual([false, true])
  })

  it('leaves out all reserved HighAtomic pages up to 6.11', () => {
    const marks = { free: 2000, min: 1000, reservedHighatomic: 1500 }
    expect(passes(marks, { kernel: { major: 6, minor: 11, patch: 0 } })).toBe(false)
    expect(passes(marks, { kernel: { major: 6, minor: 11, patch: 0 }, ...atomic })).toBe(true)
    expect(passes(marks, { kernel: null })).toBe(false)
  })

  // The count of free ones came with the rule that goes by it, so what prints it has both, whatever its release.
  it.each([
    ['6.18', { major: 6, minor: 18, patch: 0 }],
    ['6.8 with what was taken over from later kernels', { major: 6, minor: 8, patch: 0 }],
    ['a kernel that is not told', null],
  ])('leaves out the free ones alone where they are printed: %s', (_, kernel) => {
    const marks = { free: 2000, min: 1000, reservedHighatomic: 1500, freeHighatomic: 10 }
    expect(passes(marks, { kernel })).toBe(true)
    expect(passes({ ...marks, freeHighatomic: 1000 }, { kernel })).toBe(false)
  })

  // 6.12 and 6.13 go by the free ones and do not print them: 1500 are reserved, and no list shows one of them.
  it('refuses nothing for reserved ones that need not be free', () => {
    const marks = { free: 2000, min: 1000, reservedHighatomic: 1500 }
    expect(passes(marks, { kernel: { major: 6, minor: 12, patch: 0 } })).toBe(true)
  })

  it('takes them from the letters where the report does not print them', () => {
    const blocks = { counts: [100, 0, 300], letters: ['UM', '', 'H'] }
    const test = testMarks(SCENE, zone({ free: 1300, min: 200 }, blocks), ORDINARY, 2)
    expect([test?.free, test?.isHighatomicLeast]).toEqual([100, true])
    expect(test?.lines[1]?.replace(/\u202f/g, '')).toBe(
      '− at least 1200 set aside for atomic requests (HighAtomic)',
    )
  })

  it('is unknown without marks', () => {
    expect(testMarks(SCENE, zone({ free: 5 }), ORDINARY, 2)).toBeNull()
  })

  it('up to 4.3 halves the mark for each order and takes its blocks off', () => {
    const at = zone({ free: 1000, min: 400 }, { counts: [500, 100, 10, 3] })
    const request = { ...ORDINARY, order: 3 }
    const test = testMarks(SCENE, at, request, 2)
    expect(test && scaledTest(at, request, test)).toMatchObject({ passes: true, at: 3 })
    const poor = zone({ free: 700, min: 400 }, { counts: [550, 60, 0, 0] })
    const poorTest = testMarks(SCENE, poor, request, 2)
    expect(poorTest && scaledTest(poor, request, poorTest)).toMatchObject({ passes: false, at: 0 })
  })
})

describe('columns of lowmem_reserve', () => {
  const row = (zone: string, ...reserve: number[]) => ({ node: 0, zone, reserve })

  it.each([
    ['x86-64', [row('DMA', 0, 9, 20, 20, 20), row('DMA32', 0, 0, 11, 11, 11)], 'Normal', 2],
    [
      'x86-64 without Normal memory',
      [row('DMA', 0, 1, 1, 1, 1), row('DMA32', 0, 0, 0, 0, 0)],
      'Normal',
      2,
    ],
    [
      'x86-32',
      [row('DMA', 0, 8, 27, 27), row('Normal', 0, 0, 15, 15), row('HighMem', 0, 0, 0, 0)],
      'Normal',
      1,
    ],
    ['x86-32', [row('DMA', 0, 8, 27, 27), row('HighMem', 0, 0, 0, 0)], 'HighMem', 2],
    [
      '64-bit asked for HighMem',
      [row('DMA', 0, 9, 20, 20, 20), row('DMA32', 0, 0, 11, 11, 11)],
      'HighMem',
      2,
    ],
    ['arm64 with an empty DMA32', [row('DMA', 0, 0, 7, 7), row('Normal', 0, 0, 0, 0)], 'Normal', 2],
    ['32-bit arm', [row('Normal', 0, 5, 5), row('HighMem', 0, 0, 0)], 'Normal', 0],
    ['what only devices may use', [row('DMA', 0, 9, 20, 20, 20)], 'DMA', 0],
    ['columns of no kernel', [row('DMA', 0, 9)], 'Normal', null],
    ['rows of unequal length', [row('DMA', 0, 9, 9), row('Normal', 0)], 'Normal', null],
    ['none', [], 'Normal', null],
  ] as const)('%s', (_, rows, highest, index) => {
    expect(classIndex(rows, highest)).toBe(index)
  })

  it('a request may use its zone and those below', () => {
    expect(mayUse('DMA32', 'Normal')).toBe(true)
    expect(mayUse('Normal', 'DMA32')).toBe(false)
    expect(mayUse('Device', 'Movable')).toBe(false)
    expect(mayUse('Other', 'Movable')).toBe(false)
  })
})

function scene(...marks: [string, Partial<Marks>][]): Scene {
  return {
    marks: marks.map(
      ([name, one]): ZoneMarks => ({
        node: 0,
        zone: name,
        marks: { ...NO_MARKS, ...one },
      }),
    ),
  } as unknown as Scene
}

describe('vm.min_free_kbytes out of the marks', () => {
  const managed = fc.array(fc.integer({ min: 4000, max: 50_000_000 }), {
    minLength: 1,
    maxLength: 6,
  })

  it('is in the range that the min marks of all zones allow', () => {
    fc.assert(
      fc.property(managed, fc.integer({ min: 32, max: 65536 }), (all, minFree) => {
        const total = all.reduce((sum, pages) => sum + pages, 0)
        const zones = all.map((pages): MarkedZone => {
          const min = Number((BigInt(minFree) * BigInt(pages)) / BigInt(total))
          const rest = { low: null, high: null, boost: 0, isBoostHidden: false }
          return { node: 0, zone: 'Normal', min, managed: pages, ...rest }
        })
        const range = minFreeOf(zones)
        expect(range?.from).toBeLessThanOrEqual(minFree)
        expect(range?.to).toBeGreaterThanOrEqual(minFree)
      }),
    )
  })

  it('is none where the marks are in no proportion to the zones', () => {
    const rest = { low: null, high: null, boost: 0, isBoostHidden: false, node: 0, zone: 'Normal' }
    expect(
      minFreeOf([
        { ...rest, min: 500, managed: 1000 },
        { ...rest, min: 5, managed: 1000 },
      ]),
    ).toBeNull()
  })

  it('finds a boost that the kernel does not print, to 3 pages', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 400, max: 200_000 }),
        fc.integer({ min: 1, max: 200 }),
        (min, blocks) => {
          const step = Math.floor(min / 4)
          const boost = blocks * 512
          const printed = {
            min: min + boost,
            low: min + boost + step,
            high: min + boost + 2 * step,
          }
          const [one] = markedZones(scene(['Normal', { ...printed, managed: step * 500 }]))
          expect(one?.isBoostHidden).toBe(true)
          expect((one?.boost ?? 0) - boost).toBeGreaterThanOrEqual(0)
          expect((one?.boost ?? 0) - boost).toBeLessThanOrEqual(3)
        },
      ),
    )
  })

  // 5.4, 16877 pages shared by DMA, DMA32 and Normal: 4, 492 and 16380 of them; Normal boosted by 20000. Its step is
  // managed / 1000 = 15973, more than a quarter of its min, so the step tells nothing of the boost.
  it('names a boost where one min mark stands out and the others agree', () => {
    const marks = (min: number, managed: number) => ({ min, managed, low: null, high: null })
    const at = scene(
      ['DMA', marks(4, 3977)],
      ['DMA32', marks(492, 480_123)],
      ['Normal', marks(36_380, 15_973_120)],
    )
    const whole = { ...at, report: null }
    const { rest, outliers } = outliersOf(whole, sharingZones(whole))
    expect(rest.map(({ zone }) => zone)).toEqual(['DMA', 'DMA32'])
    expect(outliers.map(({ zone }) => zone.zone)).toEqual(['Normal'])
    expect(Math.abs((outliers[0]?.excess ?? 0) - 20_000)).toBeLessThan(40)
    const range = minFreeOf(rest, sharingZones(whole))
    expect(range?.from).toBeLessThanOrEqual(16_877)
    expect(range?.to).toBeGreaterThanOrEqual(16_877)
  })

  it('names none where the boost is printed, or where the zones do not agree', () => {
    const of = (boost: number | null, dma: number) => {
      const marks = (min: number, managed: number) => ({ min, managed, boost })
      const at = {
        ...scene(
          ['DMA', marks(dma, 3977)],
          ['DMA32', marks(492, 480_123)],
          ['Normal', marks(36_380, 15_973_120)],
        ),
        report: null,
      }
      return outliersOf(at, sharingZones(at)).outliers.length
    }
    expect([of(null, 4), of(0, 4), of(null, 2)]).toEqual([1, 0, 0])
  })

  it('takes marks that follow the formulas for what they are', () => {
    const [one] = markedZones(scene(['Normal', { min: 400, low: 500, high: 600, managed: 50_000 }]))
    expect(one).toMatchObject({ min: 400, boost: 0, isBoostHidden: false })
  })

  it('knows when zones are missing: the highest shown keeps memory for one above', () => {
    expect(
      missesZones(scene(['DMA', { reserve: [0, 5, 9] }], ['DMA32', { reserve: [0, 0, 4] }])),
    ).toBe(true)
    expect(
      missesZones(scene(['DMA', { reserve: [0, 5, 5] }], ['DMA32', { reserve: [0, 0, 0] }])),
    ).toBe(false)
  })

  it('has the kernel’s own choice, kept within its limits', () => {
    expect(defaultMinFreeKB(466_956)).toBe(2733)
    expect([defaultMinFreeKB(10), defaultMinFreeKB(1e12)]).toEqual([128, 262_144])
    expect(hugePagesMinFree(3, 512, 1_000_000)).toBe(16_896)
    expect(hugePagesMinFree(3, 512, 100_000)).toBe(5000)
  })
})
