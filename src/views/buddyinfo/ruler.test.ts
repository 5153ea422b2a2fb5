import { expect, test } from 'vitest'
import { buddyinfoRow } from '../../core/kernel-print/buddyinfo.ts'
import { orderRuler, rowLength } from './ruler.ts'

test('each order stands under its count', () => {
  const row = buddyinfoRow(0, 'Normal', [2, 0])
  expect([row, orderRuler(1)]).toEqual([
    'Node 0, zone   Normal      2      0 ',
    '                order      0      1 ',
  ])
  expect(row.trimEnd()).toHaveLength(rowLength(1))
})
