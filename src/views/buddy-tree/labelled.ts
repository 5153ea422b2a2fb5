// Whose names a canvas of many blocks needs: only it asks.

import type { Frame } from '../../core/buddy/frame.ts'
import { blockIndexAt, zoneRange } from '../../core/buddy/frame-blocks.ts'
import type { TreeGeometry } from './layout.ts'

/** Owners of the bars that are wide enough for a name. */
export function labelledOwners(
  frame: Frame,
  zone: number,
  geometry: TreeGeometry,
  leastWidth: number,
): number[] {
  const { axis } = geometry
  const smallest = Math.ceil(Math.log2(leastWidth / axis.scale))
  const owners = new Set<number>()
  const [first, end] = zoneRange(frame, zone)
  const from = Math.max(first, blockIndexAt(frame, zone, Math.floor(axis.startPfn)))
  for (let index = from; index < end; index++) {
    if ((frame.blockPfn[index] as number) >= axis.endPfn) break
    if ((frame.blockOrder[index] as number) < smallest) continue
    const owner = frame.blockOwner[index] as number
    if (owner >= 0) owners.add(owner)
  }
  return [...owners]
}
