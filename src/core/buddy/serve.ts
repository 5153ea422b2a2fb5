// A request from its first try to the daemons that it woke: what one `alloc` comes to.

import type { Pages, Pfn } from '../units.ts'
import { requestShape, tryAlloc } from './alloc.ts'
import type { Failure } from './event.ts'
import { explainFailure } from './failure.ts'
import { heldPages, linuxOf, type Machine } from './machine.ts'
import type { Request } from './request.ts'

/**
 * Gives `pages` pages to a handle that holds nothing. Returns the first pfn, or −1 where the request
 * fails: then nothing has changed but what reclaim and compaction won (`failureOf` tells why).
 */
export function alloc(machine: Machine, handle: number, pages: Pages, request: Request): Pfn {
  const { state, latest } = machine
  // Reclaim looks no further; a machine that does nothing of Linux has none.
  if (machine.linux && handle > (state.words[latest] as number)) state.set(latest, handle)
  if (!machine.hasSlowPath) return tryAlloc(machine, handle, pages, request)
  const pfn = tryAlloc(machine, handle, pages, request)
  if (pfn >= 0 && request.mobility === 'movable')
    machine.mostMovable = Math.max(machine.mostMovable, heldPages(machine, handle))
  // Told as it was when the request failed: the daemons may free some of it at once.
  machine.failure = pfn < 0 ? explainFailure(machine, pages, request) : null
  if (machine.isKswapdWoken)
    linuxOf(machine).runDaemons(machine, requestShape(machine, pages).order, request, handle)
  machine.isKswapdWoken = false
  return pfn
}

/** Why the request that was served last failed; its last small step where they are collected. */
export function failureOf(machine: Machine, pages: Pages, request: Request): Failure {
  return machine.failure ?? explainFailure(machine, pages, request)
}
