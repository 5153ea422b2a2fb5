import { expect, test } from 'vitest'
import { diagnosisOf, reportLines } from '../../core/diagnose/test-report.ts'
import type { ZoneinfoZone } from '../../core/kernel-text/reading.ts'
import { gaugeOf, isEmpty, type Marks, marksOf, wordsOf } from './layout.ts'

const marks = (over: Partial<Marks>): Marks => ({
  node: 0,
  zone: 'Normal',
  free: 100,
  cma: 0,
  highatomic: 0,
  boost: null,
  min: 10,
  low: 20,
  high: 30,
  managed: null,
  reserve: [],
  ...over,
})

test('far more than the marks leaves the scale, so that they stay apart', () => {
  const gauge = gaugeOf(marks({ free: 400_000 }))
  expect(gauge).toMatchObject({ scale: 75, free: 1, isOver: true })
  expect(gauge.ticks.map(({ name, at }) => `${name} ${at.toFixed(2)}`)).toEqual([
    'min 0.13',
    'low 0.27',
    'high 0.40',
  ])
})

test('little free memory lies among the marks', () => {
  const gauge = gaugeOf(marks({ free: 15 }))
  expect(gauge.isOver).toBe(false)
  expect(gauge.free).toBeCloseTo(15 / 36)
})

test('what the kernel does at each level', () => {
  expect(wordsOf(marks({ free: 5 })).word).toBe('below min')
  expect(wordsOf(marks({ free: 15 })).word).toBe('below low')
  expect(wordsOf(marks({ free: 25 })).word).toBe('below high')
  expect(wordsOf(marks({ free: 300 }))).toMatchObject({
    tone: 'ok',
    what: '10 times the high mark',
  })
})

test('zoneinfo alone is enough; zones without a mark are left out', () => {
  const zone = { node: 0, zone: 'DMA', free: 5, min: 1, low: null, high: null, protection: [7] }
  const bare = { ...zone, zone: 'Movable', min: null }
  const found = marksOf([], [zone, bare] as unknown as ZoneinfoZone[])
  expect(found.map(({ zone: name, reserve }) => [name, reserve])).toEqual([['DMA', [7]]])
})

test('a zone of no pages and marks of 0 is empty, one that is used up is not', () => {
  const none = { free: 0, min: 0, low: 0, high: 0 }
  expect(isEmpty(marks({ ...none, managed: 0 }))).toBe(true)
  expect(isEmpty(marks(none))).toBe(true)
  expect(isEmpty(marks({ ...none, managed: 512 }))).toBe(false)
  expect(isEmpty(marks({ free: 0 }))).toBe(false)
})

test('just as much as a mark is not enough', () => {
  expect(wordsOf(marks({ free: 10 }))).toMatchObject({ tone: 'fail', word: 'at min' })
  expect(wordsOf(marks({ free: 20 }))).toMatchObject({ tone: 'warn', word: 'at low' })
  expect(wordsOf(marks({ free: 30 })).word).toBe('at high')
  expect(wordsOf(marks({ free: 31 })).word).toBe('above high')
})

test('marks alone tell nothing of what is free', () => {
  const zone = { node: 0, zone: 'Normal', free: null, min: 10, low: 20, high: 30, managed: 4096 }
  const [alone] = marksOf([], [{ ...zone, protection: [] } as unknown as ZoneinfoZone])
  if (!alone) throw new Error('no marks')
  expect(alone.free).toBeNull()
  expect(wordsOf(alone)).toEqual({ tone: 'info', word: 'free not told', what: '' })
  expect(gaugeOf(alone)).toMatchObject({ free: 0, counted: 0, isOver: false })
  expect(isEmpty(alone)).toBe(false)
})

// 400 free, 375 of them CMA and 10 HighAtomic: 15 are left, between min and low.
test('what ordinary requests may not have does not count', () => {
  const cma = marks({ free: 400, cma: 375, highatomic: 10 })
  expect(wordsOf(cma)).toMatchObject({ tone: 'warn', word: 'below low' })
  expect(gaugeOf(cma)).toMatchObject({ free: 1, counted: 0.2 })
})

// 11 000 pages free, 2 000 set aside, min 10 000: 9 000 are left up to 6.11; later ones go by what of it is free.
test('the whole HighAtomic reserve does not count up to 6.11', () => {
  const zone = {
    name: 'Node 0 Normal',
    free: 44_000,
    min: 40_000,
    more: 'reserved_highatomic:8000KB free_cma:0kB',
    blocks: [11_000, 0, 0],
  }
  const head =
    'fio: page allocation failure: order:1, mode:0xcc0(GFP_KERNEL), nodemask=(null),cpuset=/,mems_allowed=0'
  const gaugeIn = (release: string) =>
    marksOf(diagnosisOf(reportLines(head, release, [zone])).zones, [])
  expect(gaugeIn('6.1.0').map(wordsOf)).toMatchObject([{ tone: 'fail', word: 'below min' }])
  expect(gaugeIn('6.12.0').map(wordsOf)).toMatchObject([{ tone: 'warn', word: 'below low' }])
})
