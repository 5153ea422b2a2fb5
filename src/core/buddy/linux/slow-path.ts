// When the first try finds nothing: kswapd is woken, the lists are tried down to the min mark, then
// compaction, reclaim and at last the out-of-memory killer. Follows __alloc_pages_slowpath,
// should_reclaim_retry, should_compact_retry and __alloc_pages_may_oom (mm/page_alloc.c, 6.18).
//
//   low mark ─ fails ─ kswapd woken ─ min mark ─ fails ─ may it wait? ── no ── fails
//                                                         │ yes
//        compact (order > 3, or > 0 and not movable) ─ reclaim ─ compact ─ order > 3? ── fails
//        └────────────── again, while something is won ──────────┘  └ out-of-memory kill, again
//
// A request is GFP_KERNEL or its like, or GFP_ATOMIC. Where the kernel tries again up to 16 times
// though nothing was won, here it gives up: nothing would change between.

import { type Order, type Pfn, ZONE_NAMES } from '../../units.ts'
import type { SlowStage } from '../event.ts'
import type { Machine } from '../machine.ts'
import { MOVABLE } from '../migratetype.ts'
import type { Request } from '../request.ts'
import { emit } from '../trace.ts'
import {
  type AllocFlags,
  HIGHATOMIC_FLAG,
  MARK_HIGH,
  MARK_MIN,
  MIN_RESERVE,
  NON_BLOCK,
} from './alloc-flags.ts'
import { type CompactPriority, compactZones } from './compaction.ts'
import { COSTLY_ORDER } from './costly.ts'
import { unreserveHighatomic } from './highatomic.ts'
import { killOne } from './oom.ts'
import { walkZones } from './page-walk.ts'
import { drainZone } from './pcp.ts'
import { RECLAIM_ROUND, reclaim, reclaimablePages } from './reclaim.ts'
import { hasUsableBlock, testWatermark } from './watermark-ok.ts'

/** Takes a block of exactly `order`, which is then in hand; −1: the request fails. */
export function allocSlowly(machine: Machine, order: Order, request: Request): Pfn {
  const attempt = new Attempt(machine, order, request)
  attempt.tell('fast', false)
  attempt.tell('kswapd', true)
  const pfn = attempt.run()
  attempt.tell(pfn >= 0 ? 'served' : 'give-up', pfn >= 0)
  // On one CPU it runs when the request is done (kswapd.ts).
  machine.isKswapdWoken = true
  return pfn
}

class Attempt {
  private readonly machine: Machine
  private readonly order: Order
  private readonly request: Request
  private readonly flags: AllocFlags
  /** Compaction had too few free pages to begin with, the last time. */
  private wasSkipped = false

  constructor(machine: Machine, order: Order, request: Request) {
    this.machine = machine
    this.order = order
    this.request = request
    const atomic = MIN_RESERVE | NON_BLOCK | (order > 0 ? HIGHATOMIC_FLAG : 0)
    this.flags = MARK_MIN | (request.isAtomic ? atomic : 0)
  }

  run(): Pfn {
    const { order, request } = this
    let pfn = this.walk('min')
    if (pfn >= 0 || request.isAtomic) return pfn
    const isCostly = order > COSTLY_ORDER
    if (isCostly || (order > 0 && request.type !== MOVABLE)) {
      pfn = this.compact('async')
      if (pfn >= 0) return pfn
    }
    let priority: CompactPriority = 'sync-light'
    for (;;) {
      const won = this.reclaim()
      if (won > 0) {
        pfn = this.walk('reclaim')
        if (pfn < 0) pfn = this.drainAndWalk()
        if (pfn >= 0) return pfn
      }
      pfn = this.compact(priority)
      if (pfn >= 0 || isCostly) return pfn
      if (this.isReclaimWorthwhile(won)) this.tell('retry', true)
      else if (won > 0 && order > 0 && this.wasSkipped && this.isCompactionInReach())
        this.tell('retry', true)
      else if (won > 0 && order > 0 && !this.wasSkipped && priority === 'sync-light') {
        priority = 'sync-full'
        this.tell('retry', true)
      } else {
        pfn = this.lastTry()
        if (pfn >= 0 || !this.kill()) return pfn
      }
      pfn = this.walk('retry')
      if (pfn >= 0) return pfn
    }
  }

  tell(stage: SlowStage, ok: boolean, pages?: number): void {
    const { machine, order, request } = this
    if (machine.trace)
      emit(machine.trace, machine.state, {
        kind: 'slow-path',
        zone: request.zonelist[0]?.index ?? 0,
        stage,
        order,
        ok,
        ...(pages === undefined ? {} : { pages }),
        ...(stage === 'oom' && this.isLow() ? { isLow: true } : {}),
      })
  }

  private walk(stage: SlowStage, flags = this.flags): Pfn {
    const pfn = walkZones(this.machine, this.order, this.request, flags)
    this.tell(stage, pfn >= 0)
    return pfn
  }

  /** __alloc_pages_direct_compact: the lists are tried only where compaction was not skipped. */
  private compact(priority: CompactPriority): Pfn {
    const { machine, order, request } = this
    if (order === 0) return -1
    const didRun = compactZones(machine, order, request, priority, this.flags)
    this.wasSkipped = !didRun
    if (!didRun) {
      this.tell('compact', false)
      return -1
    }
    return this.walk('compact')
  }

  /** One round of direct reclaim: pages won. */
  private reclaim(): number {
    const { zonelist } = this.request
    const pages = reclaim(this.machine, RECLAIM_ROUND, (zone) => zonelist.includes(zone))
    this.tell('reclaim', pages > 0, pages)
    return pages
  }

  private drainAndWalk(): Pfn {
    const { machine, request } = this
    unreserveHighatomic(machine, request, false)
    for (const zone of machine.zones) drainZone(machine, zone)
    return this.walk('drain')
  }

  /** should_reclaim_retry: with all that could be reclaimed, would a zone pass its min mark? */
  private isReclaimWorthwhile(won: number): boolean {
    const { machine, order, request, flags } = this
    if (won === 0) return unreserveHighatomic(machine, request, true)
    const mayPass = request.zonelist.some((zone) => {
      const isThere = order === 0 || hasUsableBlock(machine, zone, order, false)
      if (!machine.config.watermarks) return isThere
      const { free, needed, reserve } = testWatermark(machine, zone, order, request.highest, flags)
      const isEnough = free + reclaimablePages(machine, zone) > needed + reserve
      return isEnough && isThere
    })
    return mayPass || unreserveHighatomic(machine, request, true)
  }

  /** compaction_zonelist_suitable: with some of what could be reclaimed, might compaction begin? */
  private isCompactionInReach(): boolean {
    const { machine, order, request } = this
    return request.zonelist.some((zone) => {
      const { free, needed, reserve } = testWatermark(machine, zone, 0, request.highest, MARK_MIN)
      const more = Math.floor(reclaimablePages(machine, zone) / order)
      return free + more > needed + 2 * 2 ** order + reserve
    })
  }

  /** Before anybody is killed, once more down to the high mark: a parallel kill may have freed enough. */
  private lastTry(): Pfn {
    return this.walk('oom', MARK_HIGH)
  }

  private kill(): boolean {
    const { machine } = this
    return !machine.isTrial && !this.isLow() && killOne(machine)
  }

  private isLow(): boolean {
    return this.request.highest < ZONE_NAMES.indexOf('Normal')
  }
}
