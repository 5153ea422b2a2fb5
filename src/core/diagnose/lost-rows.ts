// Rows of the shown /proc/buddyinfo that could not be read: then the zones that are there are not all, and nothing
// is said of "every zone".

import type { Scene } from './scene.ts'

/** How many; rows that were read in part are zones that are cut off, and are not among them. */
export function lostRows({ reading, source, zones, firstLine }: Scene): number {
  if (source !== 'buddyinfo' || firstLine === null) return 0
  const all = reading.unread.filter(({ line }) => line >= firstLine)
  // A row may be wrapped once; what stands farther down is of something else.
  const near = all.filter(({ line }) => line <= firstLine + 2 * (zones.length + all.length))
  return Math.max(0, near.length - zones.filter(({ isCut }) => isCut).length)
}
