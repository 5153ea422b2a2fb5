// Frees that went past the per-CPU lists. A page freed where those are locked already (another CPU
// drains them, an interrupt came in between: free_frozen_pages, mm/page_alloc.c) goes straight to
// its zone, and no event tells. The trace shows it later: the zone's lists give the page away again,
// though no mm_page_pcpu_drain ever brought it there.

import type { Machine } from '../buddy/machine.ts'
import type { Zone } from '../buddy/zone.ts'
import type { Pfn } from '../units.ts'
import type { PageEvents } from './trace-events.ts'

/** Index of every mm_page_free whose page the lists give next. */
export function straightFrees(machine: Machine, events: PageEvents): ReadonlySet<number> {
  const found = new Set<number>()
  const areTaken = machine.zones.map((zone) => new Uint8Array(zone.pages))
  for (let index = events.length - 1; index >= 0; index--) {
    const { kind, pfn, order } = events.at(index)
    // Before 6.10 a fallback tells the block that it found, not the one that it takes.
    if (kind === 'fallback' && !machine.areListsPure) continue
    const zone = zoneOfBlock(machine.zones, pfn, 2 ** order)
    if (zone === undefined) continue
    const isTaken = areTaken[zone.index] as Uint8Array
    const at = pfn - zone.start
    if (kind === 'free' && isTaken[at] === 1) found.add(index)
    isTaken.fill(kind === 'take' || kind === 'fallback' ? 1 : 0, at, at + 2 ** order)
  }
  return found
}

/** The zone that a block lies in; a failed request's pfn 0 is in none. */
export function zoneOfBlock(zones: readonly Zone[], pfn: Pfn, pages: number): Zone | undefined {
  return zones.find((zone) => pfn >= zone.start && pfn + pages <= zone.end)
}
