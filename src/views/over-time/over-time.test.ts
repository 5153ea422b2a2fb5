import { expect, test } from 'vitest'
import type { Course } from '../../store/paste.ts'
import { differencesOf } from './difference.ts'
import {
  curveOf,
  freePagesOf,
  layoutRows,
  momentAt,
  mostOf,
  shadeOf,
  timeAxis,
  xOf,
} from './layout.ts'

const course: Course = {
  zone: null,
  moments: 3,
  stride: 1,
  samples: 3,
  orders: 2,
  nrFree: new Float64Array([4, 0, Number.NaN, Number.NaN, 2, 5]),
  at: [null, null, null],
}

test('a moment is where its column is', () => {
  const axis = timeAxis(1000, 10)
  expect(momentAt(axis, xOf(axis, 7))).toBe(7)
  expect([momentAt(axis, 0), momentAt(axis, 9999)]).toEqual([0, 9])
})

test('rows stand over the curve, the curve over the track', () => {
  const { top, pitch, curveTop, curveBottom, trackY, height } = layoutRows(11)
  expect(top + 11 * pitch).toBeLessThan(curveTop)
  expect(curveBottom).toBeLessThan(trackY)
  expect(trackY).toBeLessThan(height)
})

test('counts are told apart by magnitude; none is sunk, and so is nothing known', () => {
  expect([shadeOf(0, 100), shadeOf(Number.NaN, 100)]).toEqual([null, null])
  expect(shadeOf(100, 100)).toBe(10)
  expect(shadeOf(1, 100000)).toBeLessThan(shadeOf(100, 100000) ?? 0)
  expect(mostOf(course)).toBe(5)
})

test('the curve leaves out what is not known', () => {
  expect(freePagesOf(course)).toEqual([4, Number.NaN, 12])
  const { line, most } = curveOf(freePagesOf(course), 1, timeAxis(1000, 3), layoutRows(2))
  expect(most).toBe(12)
  expect(line.match(/[ML]/g)).toEqual(['M', 'L'])
})

test('B less A, zone by zone, those that are in one alone too', () => {
  const a = [
    { node: 0, zone: 'DMA', counts: [4, 1] },
    { node: 0, zone: 'Gone', counts: [1] },
  ]
  const b = [
    { node: 0, zone: 'DMA', counts: [1, 3] },
    { node: 1, zone: 'New', counts: [0, 1] },
  ]
  expect(differencesOf(a, b, 4096)).toEqual([
    { node: 0, zone: 'DMA', blocks: [-3, 2], bytes: 4096, isOnlyIn: null },
    { node: 1, zone: 'New', blocks: [0, 1], bytes: 8192, isOnlyIn: 'B' },
    { node: 0, zone: 'Gone', blocks: [-1], bytes: -4096, isOnlyIn: 'A' },
  ])
})
