// The Linux machine once more for its test, naive: written from the rules alone (lists as arrays, no
// links, no bitmaps, nothing shared with the real one but types and units). `round`, kernel 6.18.
//
// Compaction moves nothing here: what asks for it must see to it that it cannot.

import { type Order, orderFor, type Pages, type Pfn, ZONE_NAMES } from '../../units.ts'
import type { AllocCommand, Mobility } from '../command.ts'
import type { MachineConfig, ZoneConfig } from '../config.ts'
import type { FailureReason } from '../event.ts'
import { HIGHATOMIC, MOVABLE, NaiveZone, RECLAIMABLE, sum, UNMOVABLE } from './naive-zone.ts'

const TYPE_OF = { unmovable: UNMOVABLE, movable: MOVABLE, cache: MOVABLE, reclaimable: RECLAIMABLE }
/** A zone of this many pages for one of the higher zones'; 0: none kept back, no share of min-free. */
const RATIO = { DMA: 256, DMA32: 256, Normal: 32, HighMem: 0, Movable: 0 }

type Mark = 'min' | 'low' | 'high'

interface Block {
  readonly zone: number
  readonly pfn: Pfn
  readonly order: Order
}

interface Held extends Block {
  readonly name: string
  readonly mobility: Mobility
}

interface Ask {
  readonly order: Order
  readonly type: number
  readonly highest: number
  readonly isAtomic: boolean
  readonly noFragment: boolean
  /** Indices of zones. */
  readonly walk: readonly number[]
}

export class NaiveLinux {
  readonly config: MachineConfig
  zones: NaiveZone[]
  /** Oldest first. */
  held: Held[] = []
  watermarks: boolean
  /** What has been done, for those who want to know whether it ever was. */
  readonly did = new Set<string>()
  private isTrial = false

  constructor(config: MachineConfig) {
    this.config = config
    this.watermarks = config.watermarks && this.fits(config.minFree)
    this.zones = config.zones.map((_, index) => new NaiveZone(config, index))
    for (const zone of this.zones)
      zone.reserve = ZONE_NAMES.map((_, rank) =>
        this.watermarks ? this.reserveOf(zone.config, rank) : 0,
      )
    this.setMinFree(config.minFree)
  }

  /** What is given, or why nothing is. */
  alloc(name: string, asked: AllocCommand): Block | FailureReason {
    const order = orderFor(asked.pages)
    const ask = this.askFor(asked, order)
    const zones = this.walkOf(ask)
    const isTooLarge =
      order > this.config.maxOrder || 2 ** order > sum(zones.map(({ config }) => config.pages))
    const hasSlowPath = this.config.policy === 'linux' || this.watermarks
    const fast = isTooLarge ? null : this.walk(ask, 'low', false, ask.noFragment)
    const isSlow = !fast && !isTooLarge && hasSlowPath
    const block = isSlow ? this.slowly(ask) : fast
    const reason = block ? null : this.whyFailed(ask, asked.pages, isTooLarge, hasSlowPath)
    if (block) {
      this.held.push({ name, mobility: asked.mobility, ...block })
      const pages = Array.from({ length: 2 ** order }, (_, i) => block.pfn + i)
      if (TYPE_OF[asked.mobility] === MOVABLE) this.zones[block.zone]?.movable.push(...pages)
    }
    if (isSlow)
      for (const node of new Set(zones.map((zone) => zone.config.node)))
        this.kswapd(node, ask, block ? name : null)
    return block ?? (reason as FailureReason)
  }

  free(name: string): void {
    const held = this.held.find((other) => other.name === name)
    if (held) this.release(held)
  }

  private release(held: Held): void {
    this.held.splice(this.held.indexOf(held), 1)
    this.zones[held.zone]?.free(held.pfn, held.order)
  }

  drain(): void {
    for (const zone of this.zones) zone.drain()
  }

  /** Frees cache and reclaimable names, oldest first, until so many pages are won. */
  reclaim(goal: Pages, isEligible: (held: Held) => boolean = () => true): Pages {
    let won = 0
    for (const held of [...this.held]) {
      if (won >= goal) break
      if ((held.mobility !== 'cache' && held.mobility !== 'reclaimable') || !isEligible(held))
        continue
      won += 2 ** held.order
      this.release(held)
    }
    return won
  }

  // Marks

  /** Whether every zone has at least its min mark. */
  fits(minFree: number | null): boolean {
    return this.marks(minFree).every(({ min }, i) => min <= (this.config.zones[i]?.pages ?? 0))
  }

  setMinFree(minFree: number | null): void {
    const marks = this.marks(minFree)
    if (this.watermarks) for (const zone of this.zones) Object.assign(zone, marks[zone.index])
  }

