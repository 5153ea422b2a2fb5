// A vmalloc that asks for more than there is. It takes single pages until it has all of them (mm/vmalloc.c:
// __vmalloc_area_node), and kernels refuse more than the machine's pages outright (__vmalloc_node_range), so a
// report of a machine with memory free may still be one of size.

import { formatBytes, type Pages } from '../units.ts'
import { freeIn, type Judged } from './judged.ts'
import { sizeOf } from './words.ts'

/** `that is more than the 62.8 GiB of all zones it may use`; null: it is not so large, or not told. */
export function tooLargeFor({ scene, report, attempt }: Judged): string | null {
  const { caller, callerBytes } = report
  const zones = attempt.zones.map(({ zone }) => zone)
  if (caller !== 'vmalloc' || callerBytes === null || zones.length === 0) return null
  const pages = Math.ceil(callerBytes / scene.pageSize.bytes)
  const managed = zones.reduce<Pages | null>((sum, { marks }) => {
    const own = marks?.managed ?? marks?.present ?? null
    return sum === null || own === null ? null : sum + own
  }, 0)
  if (managed !== null && pages > managed)
    return `${formatBytes(callerBytes)} is more than the zones it may use have in all, ${sizeOf(managed, scene)}`
  const free = zones.reduce((sum, zone) => sum + freeIn(zone), 0)
  if (pages <= free) return null
  const of = managed === null ? '' : `, of ${sizeOf(managed, scene)}`
  return `${formatBytes(callerBytes)} is more than is free in all zones it may use, ${sizeOf(free, scene)}${of}`
}
