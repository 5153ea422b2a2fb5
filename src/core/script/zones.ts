// The machine's memory: one `memory` line or a `zone` line each, laid one after the other where no
// pfn is given, and whether they can stand side by side.

import type { StartingCounts, ZoneConfig } from '../buddy/config.ts'
import { MAX_PAGES, type Order, type Pages, type Pfn } from '../units.ts'
import type { ErrorList } from './errors.ts'
import { inMessage, MAX_PFN } from './limits.ts'
import type { Setting, SettingKey, Size, Span, TypedCounts, ZoneSetting } from './script.ts'
import { pagesOf, printSize, sizeFault } from './size.ts'

type Memory = Setting & { readonly key: 'memory' }

/** The zone lines, or the one that `memory` stands for. */
export function zoneLines(
  settings: readonly Setting[],
  start: Span,
  broken: ReadonlySet<SettingKey>,
  errors: ErrorList,
): ZoneSetting[] {
  const zones = settings.filter((setting) => setting.key === 'zone')
  const memory = settings.find((setting): setting is Memory => setting.key === 'memory')
  const first = zones[0]
  if (memory && first) {
    const [before, after] = memory.at.line < first.at.line ? [memory, first] : [first, memory]
    errors.add(
      after.at,
      `${after.key} does not go together with ${before.key} on line ${before.at.line}: keep one of them`,
    )
  }
  if (first) return zones
  if (!memory) {
    if (!broken.has('memory') && !broken.has('zone'))
      errors.add(
        start,
        'no memory: set it with "memory 32K", or with a line like "zone Normal 32K" for each zone',
      )
    return []
  }
  const { at, size } = memory
  return [{ key: 'zone', at, node: 0, zone: 'Normal', size, start: null, free: null }]
}

export interface ResolvedZone {
  readonly config: ZoneConfig
  /** What `free …` says, or else the line. */
  readonly at: Span
  readonly line: Span
}

type Fail = (at: Span, message: string) => void

/** Lays the zones out and sorts them by pfn. `maxOrder` null: it is not known. */
export function resolveZones(
  lines: readonly ZoneSetting[],
  pageSize: number,
  maxOrder: Order | null,
  broken: Set<SettingKey>,
  errors: ErrorList,
): ResolvedZone[] {
  const fail: Fail = (at, message) => {
    broken.add('zone')
    errors.add(at, message)
  }
  const sizes = lines.map((line) => zonePages(line.size, pageSize, fail))
  findTooMany(lines, sizes, fail)
  findTwice(lines, fail)
  let next: Pfn = 0
  const zones = lines.map((line, index): ResolvedZone => {
    const { node, zone } = line
    const pages = sizes[index] ?? 0
    const startPfn = line.start?.value ?? next
    next = startPfn + pages
    if (pages <= MAX_PAGES && next - 1 > MAX_PFN)
      fail(
        line.start?.at ?? line.at,
        `${labelOf(line)} would end at pfn ${inMessage(next - 1)}: the last pfn is at most ${inMessage(MAX_PFN)}`,
      )
    const free = line.free?.map((list) => startingCounts(list, maxOrder, errors)) ?? null
    const config: ZoneConfig = { node, zone, startPfn, pages, free }
    return { config, at: line.free?.[0]?.at ?? line.at, line: line.at }
  })
  zones.sort((a, b) => a.config.startPfn - b.config.startPfn)
  if (!broken.has('zone')) findOverlaps(zones, fail)
  return zones
}

function labelOf({ node, zone }: { readonly node: number; readonly zone: string }): string {
  return `node ${node} zone ${zone}`
}

/** 0 where the size is no size of a zone, which is reported. */
function zonePages(size: Size, pageSize: number, fail: Fail): Pages {
  const pages = pagesOf(size.unit, size.amount.text, pageSize)
  const fault = sizeFault(pages, printSize(size.unit, size.amount.text))
  if (!fault) return pages
  fail(size.at, fault)
  return 0
}

/** Told once, at the zone with which they become too many. */
function findTooMany(lines: readonly ZoneSetting[], sizes: readonly Pages[], fail: Fail): void {
  const total = sizes.reduce((sum, pages) => sum + pages, 0)
  let sum = 0
  const first = lines.find((_, index) => {
    sum += sizes[index] ?? 0
    return sum > MAX_PAGES
  })
  if (first)
    fail(
      first.size.at,
      `${inMessage(total)} pages are too many: all zones together hold at most ${inMessage(MAX_PAGES)}`,
    )
}

function findTwice(lines: readonly ZoneSetting[], fail: Fail): void {
  const seen = new Map<string, Span>()
  for (const line of lines) {
    const label = labelOf(line)
    const before = seen.get(label)
    if (before)
      fail(line.at, `${label} stands on line ${before.line} already: a node has a zone once`)
    else seen.set(label, line.at)
  }
}

/** One count an order; more counts than orders are reported. */
function startingCounts(
  list: TypedCounts,
  maxOrder: Order | null,
  errors: ErrorList,
): StartingCounts {
  const orders = (maxOrder ?? list.counts.length) + 1
  const excess = list.counts[orders]
  if (excess) errors.add(excess.at, tooManyCounts(list.counts.length, orders))
  const counts = Array.from({ length: orders }, (_, order) => list.counts[order]?.value ?? 0)
  return { type: list.type, counts }
}

export function tooManyCounts(found: number, orders: number): string {
  const most = orders === 1 ? '1 count' : `${orders} counts`
  return `${inMessage(found)} counts where max-order ${orders - 1} has ${orders === 1 ? '1 order' : `orders 0 to ${orders - 1}`}: at most ${most}`
}

/** `zones` ascend by pfn; each is told on the line that stands later. */
function findOverlaps(zones: readonly ResolvedZone[], fail: Fail): void {
  let reaches: ResolvedZone | null = null
  for (const zone of zones) {
    if (reaches && zone.config.startPfn <= lastPfn(reaches)) {
      const isLater = zone.line.line > reaches.line.line
      const [late, early] = isLater ? [zone, reaches] : [reaches, zone]
      fail(late.line, `${extent(late)} overlaps ${extent(early)} on line ${early.line.line}`)
    }
    if (!reaches || lastPfn(zone) > lastPfn(reaches)) reaches = zone
  }
}

function lastPfn({ config }: ResolvedZone): Pfn {
  return config.startPfn + config.pages - 1
}

function extent(zone: ResolvedZone): string {
  return `${labelOf(zone.config)} (pfn ${zone.config.startPfn} to ${lastPfn(zone)})`
}
