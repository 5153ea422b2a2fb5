// Free pages of a lower zone that a request for a higher one may not have: lowmem_reserve[i][j] is the memory
// of the zones above i up to j, divided by vm.lowmem_reserve_ratio (mm/page_alloc.c:
// setup_per_zone_lowmem_reserve; by `present` up to 3.1, by `managed` since).

import { formatCount } from '../../units.ts'
import type { Attempt, ZoneAttempt } from '../attempt.ts'
import type { Case } from '../case.ts'
import type { Finding } from '../diagnosis.ts'
import type { Scene } from '../scene.ts'
import { capitalise, pagesAndSize, zoneName } from '../words.ts'
import { zoneRank } from '../zone-class.ts'

export function lowmemReserve({ scene, causes }: Case): Finding[] {
  const last = causes.findLast(({ attempt }) =>
    attempt.zones.some(({ outcome }) => outcome === 'reserve'),
  )
  if (!last) return []
  const { attempt } = last
  return attempt.zones
    .filter(({ outcome }) => outcome === 'reserve')
    .map((one) => findingOf(scene, attempt, one))
}

function findingOf(scene: Scene, attempt: Attempt, { zone, test, lines }: ZoneAttempt): Finding {
  const reserve = test?.reserve ?? 0
  const name = zoneName(zone, scene)
  const managed = zone.marks?.managed ?? null
  return {
    id: 'lowmem-reserve',
    tone: 'warn',
    fact:
      managed !== null && reserve >= managed
        ? `${capitalise(name)} is closed to the request that failed: it keeps back ${pagesAndSize(reserve, scene)}, more than it has.`
        : `${capitalise(name)} keeps ${pagesAndSize(reserve, scene)} back from the request that failed.`,
    why: `The request could use a higher zone as well, and a lower one is kept for those that cannot. ${formatCount(test?.free ?? 0)} pages count as free, and more than ${formatCount((test?.mark ?? 0) + reserve)} would have to.`,
    arithmetic: [...lines, ...ratioLines(attempt, zone.node, zone.zone, reserve)],
    node: zone.node,
    zone: zone.zone,
  }
}

/** The reserve from the zones above, where all of them tell how much they manage. */
function ratioLines(
  { zones, index }: Attempt,
  node: number,
  zone: string,
  reserve: number,
): string[] {
  if (index === null) return []
  const above = zones
    .filter((one) => one.zone.node === node && zoneRank(one.zone.zone) > zoneRank(zone))
    .map((one) => one.zone)
  const managed = above.map(({ marks }) => marks?.managed ?? null)
  const total = managed.reduce<number | null>(
    (sum, pages) => (sum === null || pages === null ? null : sum + pages),
    0,
  )
  if (!total || reserve === 0) return []
  const names = above.map(({ zone: name }) => name).reverse()
  const ratio = nearestRatio(total, reserve)
  const sum = managed
    .reverse()
    .map((pages) => formatCount(pages ?? 0))
    .join(' + ')
  const share = Math.floor(total / ratio)
  const line = `lowmem_reserve for this request: managed in ${names.join(' and ')} ${sum}, by lowmem_reserve_ratio ${ratio} = ${formatCount(share)}`
  if (share === reserve) return [line]
  return [
    `${line}; printed is ${formatCount(reserve)}: managed has changed since the marks were set`,
  ]
}

/** Ratios are powers of two by default (256, 32); what is set by hand is taken as it comes out. */
function nearestRatio(total: number, reserve: number): number {
  const exact = total / reserve
  const power = 2 ** Math.round(Math.log2(exact))
  return Math.abs(exact - power) / power < 0.05 ? power : Math.round(exact)
}
