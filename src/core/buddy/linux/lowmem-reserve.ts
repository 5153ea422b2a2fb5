// What a zone keeps back from requests that could have used a higher one (mm/page_alloc.c:
// setup_per_zone_lowmem_reserve): the pages of the higher zones on its node, divided by a ratio.

import { type Pages, ZONE_NAMES } from '../../units.ts'
import type { ZoneConfig } from '../config.ts'

/** sysctl_lowmem_reserve_ratio; 0: nothing is kept back. */
const RATIO = { DMA: 256, DMA32: 256, Normal: 32, HighMem: 0, Movable: 0 } as const

/** Pages by zone and class: [index into zones][rank of the highest zone that the request may use]. */
export function lowmemReserve(
  zones: readonly Pick<ZoneConfig, 'node' | 'zone' | 'pages'>[],
): readonly (readonly Pages[])[] {
  return zones.map((zone) => {
    const own = ZONE_NAMES.indexOf(zone.zone)
    const ratio = RATIO[zone.zone]
    let above = 0
    return ZONE_NAMES.map((name, rank) => {
      if (rank <= own || ratio === 0) return 0
      above += zones.find((other) => other.node === zone.node && other.zone === name)?.pages ?? 0
      return Math.floor(above / ratio)
    })
  })
}
