// What was read in a text: one shape for the page and for `inspect --json`. Lines are numbered from
// 1 as the text was given. Long parts (snapshots, events) are kept in typed columns and made
// objects on demand.

import type { PageSize, Snapshot, TypeMemory, ZoneMemory } from '../memory/memory.ts'

export type FormatName =
  | 'buddyinfo'
  | 'pagetypeinfo'
  | 'zoneinfo'
  | 'extfrag_index'
  | 'unusable_index'
  | 'allocation-failure'
  /** Mem-Info that somebody asked for, SysRq m: nothing has failed. */
  | 'oom'
  | 'extfrag-events'
  | 'page-events'
  | 'prometheus'

/** A line that looks like kernel text and could not be read, or not whole. */
export interface Unread {
  readonly line: number
  readonly why: string
}

/** Something that stands in order; items are made when they are asked for. */
export interface List<Item> extends Iterable<Item> {
  readonly length: number
  at(index: number): Item | undefined
}

export interface BuddyinfoSnapshot extends Snapshot {
  /** Where its first row stands. */
  readonly line: number
}

export interface Pagetypeinfo {
  readonly line: number
  readonly pageBlockOrder: number | null
  readonly pagesPerBlock: number | null
  readonly free: readonly TypeMemory[]
  readonly blocks: readonly TypeBlocks[]
  /** Blocks with pages of another type in them; only kernels with page_owner=on print it. */
  readonly mixedBlocks: readonly TypeBlocks[]
}

/** Pageblocks of a zone by migratetype. */
export interface TypeBlocks {
  readonly node: number
  readonly zone: string
  readonly counts: Readonly<Record<string, number>>
}

export interface Zoneinfo {
  readonly zones: readonly ZoneinfoZone[]
}

/** In pages; null where the text does not show it. Marks include the boost. */
export interface ZoneinfoZone {
  readonly line: number
  readonly node: number
  readonly zone: string
  readonly free: number | null
  readonly boost: number | null
  readonly min: number | null
  readonly low: number | null
  readonly high: number | null
  readonly spanned: number | null
  readonly present: number | null
  readonly managed: number | null
  /** All pages of CMA areas; `freeCma`: the free ones, on the free lists or the per-CPU ones. */
  readonly cma: number | null
  readonly freeCma: number | null
  /** lowmem_reserve by zone index of the request. */
  readonly protection: readonly number[]
}

export interface IndexTable {
  readonly line: number
  readonly zones: readonly IndexRow[]
}

export interface IndexRow {
  readonly node: number
  readonly zone: string
  /** Thousandths, by order from 0. */
  readonly values: readonly number[]
}

/** A page allocation failure, an OOM kill, or the Mem-Info that both print. */
export interface Report {
  readonly line: number
  readonly lastLine: number
  /** null: the text does not show which. */
  readonly kind: 'allocfail' | 'oom' | null
  readonly task: string | null
  readonly order: number | null
  /** As printed, `0x4020`. */
  readonly mode: string | null
  readonly flags: readonly string[]
  /** How the flags were told. */
  readonly era: GfpEra | null
  readonly release: string | null
  readonly zones: readonly ReportZone[]
  readonly watermarks: readonly ZoneWatermarks[]
  readonly hugepages: readonly HugepagePool[]
  /**
   * `CONSTRAINT_NONE`, `CONSTRAINT_MEMCG` …: why the OOM killer ran; null: not shown, as up to 4.20,
   * where only a memory cgroup's kill shows that it is one.
   */
  readonly constraint: string | null
  /** Whom the OOM killer killed; null: not shown. */
  readonly killed: KilledTask | null
  /** Nothing but the victim's own line is there: up to 5.2 it reads alike for a memory cgroup's kill. */
  readonly isVictimAlone: boolean
  /**
   * That it killed nobody: the kernel panicked, as it was told to; or there was no victim, at which it
   * panics too, but not for a memory cgroup or where SysRq f asked; null: not shown.
   */
  readonly panic: 'panic_on_oom' | 'nothing to kill' | null
  /** The first vanilla kernel that prints what is printed here, `6.14`; null: nothing dates it. */
  readonly since: string | null
  /** SysRq m asked for it: nothing has failed. */
  readonly isAskedFor: boolean
  /** What all of memory is used for; null: neither Mem-Info's first lines nor its last are there. */
  readonly usage: MemoryUsage | null
  /** Milliseconds that the request had waited when this was printed: it had not failed yet; null: it had. */
  readonly stalledMs: number | null
  /** Whose limit was reached, of a memory cgroup's OOM kill. */
  readonly cgroup: CgroupMemory | null
  /** Its path below the cgroup file system, `/docker/5a1`; null: not shown. */
  readonly cgroupName: string | null
  /** What asked for the pages, where it was not the page allocator's caller: vmalloc or vmemmap. */
  readonly caller: 'vmalloc' | 'vmemmap' | null
  /** Bytes that vmalloc was asked for; null: not printed. */
  readonly callerBytes: number | null
}

