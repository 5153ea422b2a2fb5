import { expect, test } from 'vitest'
import type { ZoneName } from '../units.ts'
import { zoneWalk } from './zone-walk.ts'

const zone = (node: number, name: ZoneName) => ({
  node,
  zone: name,
  startPfn: 0,
  pages: 1,
  free: null,
})

test('the walk goes from the highest zone down, then to the next node', () => {
  const zones = [zone(1, 'Normal'), zone(0, 'DMA'), zone(0, 'Normal'), zone(0, 'Movable')]
  expect(zoneWalk({ policy: 'textbook', zones })).toEqual([3, 2, 1, 0])
  expect(zoneWalk({ policy: 'linux', zones })).toEqual([2, 1, 0])
})
