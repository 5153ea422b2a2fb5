// Who holds the machine's memory, from the sums that Mem-Info begins with (mm/show_mem.c: show_free_areas,
// __show_mem; mm/hugetlb.c: hugetlb_show_meminfo_node). Shared memory stands on the anonymous LRU lists, or on
// the unevictable one where it is locked; hugetlb pages, slab, page tables and a balloon's pages on none. What a
// driver or vmalloc takes is in no line: it is what is left.

import type { MemoryUsage, Report, ZoneWatermarks } from '../kernel-text/reading.ts'
import { formatCount, type Pages } from '../units.ts'
import type { Outcome } from './attempt.ts'
import type { Case } from './case.ts'
import { isCgroupKill } from './gravity.ts'
import { type Holder, linesOf, type PagesOf } from './holder-lines.ts'

export interface Holders {
  readonly report: Report
  readonly usage: MemoryUsage
  /** What the page allocator was given: RAM without what is reserved. */
  readonly base: Pages
  readonly baseSum: string
  /** The largest first. */
  readonly all: readonly Holder[]
  /** In the zones that the report shows. */
  readonly free: Pages
  /** null: not printed. */
  readonly swap: { readonly total: Pages; readonly free: Pages } | null
  /** Managed pages of the zones that the request could use, where they are clearly less than all. */
  readonly part: Pages | null
  /** The lines make more than there is: they are not of one moment, or not of one machine. */
  readonly isTooMuch: boolean
  /** Memory is short, or a process was killed for it. */
  readonly isLack: boolean
  /** Less than a tenth could still be reclaimed: no mark and no compaction makes more of it. */
  readonly isUsedUp: boolean
}

const LACKS_MEMORY: readonly Outcome[] = [
  'memory',
  'high-mark',
  'reserve',
  'cma-pages',
  'highatomic-pages',
]
/** A rest smaller than this share is kernel stacks, per-CPU data and the like. */
const LARGE_REST = 1 / 10
/** Sums may be off by what changed while they were printed. */
const TOLERANCE = 1.02

/** Of the report that leads, else of the last that tells of lacking memory; null: none does, or it has no sums. */
export function holdersOf(of: Case): Holders | null {
  const { scene, causes, leader } = of
  const reports = [leader, scene.report, ...[...causes].reverse().map(({ report }) => report)]
  const report = reports.find((one): one is Report => one !== null && isLacking(of, one))
  if (!report?.usage) return null
  const { usage, hugepages, watermarks } = report
  const { ram, reserved } = usage
  if (ram === null || reserved === null || ram <= reserved) return null
  const pagesOf: PagesOf = (kB) => Math.floor((kB * 1024) / scene.pageSize.bytes)
  const { listed, counted } = linesOf(usage, hugepages, pagesOf)
  const given = ram - reserved
  const free = watermarks.reduce((sum, one) => sum + pagesOf(one.free), 0)
  // Zones that the report leaves out may be free.
  const unlisted = Math.max(0, given - managedIn(watermarks, pagesOf))
  const left = given - counted - free - unlisted
  const balloon = pagesOf(usage.balloonKB ?? 0)
  // The balloon is within what is given, or was taken off it.
  const isTakenOff = balloon > 0 && left < balloon && reserved >= balloon
  const base = isTakenOff ? given + balloon : given
  const isWhole = MAIN.every((key) => usage[key] !== null)
  const untold = isWhole ? untoldHolder(isTakenOff ? left : left - balloon, base) : []
  const usable = partOf(of, report, pagesOf)
  const part = usable !== null && usable < base * 0.9 ? usable : null
  const swap = swapOf(usage, pagesOf)
  return {
    report,
    usage,
    base,
    baseSum: `${formatCount(ram)} pages RAM − ${formatCount(reserved)} reserved${isTakenOff ? ` + ${formatCount(balloon)} of the balloon, which are among them` : ''}`,
    all: [...listed, ...untold].filter(({ pages }) => pages > 0).sort((a, b) => b.pages - a.pages),
    free,
    swap,
    part,
    isTooMuch: counted + free + (isTakenOff ? 0 : balloon) > given * TOLERANCE,
    isLack: report.kind === 'oom' ? lackOf(of, report) !== false : true,
    isUsedUp: isWhole && part === null && reclaimable(usage, swap?.free ?? 0) * 10 < base,
  }
}

/** What no line counts, where it is much. */
function untoldHolder(pages: Pages, base: Pages): Holder[] {
  if (pages <= base * LARGE_REST) return []
  return [{ id: 'untold', pages, sum: 'what the lines above and the free memory leave over' }]
}

function swapOf({ swapTotalKB, swapFreeKB }: MemoryUsage, pagesOf: PagesOf): Holders['swap'] {
  if (swapTotalKB === null || swapFreeKB === null) return null
  return { total: pagesOf(swapTotalKB), free: pagesOf(swapFreeKB) }
}

function managedIn(zones: readonly ZoneWatermarks[], pagesOf: PagesOf): Pages {
  return zones.reduce((sum, one) => sum + pagesOf(one.managed ?? one.present ?? 0), 0)
}

/** Memory is in use by who does not give it up: no mark, no reserve and no compaction makes more of it. */
export function isUsedUp(of: Case): boolean {
  return holdersOf(of)?.isUsedUp === true
}

/** There is none, or less than a twentieth of it is left. */
export function isSwapUsedUp({ total, free }: NonNullable<Holders['swap']>): boolean {
  return free * 20 <= total
}

/** Thousandths. */
export function shareOfBase({ base }: Pick<Holders, 'base'>, pages: Pages): number {
  return Math.floor((pages * 1000) / base)
}

function isLacking(of: Case, report: Report): boolean {
  if (report.usage === null || report.isAskedFor || isCgroupKill(report)) return false
  return report.kind === 'oom' || (report.kind === 'allocfail' && lackOf(of, report) === true)
}

/** null: it is not judged, as of a kill that was asked for by hand. */
function lackOf({ causes }: Case, report: Report): boolean | null {
  const outcome = causes.find((one) => one.report === report)?.deciding?.outcome
  return outcome === undefined ? null : LACKS_MEMORY.includes(outcome)
}

/** Managed pages of the zones that the request may use; null: it may use all that there is. */
function partOf({ causes }: Case, report: Report, pagesOf: PagesOf): Pages | null {
  const zones = causes.find((one) => one.report === report)?.attempt.zones
  if (!zones || zones.length === 0) return null
  const usable = report.watermarks.filter(({ node, zone }) =>
    zones.some((one) => one.zone.node === node && one.zone.zone === zone),
  )
  return managedIn(usable, pagesOf)
}

/** Without these the rest says nothing. */
const MAIN = [
  'activeAnon',
  'inactiveAnon',
  'activeFile',
  'inactiveFile',
  'unevictable',
  'slabReclaimable',
  'slabUnreclaimable',
  'pagetables',
] as const

/** Page cache, slab with a shrinker, and as much of the processes' memory as swap has room for. */
function reclaimable(usage: MemoryUsage, swapFree: Pages): Pages {
  const anon = (usage.activeAnon ?? 0) + (usage.inactiveAnon ?? 0)
  const file = (usage.activeFile ?? 0) + (usage.inactiveFile ?? 0)
  return file + (usage.slabReclaimable ?? 0) + Math.min(anon, swapFree)
}
