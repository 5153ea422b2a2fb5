// Whether a zone may serve a request and still keep its mark. Follows __zone_watermark_ok and
// __zone_watermark_unusable_free (mm/page_alloc.c, 6.18). Without CMA and without boost.

import type { Order, Pages } from '../../units.ts'
import type { Mark } from '../event.ts'
import { nrFree } from '../free-area.ts'
import { freePages, type Machine } from '../machine.ts'
import { HIGHATOMIC, PCP_TYPES } from '../migratetype.ts'
import { emit } from '../trace.ts'
import type { Zone } from '../zone.ts'
import {
  type AllocFlags,
  HIGHATOMIC_FLAG,
  lowered,
  MARK_BITS,
  MARK_HIGH,
  MARK_LOW,
  MIN_RESERVE,
  NON_BLOCK,
} from './alloc-flags.ts'
import { markOf } from './marks.ts'

export interface WatermarkTest {
  readonly ok: boolean
  readonly free: Pages
  /** `free` must exceed it. */
  readonly needed: Pages
  readonly reserve: Pages
  readonly why: 'enough' | 'too-few' | 'no-block'
}

export function markName(flags: AllocFlags): Mark {
  const mark = flags & MARK_BITS
  return mark === MARK_HIGH ? 'high' : mark === MARK_LOW ? 'low' : 'min'
}

/** The test with its numbers; `highest` is the request's class, `extra` stands on top of the mark. */
export function testWatermark(
  machine: Machine,
  zone: Zone,
  order: Order,
  highest: number,
  flags: AllocFlags,
  extra: Pages = 0,
): WatermarkTest {
  const { state } = machine
  const kept = (flags & (MIN_RESERVE | NON_BLOCK)) !== 0 ? 0 : freeOfType(machine, zone, HIGHATOMIC)
  const free = freePages(machine, zone) - (2 ** order - 1) - kept
  const needed = lowered(markOf(state, zone, markName(flags)) + extra, flags)
  const reserve = machine.reserve[zone.index]?.[highest] ?? 0
  const enough = free > needed + reserve
  const ok =
    enough && (order === 0 || hasUsableBlock(machine, zone, order, (flags & HIGHATOMIC_FLAG) !== 0))
  return { ok, free, needed, reserve, why: ok ? 'enough' : enough ? 'no-block' : 'too-few' }
}

/** The same, told as a small step; always true where the machine has no watermarks. */
export function isWatermarkOk(
  machine: Machine,
  zone: Zone,
  order: Order,
  highest: number,
  flags: AllocFlags,
): boolean {
  if (!machine.config.watermarks) return true
  const { ok, free, needed, reserve, why } = testWatermark(machine, zone, order, highest, flags)
  if (machine.trace)
    emit(machine.trace, machine.state, {
      kind: 'watermark',
      zone: zone.index,
      order,
      mark: markName(flags),
      free,
      needed,
      reserve,
      ok,
      why,
    })
  return ok
}

/** Whether a list that the request may use has a block of this order or a larger one. */
export function hasUsableBlock(
  { state, maxOrder }: Machine,
  zone: Zone,
  order: Order,
  mayUseReserve: boolean,
): boolean {
  const types = mayUseReserve ? zone.types : Math.min(zone.types, PCP_TYPES)
  for (let k = order; k <= maxOrder; k++)
    for (let type = 0; type < types; type++) if (nrFree(state, zone, k, type) > 0) return true
  return false
}

function freeOfType({ state, maxOrder }: Machine, zone: Zone, type: number): Pages {
  if (type >= zone.types) return 0
  let pages = 0
  for (let order = 0; order <= maxOrder; order++)
    pages += nrFree(state, zone, order, type) * 2 ** order
  return pages
}