export interface KilledTask {
  readonly task: string
  readonly pid: number
  /** What it had of anonymous memory in RAM; null: not printed. */
  readonly anonRssKB: number | null
}

/**
 * What Mem-Info counts of the whole machine (mm/show_mem.c: show_free_areas, __show_mem; mm/swapfile.c
 * through show_swap_cache_info), in pages of the machine's size unless the name says kB; null: not printed.
 */
export interface MemoryUsage {
  readonly activeAnon: number | null
  readonly inactiveAnon: number | null
  readonly activeFile: number | null
  readonly inactiveFile: number | null
  readonly unevictable: number | null
  readonly slabReclaimable: number | null
  readonly slabUnreclaimable: number | null
  readonly shmem: number | null
  readonly pagetables: number | null
  /** `4193278 pages RAM`, `82021 pages reserved`: of them, what the page allocator never had. */
  readonly ram: number | null
  readonly reserved: number | null
  readonly swapTotalKB: number | null
  readonly swapFreeKB: number | null
  /** The sum of the zones' `mlocked:`. */
  readonly mlockedKB: number | null
  /** Given to the host by a balloon driver; kernels up to 6.14 do not print it. */
  readonly balloonKB: number | null
}

/** The `memory: usage 2097152kB, limit 2097152kB, failcnt 123` line (mm/memcontrol.c: mem_cgroup_print_oom_meminfo). */
export interface CgroupMemory {
  /** null: only the kill is there, not its report. */
  readonly usageKB: number | null
  readonly limitKB: number | null
}

/** A node's pool of hugetlb pages of one size. */
export interface HugepagePool {
  readonly node: number
  readonly sizeKB: number
  readonly total: number
  readonly free: number
  readonly surplus: number
}

export interface GfpEra {
  /**
   * Kernels whose flags have these bits: `2.6.32 to 4.3`; null: names are printed, no era is
   * needed.
   */
  readonly kernels: string | null
  /** How it was told, in words. */
  readonly from: string
  /** Nothing but the number itself tells it. */
  readonly isGuess: boolean
}

export interface ReportZone extends ZoneMemory {
  readonly line: number
  /** As printed after the counts. */
  readonly totalKB: number | null
  /** Which types have free blocks, by order: `UME`; '' where the line does not tell. */
  readonly letters: readonly string[]
}

/** The zone's line in Mem-Info, in kB; null where it does not show it. */
export interface ZoneWatermarks {
  readonly line: number
  readonly node: number
  readonly zone: string
  readonly free: number
  readonly boost: number | null
  readonly min: number | null
  readonly low: number | null
  readonly high: number | null
  readonly present: number | null
  readonly managed: number | null
  readonly reservedHighatomic: number | null
  readonly freeHighatomic: number | null
  readonly freeCma: number | null
  /** In pages, by zone index of the request. */
  readonly lowmemReserve: readonly number[]
}

/** mm_page_alloc_extfrag. Types are the kernel's numbers, as traced. */
export interface ExtfragEvent {
  /** Seconds, as stamped. */
  readonly time: number | null
  readonly pfn: number | null
  readonly allocOrder: number
  readonly fallbackOrder: number
  readonly pageblockOrder: number | null
  readonly allocMigratetype: number
  readonly fallbackMigratetype: number
  readonly fragmenting: boolean | null
  readonly changeOwnership: boolean | null
}

export interface ExtfragEvents {
  readonly total: number
  /** fallback_order < pageblock_order, counted from the orders: perf prints the field wrongly. */
  readonly fragmenting: number
  readonly events: List<ExtfragEvent>
}

export interface PageEvents {
  readonly total: number
  /** mm_page_alloc, those that got no page too. */
  readonly allocs: number
  /** mm_page_free; in kernels up to 3.1 mm_page_free_direct and mm_pagevec_free. */
  readonly frees: number
  /** mm_page_alloc with no page. */
  readonly failed: number
}

export interface PrometheusScrape {
  readonly instance: string | null
  /** As the sample has it: seconds or milliseconds. */
  readonly at: string | null
  readonly zones: readonly ZoneMemory[]
}

/** Text of another kind, named where it is known. */
export interface Foreign {
  readonly line: number
  readonly what: string
}

export interface Reading {
  readonly found: readonly FormatName[]
  readonly pageSize: PageSize
  readonly snapshots: List<BuddyinfoSnapshot>
  readonly pagetypeinfo: readonly Pagetypeinfo[]
  readonly zoneinfo: readonly Zoneinfo[]
  readonly extfragIndex: readonly IndexTable[]
  readonly unusableIndex: readonly IndexTable[]
  readonly reports: readonly Report[]
  readonly extfragEvents: ExtfragEvents
  readonly pageEvents: PageEvents
  readonly prometheus: readonly PrometheusScrape[]
  readonly unread: readonly Unread[]
  readonly foreign: readonly Foreign[]
}