  private marks(bytes: number | null): { min: Pages; low: Pages; high: Pages }[] {
    const { zones, pageSize, pageblockOrder } = this.config
    const low = zones.filter(({ zone }) => RATIO[zone] > 0)
    const lowmem = sum(low.map(({ pages }) => pages))
    const share = (pages: Pages, minFree: Pages) => Math.floor((minFree * pages) / lowmem)
    const step = (pages: Pages, minFree: Pages) =>
      Math.max(Math.floor(share(pages, minFree) / 4), Math.floor(pages / 1000))
    const boot = () => {
      const root = Math.floor(Math.sqrt((16 * lowmem * pageSize) / 1024))
      const pages = Math.floor((Math.max(128, Math.min(262144, root)) * 1024) / pageSize)
      if (sum(zones.map((zone) => zone.pages)) * pageSize < 512 * 2 ** 20) return pages
      const highs = low.map((zone) => share(zone.pages, pages) + 2 * step(zone.pages, pages))
      const most = Math.floor((lowmem - sum(highs)) / 20)
      return Math.max(pages, Math.min(11 * low.length * 2 ** pageblockOrder, most))
    }
    const minFree = bytes === null ? boot() : bytes / pageSize
    return zones.map(({ zone, pages }) => {
      const min =
        RATIO[zone] > 0
          ? share(pages, minFree)
          : Math.max(32, Math.min(128, Math.floor(pages / 1024)))
      const between = step(pages, minFree)
      return { min, low: min + between, high: min + 2 * between }
    })
  }

  private reserveOf({ node, zone }: ZoneConfig, highest: number): Pages {
    const above = this.config.zones.filter((other) => {
      const rank = ZONE_NAMES.indexOf(other.zone)
      return other.node === node && rank > ZONE_NAMES.indexOf(zone) && rank <= highest
    })
    return RATIO[zone] > 0 ? Math.floor(sum(above.map(({ pages }) => pages)) / RATIO[zone]) : 0
  }

  private passes(zone: NaiveZone, ask: Ask, mark: Mark, isUrgent: boolean, more = 0): boolean {
    let min = zone[mark]
    if (isUrgent) min -= Math.floor(min / 2)
    if (isUrgent) min -= Math.floor(min / 4)
    const kept = isUrgent ? 0 : zone.freeHighatomic()
    const free = zone.freePages() + more - (2 ** ask.order - 1) - kept
    const isEnough = !this.watermarks || free > min + (zone.reserve[ask.highest] ?? 0)
    return isEnough && (ask.order === 0 || this.hasBlock(zone, ask.order, isUrgent))
  }

  private hasBlock(zone: NaiveZone, order: Order, isUrgent: boolean): boolean {
    return zone.lists.some((lists, type) => {
      const isTheirs = type !== HIGHATOMIC || (isUrgent && order > 0)
      return isTheirs && lists.some((list, k) => k >= order && list.length > 0)
    })
  }

  // Who serves

  private askFor({ mobility, node, zone, atomic }: AllocCommand, order: Order): Ask {
    const isMovable = TYPE_OF[mobility] === MOVABLE
    const usual = this.config.policy === 'linux' && !isMovable ? 'Normal' : 'Movable'
    const highest = ZONE_NAMES.indexOf(zone ?? usual)
    const nodes = [...new Set(this.zones.map(({ config }) => config.node))].sort((a, b) => a - b)
    const first = node === null ? 0 : nodes.indexOf(node)
    const ring = [...nodes.slice(first), ...nodes.slice(0, first)]
    const walk = ring.flatMap((n) =>
      this.zones
        .filter(({ config, rank }) => config.node === n && rank <= highest)
        .sort((a, b) => b.rank - a.rank),
    )
    const home = walk[0]?.config
    const hasDma32 = this.zones.some(
      ({ config }) => config.node === home?.node && config.zone === 'DMA32',
    )
    return {
      ...{ order, highest, isAtomic: atomic, walk: walk.map(({ index }) => index) },
      type: this.config.grouping ? TYPE_OF[mobility] : 0,
      noFragment: this.config.grouping && home?.zone === 'Normal' && hasDma32,
    }
  }

  private walkOf({ walk }: Ask): NaiveZone[] {
    return walk.map((index) => this.zones[index] as NaiveZone)
  }

  private walk(ask: Ask, mark: Mark, isUrgent = false, noFragment = false): Block | null {
    const zones = this.walkOf(ask)
    for (const zone of zones) {
      if (noFragment && zone.config.node !== zones[0]?.config.node) break
      if (this.watermarks && !this.passes(zone, ask, mark, isUrgent)) continue
      const pfn = zone.take(ask.type, ask.order, isUrgent, noFragment)
      if (pfn === null) continue
      if (isUrgent && ask.order > 0) zone.keep(pfn, ask.order)
      return { zone: zone.index, pfn, order: ask.order }
    }
    return noFragment ? this.walk(ask, mark, isUrgent) : null
  }

