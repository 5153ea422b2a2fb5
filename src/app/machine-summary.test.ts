import { expect, test } from 'vitest'
import type { MachineConfig } from '../core/buddy/config.ts'
import { machineSummary } from './machine-summary.ts'

const zone = { node: 0, zone: 'Normal', startPfn: 0, pages: 8, free: null } as const
const config = (zones: MachineConfig['zones'], placement: MachineConfig['placement']) =>
  ({ zones, placement, pageSize: 4096 }) as MachineConfig

test('one zone is told by its name', () => {
  expect(machineSummary(config([zone], 'lowest'))).toEqual({
    zones: 'Node 0, zone Normal',
    size: '32 KiB',
    rest: '8 pages · lowest address first',
  })
})

test('several are counted, and their pages added', () => {
  const zones = [zone, { ...zone, node: 1, pages: 4_194_304 }]
  expect(machineSummary(config(zones, 'lifo'))).toEqual({
    zones: '2 nodes, 2 zones',
    size: '16 GiB',
    rest: '4\u202f194\u202f312 pages · head of the list first',
  })
})
