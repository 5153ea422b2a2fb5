import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { ZoneKey } from './course.ts'
import { Inspection, type Opened } from './inspection.ts'
import { ticking } from './ticking.ts'

const LAST = { moment: null, against: null, pageSize: null }
const ROW = (zone: string, first: number) =>
  `Node 0, zone ${zone.padStart(8)} ${String(first).padStart(6)}      1      0      0      0      0      0      0      0      0      1 \n`
const TWO = ROW('DMA', 3) + ROW('Normal', 5)
const LATER = ROW('DMA', 4) + ROW('Normal', 7)

const inspectionOf = (tick = 0) => new Inspection(ticking(tick))

function read(opened: Opened) {
  if (opened.kind !== 'read') throw new Error(opened.kind)
  return opened
}

const counts = (opened: Opened) => read(opened).look.diagnosis.zones.map((zone) => zone.counts[0])

test('the last snapshot is looked at first, any other when it is asked for', async () => {
  const inspection = inspectionOf()
  const opened = await inspection.open(new Blob([TWO + LATER]), LAST, () => {})
  expect(read(opened).overview.moments).toEqual({ kind: 'snapshot', length: 2, shown: 1 })
  expect(counts(opened)).toEqual([4, 7])
  const first = inspection.look({ ...LAST, moment: 0, against: 1 })
  expect(first?.diagnosis.zones.map((zone) => zone.counts[0])).toEqual([3, 5])
  expect(first?.against?.zones.map((zone) => zone.counts[0])).toEqual([4, 7])
})

test('a question that the text has no answer to is answered as well as it can be', async () => {
  const inspection = inspectionOf()
  await inspection.open(new Blob([TWO]), LAST, () => {})
  expect(inspection.look({ ...LAST, moment: 99, against: 5 })).toMatchObject({
    moment: 0,
    against: null,
  })
})

test('a page size that is chosen changes all sizes', async () => {
  const opened = await inspectionOf().open(new Blob([TWO]), { ...LAST, pageSize: 65536 }, () => {})
  const { diagnosis } = read(opened).look
  expect(diagnosis.zones[0]?.freeBytes).toBe((3 + 2 + 1024) * 65536)
})

test('a text in which nothing is found is read too', async () => {
  const opened = await inspectionOf().open(new Blob(['hello\n']), LAST, () => {})
  expect(read(opened).overview.found).toEqual([])
  expect(read(opened).look).toMatchObject({ moment: -1, lab: null })
})

test('a file packed with gzip is unpacked', async () => {
  const opened = await inspectionOf().open(new Blob([gzipSync(TWO)]), LAST, () => {})
  expect(counts(opened)).toEqual([3, 5])
})

test('a cancelled reading leaves the one before', async () => {
  const inspection = inspectionOf(20)
  await inspection.open(new Blob([TWO]), LAST, () => {})
  const told: number[] = []
  const long = new Blob([LATER.repeat(8000)])
  const opened = await inspection.open(long, LAST, (done, total) => {
    expect(total).toBe(long.size)
    told.push(done)
    inspection.cancel()
  })
  expect(opened.kind).toBe('cancelled')
  expect(told).toHaveLength(1)
  expect(inspection.look(LAST)?.diagnosis.zones[0]?.counts[0]).toBe(3)
})

test('a later text overtakes an earlier one', async () => {
  const inspection = inspectionOf(20)
  const first = inspection.open(new Blob([TWO.repeat(8000)]), LAST, () => {})
  const second = inspection.open(new Blob([LATER]), LAST, () => {})
  expect([(await first).kind, (await second).kind]).toEqual(['cancelled', 'read'])
})

test('lines are fetched as they stand, cut off where they are long', async () => {
  const inspection = inspectionOf()
  await inspection.open(new Blob([`one\r\n${'x'.repeat(900)}\nthrée`]), LAST, () => {})
  const lines = await inspection.lines([3, 1, 2, 9])
  expect([...lines]).toEqual([
    [1, 'one'],
    [2, `${'x'.repeat(240)}…`],
    [3, 'thrée'],
  ])
})

test('the course of a zone over all snapshots; where it is not shown there is no number', async () => {
  const inspection = inspectionOf()
  await inspection.open(new Blob([TWO + LATER + ROW('Normal', 9)]), LAST, () => {})
  const ofOrder0 = (zone: ZoneKey | null) =>
    [...(inspection.course(zone)?.nrFree ?? [])].filter((_, i) => i % 11 === 0)
  expect(inspection.course(null)).toMatchObject({ moments: 3, stride: 1, samples: 3, orders: 11 })
  expect(ofOrder0({ node: 0, zone: 'DMA' })).toEqual([3, 4, Number.NaN])
  expect(ofOrder0(null)).toEqual([8, 11, 9])
})

test('of very many snapshots every so manieth is drawn', async () => {
  const inspection = inspectionOf()
  await inspection.open(new Blob([TWO.repeat(2000)]), LAST, () => {})
  const course = inspection.course(null)
  expect(course?.moments).toBe(2000)
  expect((course?.samples ?? 0) * (course?.stride ?? 0)).toBeGreaterThanOrEqual(2000)
  expect(course?.samples).toBeLessThan(800)
})

test('reports with free lists in them are moments, where there is no buddyinfo', async () => {
  const report = (pages: number) =>
    `foo: page allocation failure: order:4, mode:0x40cc0(GFP_KERNEL|__GFP_COMP), nodemask=(null)\nMem-Info:\nNode 0 DMA free:8kB min:16kB low:28kB high:40kB\nNode 0 DMA: ${pages}*4kB (U) 0*8kB 0*16kB = ${pages * 4}kB\n`
  const inspection = inspectionOf()
  const opened = await inspection.open(new Blob([report(2) + report(3)]), LAST, () => {})
  expect(read(opened).overview.moments).toEqual({ kind: 'report', length: 2, shown: 1 })
  expect(counts(opened)).toEqual([3])
  expect(inspection.look({ ...LAST, moment: 0 })?.diagnosis.zones[0]?.counts[0]).toBe(2)
})

test('of several reports the gravest is looked at first, not the last', async () => {
  const memory = (pages: number) =>
    `Mem-Info:\nNode 0 DMA free:8kB min:16kB low:28kB high:40kB\nNode 0 DMA: ${pages}*4kB (U) 0*8kB 0*16kB = ${pages * 4}kB\n`
  const kill = `db invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0\n${memory(2)}`
  const failure = `nic: page allocation failure: order:1, mode:0x820(GFP_ATOMIC), nodemask=(null)\n${memory(3)}`
  const opened = await inspectionOf().open(new Blob([kill + failure]), LAST, () => {})
  expect(read(opened).overview.moments).toMatchObject({ length: 2, shown: 0 })
  expect(counts(opened)).toEqual([2])
})
