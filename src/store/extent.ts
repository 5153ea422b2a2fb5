// The part of a zone that the address axis shows, as it is zoomed.

import type { ZoneConfig } from '../core/buddy/config.ts'
import type { Pfn } from '../core/units.ts'
import type { Extent } from './view.ts'

/** Fewest pages that an extent shows: below that a page is wider than it has things to say. */
const LEAST_PAGES = 8

/** An extent of whole pages inside the zone; null where that is the whole zone. */
export function zoomed(
  zone: Pick<ZoneConfig, 'startPfn' | 'pages'>,
  extent: Extent | undefined,
  about: Pfn | null,
  factor: number,
): Extent | null {
  const endOfZone = zone.startPfn + zone.pages
  const { startPfn, endPfn } = extent ?? { startPfn: zone.startPfn, endPfn: endOfZone }
  const pages = Math.max(LEAST_PAGES, Math.round((endPfn - startPfn) / factor))
  if (pages >= zone.pages) return null
  const centre = about ?? (startPfn + endPfn) / 2
  const first = Math.round(centre - pages / 2)
  const start = Math.min(Math.max(first, zone.startPfn), endOfZone - pages)
  return { startPfn: start, endPfn: start + pages }
}