  private slowly(ask: Ask): Block | null {
    if (ask.isAtomic) return this.walk(ask, 'min', true)
    let isHardest = false
    for (;;) {
      const block = this.walk(ask, 'min')
      if (block) return block
      const won = this.reclaim(32, ({ zone }) => ask.walk.includes(zone))
      if (won > 0) {
        let again = this.walk(ask, 'min')
        if (again) return again
        this.giveBack(ask, false)
        this.drain()
        again = this.walk(ask, 'min')
        if (again) return again
      }
      if (ask.order > 3) return null
      const wouldPass = this.walkOf(ask).some((zone) =>
        this.passes(zone, ask, 'min', false, this.reclaimable(zone)),
      )
      if ((won > 0 && wouldPass) || this.giveBack(ask, true)) continue
      if (won > 0 && ask.order > 0) {
        const isSkipped = !this.walkOf(ask).some((zone) => this.mayCompact(zone, ask, 0))
        const inReach = this.walkOf(ask).some((zone) =>
          this.mayCompact(zone, ask, Math.floor(this.reclaimable(zone) / ask.order)),
        )
        if (isSkipped ? inReach : !isHardest) {
          this.did.add(isSkipped ? 'compaction in reach' : 'compaction tries harder')
          isHardest ||= !isSkipped
          continue
        }
      }
      const last = this.walk(ask, 'high')
      if (last || !this.kill(ask)) return last
    }
  }

  private giveBack(ask: Ask, isForced: boolean): boolean {
    return this.walkOf(ask).some((zone) => zone.giveBack(ask.type, isForced))
  }

  /** Whether compaction for it would begin: it wants twice the block free besides the mark. */
  private mayCompact(zone: NaiveZone, ask: Ask, more: Pages): boolean {
    if (!this.watermarks && more === 0 && this.isAnyFree(zone, ask.order)) return true
    const free = zone.freePages() - zone.freeHighatomic() + more
    return free > zone.min + 2 * 2 ** ask.order + (zone.reserve[ask.highest] ?? 0)
  }

  private isAnyFree(zone: NaiveZone, order: Order): boolean {
    return zone.lists.some((lists) => lists.some((list, k) => k >= order && list.length > 0))
  }

  private reclaimable({ index }: NaiveZone): Pages {
    const isTaken = ({ zone, mobility }: Held) =>
      zone === index && (mobility === 'cache' || mobility === 'reclaimable')
    return sum(this.held.filter(isTaken).map(({ order }) => 2 ** order))
  }

  private kill({ highest }: Ask): boolean {
    const killable = this.held.filter(({ mobility }) => mobility === 'movable')
    const most = Math.max(...killable.map(({ order }) => order))
    const victim = killable.find(({ order }) => order === most)
    if (!victim || this.isTrial || highest < ZONE_NAMES.indexOf('Normal')) return false
    this.did.add('kill')
    this.release(victim)
    return true
  }

  private kswapd(node: number, { order, highest, ...ask }: Ask, waker: string | null): void {
    const zones = this.zones.filter(({ config, rank }) => config.node === node && rank <= highest)
    const isBalanced = (goal: Order) =>
      zones.some((zone) =>
        this.watermarks
          ? this.passes(zone, { ...ask, highest, order: goal }, 'high', false)
          : this.isAnyFree(zone, goal),
      )
    let goal = order
    for (let won = 0; !isBalanced(goal); ) {
      const pages = this.reclaim(
        32,
        ({ zone, name }) => zones.some(({ index }) => index === zone) && name !== waker,
      )
      if (pages === 0) return
      this.did.add('kswapd')
      won += pages
      if (won >= 2 * 2 ** order) goal = 0
    }
  }

  private whyFailed(
    ask: Ask,
    pages: Pages,
    isTooLarge: boolean,
    hasSlowPath: boolean,
  ): FailureReason {
    const zones = this.walkOf(ask)
    const all = sum(zones.map(({ config }) => config.pages))
    if (ask.order > this.config.maxOrder || pages > all) return 'too-large'
    if (ask.isAtomic && hasSlowPath && !isTooLarge && this.wouldWaitingHelp(ask)) return 'atomic'
    const isThere = zones.some((zone) => this.hasBlock(zone, ask.order, ask.isAtomic))
    if (this.watermarks && isThere) return 'watermark'
    return sum(zones.map((zone) => zone.freePages())) < 2 ** ask.order
      ? 'exhausted'
      : 'fragmentation'
  }

  private wouldWaitingHelp(ask: Ask): boolean {
    const trial = new NaiveLinux(this.config)
    trial.watermarks = this.watermarks
    trial.isTrial = true
    trial.zones = this.zones.map((zone) => zone.copy())
    trial.held = [...this.held]
    const patient = { ...ask, isAtomic: false }
    return (trial.walk(patient, 'low', false, ask.noFragment) ?? trial.slowly(patient)) !== null
  }
}
