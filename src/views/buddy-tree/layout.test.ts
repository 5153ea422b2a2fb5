import { expect, test } from 'vitest'
import { configOf, frameOf } from '../../core/buddy/frame-ascii.ts'
import { xOf } from '../../ui/address-axis.ts'
import { tieMarks, verdictMarks } from './annotations.ts'
import { rowOf, treeGeometry } from './layout.ts'
import { slotOf, treeMarks } from './marks.ts'
import { motionBetween } from './motion.ts'

const DESK = 880
const PICTURE = 'AA.DEEE.'
const config = configOf(PICTURE, { maxOrder: 1 })
const zone = config.zones[0]!
const whole = { startPfn: 0, endPfn: 8 }
const desk = treeGeometry(config, zone, whole, DESK)
const marksOf = (picture: string, maxOrder: number) => {
  const machine = configOf(picture, { maxOrder })
  const span = { startPfn: 0, endPfn: picture.length }
  const geometry = treeGeometry(machine, machine.zones[0]!, span, DESK)
  return treeMarks(frameOf(picture, { maxOrder }), 0, geometry, span, true)
}

test('two orders stand where the comps draw them', () => {
  expect(
    desk.rows.map(({ order, y, height, label, size }) => [order, y, height, label, size]),
  ).toEqual([
    [1, 40, 56, 'order 1', '8 KiB'],
    [0, 136, 56, 'order 0', '4 KiB'],
  ])
  expect(desk).toMatchObject({ height: 240, strip: null, hasMinimap: false, verdictY: 9 })
})

test('a block stands over its own pages', () => {
  expect(slotOf(desk, 4, 1)).toEqual({ x: 96 + 4 * 95, y: 40, width: 190, height: 56 })
})

test('a phone has short labels and no verdicts', () => {
  const phone = treeGeometry(config, zone, whole, 390)
  expect(phone.rows.map(({ label, size, y }) => [label, size, y])).toEqual([
    ['1', '8K', 26],
    ['0', '4K', 100],
  ])
  expect(phone).toMatchObject({ verdictY: null, height: 186 })
})

test('orders whose blocks are thinner than a bar share one strip', () => {
  const big = { startPfn: 0, pages: 4096 }
  const geometry = treeGeometry(
    { maxOrder: 10, pageSize: 4096 },
    big,
    { startPfn: 0, endPfn: 4096 },
    DESK,
  )
  expect(geometry.rows.map((row) => row.order)).toEqual([10, 9, 8, 7, 6, 5, 4])
  expect(geometry.strip).toMatchObject({ order: 3, label: '3 to 0', columnPages: 16 })
  expect(rowOf(geometry, 3)).toBeNull()
  expect(geometry.rows[0]).toMatchObject({ label: '10', size: '4M' })
})

test('a part of a zone has the whole of it above', () => {
  const part = treeGeometry(config, zone, { startPfn: 2, endPfn: 6 }, DESK)
  expect(part).toMatchObject({ hasMinimap: true, top: 52 })
})

test('a split block is a bracket with a stem to each half', () => {
  const { brackets } = marksOf('A.......', 3)
  expect(brackets.map(({ key, isRoot }) => [key, isRoot])).toEqual([
    ['0:0:1', false],
    ['0:0:2', false],
    ['0:0:3', true],
  ])
  const root = brackets[2]!
  expect(root.stems[0]!.end).toBe(brackets[1]!.y) // its lower half is split again
  expect(root.stems[1]!.end).toBeLessThan(brackets[1]!.y) // the upper half is a bar
})

test('no bracket reaches beyond the zone', () => {
  expect(marksOf('A..', 1).brackets.map(({ key }) => key)).toEqual(['0:0:1'])
})

test('the strip tells the share that is held', () => {
  const pages = 'A.'.repeat(512)
  const { columns, blocks } = marksOf(pages, 9)
  expect(new Set(columns.map(({ share }) => share))).toEqual(new Set([0.5]))
  expect(blocks.every(({ isInStrip }) => isInStrip)).toBe(true)
})

test('ties lose their prefix, then their words, as their blocks get narrower', () => {
  const ties = [{ zone: 0, pfn: 2, order: 0, ok: false, text: 'no merge: D has 3' }]
  const texts = [880, 390, 200].map((width) => {
    const [tie] = tieMarks(ties, 0, treeGeometry(config, zone, whole, width), () => false)
    return tie?.pill?.text ?? null
  })
  expect(texts).toEqual(['no merge: D has 3', 'D has 3', null])
})

test('the words of a tie stand under the buddy that is not split, so that they cover no smaller block', () => {
  const ties = [{ zone: 0, pfn: 0, order: 1, ok: true, text: '0 and 2 are buddies' }]
  const xIf = (isSplit: (pfn: number) => boolean) => tieMarks(ties, 0, desk, isSplit)[0]?.pill?.x
  const between = xOf(desk.axis, 2)
  expect(xIf(() => false)).toBe(between)
  expect(xIf((pfn) => pfn === 0)).toBe(xOf(desk.axis, 3))
  expect(xIf((pfn) => pfn === 2)).toBe(xOf(desk.axis, 1))
  expect(xIf(() => true)).toBeUndefined()
})

test('buddies too narrow for a tie to be seen have none', () => {
  const ties = [{ zone: 0, pfn: 0, order: 0, ok: true, text: '0 and 1 are buddies' }]
  const at = (width: number) =>
    tieMarks(ties, 0, treeGeometry(config, zone, whole, width), () => false).length
  expect([at(DESK), at(180)]).toEqual([1, 0])
})

test('a verdict stands over its place, as a cross where words have no room', () => {
  const verdicts = [{ zone: 0, pfn: 2, order: 1, text: 'D holds 3' }]
  expect(verdictMarks(verdicts, 0, desk)).toMatchObject([{ x: 381, y: 9, text: 'D holds 3' }])
  const tight = treeGeometry(config, zone, whole, 600)
  expect(
    verdictMarks([{ ...verdicts[0]!, text: 'somebody with a long name' }], 0, tight),
  ).toMatchObject([{ text: '', width: 22 }])
})

test('what is new between two frames came by a split or a merge', () => {
  const [before, after] = ['AA......', 'AAB.....'].map((picture) =>
    frameOf(picture, { maxOrder: 1 }),
  )
  expect([...motionBetween(before!, after!).entrances]).toEqual([
    ['0:2:0', 'split'],
    ['0:3:0', 'split'],
  ])
  expect([...motionBetween(after!, before!).entrances]).toEqual([['0:2:1', 'merge']])
  expect(motionBetween(null, after!).entrances.size).toBe(0)
})

test('more changes than the eye follows are one fade', () => {
  const before = frameOf('................', { maxOrder: 4 })
  const after = frameOf('A.B.C.D.E.F.G.H.', { maxOrder: 4 })
  expect(motionBetween(before, after).isFade).toBe(true)
})
