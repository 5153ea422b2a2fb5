// Free pages of a zone to hold against its marks; null: not told, or the zone has no memory (its marks are printed
// all the same: Movable has 32 pages since 6.6).

import type { Pages } from '../units.ts'
import { pagesOf } from './orders.ts'
import type { Scene, ZoneMarks } from './scene.ts'

export function freeBesideMarks(scene: Scene, { node, zone, marks }: ZoneMarks): Pages | null {
  const free = freeOf(scene, node, zone) ?? marks.free
  if (free === null || (marks.managed ?? marks.present ?? free) === 0) return null
  return free
}

/** Of the shown snapshot where there is one: marks hardly change, free pages do. */
function freeOf(scene: Scene, node: number, zone: string): Pages | null {
  if (scene.source !== 'buddyinfo' && scene.source !== 'prometheus') return null
  const shown = scene.zones.find((one) => one.node === node && one.zone === zone)
  return shown ? pagesOf(shown.counts) : null
}
