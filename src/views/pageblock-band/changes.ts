// What small steps do to the pageblocks of a zone: which ones change, where the scanners stand, what moves.

import type { BuddyEvent } from '../../core/buddy/event.ts'
import type { Pages, Pfn } from '../../core/units.ts'

export interface Change {
  readonly pfn: Pfn
  /** Pages that it is about. */
  readonly pages: Pages
  readonly kind: 'asked' | 'refused' | 'changed' | 'mixed'
  readonly from: string
  readonly to: string
}

/**
 * What happened to pageblocks: of the small step alone where there is one, else of the whole action.
 * A pageblock that was asked for and then changed is told once.
 */
export function changesOf(
  events: readonly BuddyEvent[],
  now: BuddyEvent | null,
  zone: number,
): Change[] {
  const told = new Map<Pfn, Change>()
  for (const event of now ? [now] : events) {
    const change = event.zone === zone ? changeOf(event) : null
    if (change && !(change.kind === 'mixed' && told.has(change.pfn))) told.set(change.pfn, change)
  }
  return [...told.values()]
}

function changeOf(event: BuddyEvent): Change | null {
  const whole = 'pfn' in event ? { pfn: event.pfn, pages: 2 ** event.order } : null
  if (!whole) return null
  switch (event.kind) {
    case 'try-claim':
      return { ...whole, kind: event.ok ? 'asked' : 'refused', from: event.from, to: event.to }
    case 'retag':
      return { ...whole, kind: 'changed', from: event.from, to: event.to }
    case 'move-freepages':
      return { ...whole, kind: 'asked', from: '', to: event.to }
    case 'fallback': {
      const pages = 2 ** event.pageblockOrder
      const pfn = Math.floor(event.pfn / pages) * pages
      const kind = event.how === 'steal' ? 'mixed' : 'changed'
      return {
        pfn,
        pages: Math.max(pages, event.how === 'claim' ? 2 ** event.found : 0),
        kind,
        from: event.from,
        to: event.type,
      }
    }
    default:
      return null
  }
}

/** The scanners' pageblocks while the action compacts; null: it does not, in this zone. */
export function scannersOf(
  events: readonly BuddyEvent[],
  zone: number,
): { readonly migrate: Pfn; readonly free: Pfn; readonly haveMet: boolean } | null {
  const last = events.findLast((event) => event.kind === 'scan' && event.zone === zone)
  if (last?.kind !== 'scan') return null
  return { migrate: last.migrate, free: last.free, haveMet: last.migrate >= last.free }
}

export interface Move {
  readonly from: Pfn
  readonly to: Pfn
  readonly pages: Pages
}

/** Pages that the small step moved; null: none. */
export function moveOf(now: BuddyEvent | null, zone: number): Move | null {
  if (now?.kind !== 'migrate' || now.zone !== zone) return null
  return { from: now.from, to: now.pfn, pages: 2 ** now.order }
}
