// What the address axis shows of each zone: where the reader zoomed it, else all of it; where a
// machine has more blocks than a picture can name, else a few of its largest blocks.

import { useMemo } from 'react'
import type { MachineConfig, ZoneConfig } from '../core/buddy/config.ts'
import type { Frame } from '../core/buddy/frame.ts'
import { countBlocks } from '../core/buddy/frame-blocks.ts'
import type { RunSummary, StepView } from '../core/run/summary.ts'
import type { Pfn } from '../core/units.ts'
import { useSimulation } from './simulation.ts'
import { type Extent, type Selection, useView, zoomZone } from './view.ts'

/** Blocks of a machine up to which each one is an element with a name; past that, canvas. */
export const NAMED_ELEMENTS = 1000
/** Largest blocks that the axis shows of a machine of many. */
const LARGEST_SHOWN = 4
/** Pages that fit the axis in any case. */
const PAGES_SHOWN = 4096

export function hasManyBlocks(frame: Frame): boolean {
  return countBlocks(frame) > NAMED_ELEMENTS
}

export function wholeZone({ startPfn, pages }: Pick<ZoneConfig, 'startPfn' | 'pages'>): Extent {
  return { startPfn, endPfn: startPfn + pages }
}

/** The extent that a zone has before anyone zooms it; `about`: a page that it must hold. */
export function usualWindow(
  config: Pick<MachineConfig, 'maxOrder'>,
  zone: Pick<ZoneConfig, 'startPfn' | 'pages'>,
  isMany: boolean,
  about: Pfn | null,
): Extent {
  const whole = wholeZone(zone)
  const pages = Math.max(LARGEST_SHOWN * 2 ** config.maxOrder, PAGES_SHOWN)
  if (!isMany || zone.pages <= pages) return whole
  const page = about ?? whole.startPfn
  const startPfn = Math.floor(page / pages) * pages
  return {
    startPfn: Math.max(startPfn, whole.startPfn),
    endPfn: Math.min(startPfn + pages, whole.endPfn),
  }
}

/** The page of a zone that the run was about last: where the steps between have nothing to show. */
const lastFocus = new WeakMap<RunSummary, Map<number, Pfn>>()

function centreOfInterest(run: RunSummary, view: StepView, zone: number): Pfn | null {
  const pages = lastFocus.get(run) ?? new Map<number, Pfn>()
  lastFocus.set(run, pages)
  const focus = view.explanation.focus.find((block) => block.zone === zone)
  if (focus) pages.set(zone, focus.pfn)
  return pages.get(zone) ?? null
}

/** The block that the step is about first of all, if it lies in the zone. */
export function focusIn({ explanation }: StepView, zone: number): Selection | null {
  const [first] = explanation.focus
  return first?.zone === zone ? first : null
}

function windowIn(run: RunSummary, view: StepView, zone: number, zoomed: Extent | undefined) {
  const config = run.config.zones[zone]
  if (!config) return { startPfn: 0, endPfn: 1 }
  const { startPfn, endPfn } = wholeZone(config)
  // The script may have been edited since: an extent of what is no more shows nothing.
  if (zoomed && zoomed.startPfn >= startPfn && zoomed.endPfn <= endPfn) return zoomed
  const about = centreOfInterest(run, view, zone)
  return usualWindow(run.config, config, hasManyBlocks(view.frame), about)
}

/** What the axis shows of a zone now; null before the first run. */
export function windowOf(zone: number): Extent | null {
  const { run, view } = useSimulation.getState()
  return run && view && windowIn(run, view, zone, useView.getState().extents.get(zone))
}

export function useZoneWindow(zone: number): Extent {
  const run = useSimulation((state) => state.run)
  const view = useSimulation((state) => state.view)
  const zoomed = useView((state) => state.extents.get(zone))
  const { startPfn, endPfn } =
    run && view ? windowIn(run, view, zone, zoomed) : { startPfn: 0, endPfn: 1 }
  return useMemo(() => ({ startPfn, endPfn }), [startPfn, endPfn])
}

/** Turns over what is shown of a zone, as one turns pages, so that these come into sight. */
export function revealPages(zone: number, startPfn: Pfn, endPfn: Pfn): void {
  const shown = windowOf(zone)
  const config = useSimulation.getState().run?.config.zones[zone]
  if (!shown || !config || (startPfn < shown.endPfn && endPfn > shown.startPfn)) return
  const whole = wholeZone(config)
  const pages = shown.endPfn - shown.startPfn
  const start = Math.floor(startPfn / pages) * pages
  const first = Math.min(Math.max(start, whole.startPfn), whole.endPfn - pages)
  showExtent(zone, { startPfn: first, endPfn: first + pages })
}

/** Shows an extent of a zone, or with null what it usually shows. */
export function showExtent(zone: number, extent: Extent | null): void {
  const { run, view } = useSimulation.getState()
  const config = run?.config.zones[zone]
  if (!run || !view || !config) return
  const whole = wholeZone(config)
  const isWhole = extent && extent.startPfn <= whole.startPfn && extent.endPfn >= whole.endPfn
  zoomZone(zone, isWhole && !hasManyBlocks(view.frame) ? null : extent)
}
