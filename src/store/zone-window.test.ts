import { expect, test } from 'vitest'
import { usualWindow } from './zone-window.ts'

const machine = { maxOrder: 10 }
const large = { startPfn: 0, pages: 65_536 }

test('a machine of few blocks is shown whole', () => {
  expect(usualWindow(machine, large, false, null)).toEqual({ startPfn: 0, endPfn: 65_536 })
})

test('of many blocks the axis shows four of the largest, around what the step is about', () => {
  expect(usualWindow(machine, large, true, 9000)).toEqual({ startPfn: 8192, endPfn: 12_288 })
  expect(usualWindow(machine, large, true, null)).toEqual({ startPfn: 0, endPfn: 4096 })
})

test('a window ends where its zone ends', () => {
  const zone = { startPfn: 4096, pages: 6000 }
  expect(usualWindow(machine, zone, true, 10_000)).toEqual({ startPfn: 8192, endPfn: 10_096 })
})
