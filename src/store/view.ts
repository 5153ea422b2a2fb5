// What the reader looks at and how: selection, playback, measures, theme. Nothing here is memory.

import { create } from 'zustand'
import type { Order, Pfn } from '../core/units.ts'

/** A block that all pictures light together. */
export interface Selection {
  /** Index into the config's zones. */
  readonly zone: number
  readonly pfn: Pfn
  readonly order: Order
}

export type Measure = 'unusable' | 'order' | 'owner' | 'type'
export type Picture = 'step' | 'history' | 'compare'
export type Theme = 'light' | 'dark' | 'system'
/** The phone's tabs; wider screens show all of them at once. */
export type Pane = 'picture' | 'script' | 'lists' | 'time'

/** The part of a zone that the address axis shows. */
export interface Extent {
  readonly startPfn: Pfn
  /** Past the last. */
  readonly endPfn: Pfn
}

interface ViewState {
  selected: Selection | null
  hovered: Selection | null
  measure: Measure
  /** null: the order of the last failure, else the pageblock order or less. */
  measureOrder: Order | null
  picture: Picture
  pane: Pane
  /** Per zone (index), where it is zoomed; absent: the whole zone. */
  extents: ReadonlyMap<number, Extent>
  isPlaying: boolean
  /** Actions a second are one to each at 1. */
  speed: number
  /** Script lines (1-based) at which Play stops. */
  breakpoints: ReadonlySet<number>
  theme: Theme
}

export const useView = create<ViewState>()(() => ({
  selected: null,
  hovered: null,
  measure: 'unusable',
  measureOrder: null,
  picture: 'step',
  pane: 'picture',
  extents: new Map(),
  isPlaying: false,
  speed: 1,
  breakpoints: new Set(),
  theme: 'system',
}))

const set = useView.setState

/** Selects a block; the selected block again, or null: selects nothing. */
export function select(block: Selection | null): void {
  set((view) => ({ selected: block && !isSame(block, view.selected) ? block : null }))
}

export function hover(block: Selection | null): void {
  set((view) => (isSame(block, view.hovered) ? view : { hovered: block }))
}

export function isSame(a: Selection | null, b: Selection | null): boolean {
  if (a === null || b === null) return a === b
  return a.zone === b.zone && a.pfn === b.pfn && a.order === b.order
}

export function toggleBreakpoint(line: number): void {
  set((view) => {
    const breakpoints = new Set(view.breakpoints)
    if (!breakpoints.delete(line)) breakpoints.add(line)
    return { breakpoints }
  })
}

/** Zooms one zone to an extent; null shows it whole. */
export function zoomZone(zone: number, extent: Extent | null): void {
  set((view) => {
    const extents = new Map(view.extents)
    if (extent) extents.set(zone, extent)
    else extents.delete(zone)
    return { extents }
  })
}
