// The zoom of the address axis: every zone's extent at once, about what the reader looks at.

import { zoomed } from './extent.ts'
import { useSimulation } from './simulation.ts'
import { type Selection, useView } from './view.ts'
import { showExtent, wholeZone, windowOf } from './zone-window.ts'

/** Zooms all zones, `factor` > 1 closer: about the selection where it is in the zone, else the middle. */
export function zoomBy(factor: number): void {
  const { selected } = useView.getState()
  const zones = useSimulation.getState().run?.config.zones ?? []
  for (const [index, zone] of zones.entries()) {
    const shown = windowOf(index) ?? wholeZone(zone)
    showExtent(index, zoomed(zone, shown, centreOf(index, selected), factor) ?? wholeZone(zone))
  }
}

function centreOf(zone: number, selected: Selection | null): number | null {
  return selected?.zone === zone ? selected.pfn + 2 ** selected.order / 2 : null
}
