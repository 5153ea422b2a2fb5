import { expect, test } from 'vitest'
import { zoomed } from './extent.ts'

const zone = { startPfn: 100, pages: 64 }

test('zooming in halves the extent about its middle', () => {
  expect(zoomed(zone, undefined, null, 2)).toEqual({ startPfn: 116, endPfn: 148 })
})

test('a selection draws the extent to itself, and the zone bounds it', () => {
  expect(zoomed(zone, undefined, 163, 2)).toEqual({ startPfn: 132, endPfn: 164 })
})

test('no extent shows fewer than eight pages', () => {
  expect(zoomed(zone, { startPfn: 120, endPfn: 130 }, null, 4)).toEqual({
    startPfn: 121,
    endPfn: 129,
  })
})

test('zooming out ends with the whole zone', () => {
  expect(zoomed(zone, { startPfn: 116, endPfn: 148 }, null, 0.5)).toBeNull()
})

test('a zone of fewer pages than that is always whole', () => {
  expect(zoomed({ startPfn: 0, pages: 4 }, undefined, null, 2)).toBeNull()
})
