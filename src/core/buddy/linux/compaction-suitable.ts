// Whether compaction has a chance for an order, before it begins. Follows
// compaction_suit_allocation_order and compaction_suitable (mm/compaction.c, 6.15 and later).

import { fragmentationIndex } from '../../metrics/fragmentation-index.ts'
import type { Order } from '../../units.ts'
import type { CompactMode, CompactResult } from '../event.ts'
import { freeCounts, hasFreeBlock, type Machine } from '../machine.ts'
import { emit } from '../trace.ts'
import type { Zone } from '../zone.ts'
import { type AllocFlags, MARK_MIN } from './alloc-flags.ts'
import { COSTLY_ORDER } from './costly.ts'
import { markOf } from './marks.ts'
import { markName, testWatermark } from './watermark-ok.ts'

/** What a run of compaction is for (struct compact_control). */
export interface CompactControl {
  readonly mode: CompactMode
  /** −1: the whole zone, whatever comes of it. */
  readonly order: Order | -1
  /** Type of the lists on which the block is wanted. */
  readonly type: number
  /** Class and mark of the request that it is for. */
  readonly highest: number
  readonly flags: AllocFlags
}

/** null: compaction may begin; else what it comes to without having begun. */
export function compactionSuits(
  machine: Machine,
  zone: Zone,
  { order, highest, flags }: CompactControl,
): CompactResult | null {
  const { state, config } = machine
  const passes = config.watermarks
    ? testWatermark(machine, zone, order, highest, flags).ok
    : hasFreeBlock(machine, zone, order)
  if (passes) return 'nothing-to-do'
  const isCostly = order > COSTLY_ORDER
  // Twice the block: what is moved stands twice for a while (compact_gap).
  const gap = 2 * 2 ** order
  const mark = config.watermarks ? markOf(state, zone, markName(flags)) : 0
  const more = isCostly ? markOf(state, zone, 'low') - markOf(state, zone, 'min') : 0
  const test = testWatermark(
    machine,
    zone,
    0,
    highest,
    MARK_MIN,
    mark + more + gap - markOf(state, zone, 'min'),
  )
  const needed = test.needed + test.reserve
  const threshold = state.words[machine.extfragThreshold] as number
  const index = isCostly ? fragmentationIndex(freeCounts(machine, zone), order) : null
  const isLacking = index !== null && index >= 0 && index <= threshold
  const isEnough = test.free > needed
  if (machine.trace)
    emit(machine.trace, state, {
      kind: 'compact-suitable',
      zone: zone.index,
      order,
      free: test.free,
      needed,
      index: isEnough ? index : null,
      threshold,
      ok: isEnough && !isLacking,
    })
  return isEnough ? (isLacking ? 'not-suitable' : null) : 'skipped'
}
