// The sums of Mem-Info one by one, as holders of memory (mm/show_mem.c: show_free_areas; mm/hugetlb.c:
// hugetlb_show_meminfo_node). Shared memory stands on the anonymous LRU lists, or on the unevictable one where it is
// locked: it is counted once.

import type { MemoryUsage, Report } from '../kernel-text/reading.ts'
import { formatCount, type Pages } from '../units.ts'

export type HolderId =
  | 'anon'
  | 'shmem'
  | 'unevictable'
  | 'file'
  | 'slab-unreclaimable'
  | 'slab-reclaimable'
  | 'page-tables'
  | 'hugetlb'
  | 'balloon'
  | 'untold'

/** What reclaim writes to swap; all else is dropped, kept or given back otherwise. */
export const TO_SWAP: readonly HolderId[] = ['anon', 'shmem']

export interface Holder {
  readonly id: HolderId
  readonly pages: Pages
  /** The lines that make it: `active_anon 3801234 + inactive_anon 20012 − shmem 400`. */
  readonly sum: string
}

/** Whole pages of so many kB. */
export type PagesOf = (kB: number) => Pages

export interface HolderLines {
  readonly listed: readonly Holder[]
  /** Pages in all of them but the balloon's, each once. */
  readonly counted: Pages
}

export function linesOf(
  usage: MemoryUsage,
  hugepages: Report['hugepages'],
  pagesOf: PagesOf,
): HolderLines {
  const lists = lruHolders(usage)
  const others: Holder[] = [
    own('slab-unreclaimable', 'slab_unreclaimable', usage.slabUnreclaimable),
    own('slab-reclaimable', 'slab_reclaimable', usage.slabReclaimable),
    own('page-tables', 'pagetables', usage.pagetables),
    poolHolder(hugepages, pagesOf),
  ]
  const balloonKB = usage.balloonKB ?? 0
  const balloon: Holder = {
    id: 'balloon',
    pages: pagesOf(balloonKB),
    sum: `Balloon ${formatCount(balloonKB)} kB`,
  }
  return {
    listed: [...lists.listed, ...others, balloon],
    counted: lists.counted + others.reduce((sum, { pages }) => sum + pages, 0),
  }
}

/** `slab_unreclaimable 30000`. */
function own(id: HolderId, key: string, pages: Pages | null): Holder {
  return { id, pages: pages ?? 0, sum: `${key} ${formatCount(pages ?? 0)}` }
}

function lruHolders(usage: MemoryUsage): HolderLines {
  const active = usage.activeAnon ?? 0
  const inactive = usage.inactiveAnon ?? 0
  const anon = active + inactive
  const activeFile = usage.activeFile ?? 0
  const inactiveFile = usage.inactiveFile ?? 0
  const unevictable = usage.unevictable ?? 0
  const shmem = usage.shmem ?? 0
  // What of it has no room on the anonymous lists is locked.
  const locked = Math.min(Math.max(0, shmem - anon), unevictable)
  const lessShmem = shmem > 0 ? ` − shmem ${formatCount(Math.min(shmem, anon))}` : ''
  return {
    listed: [
      {
        id: 'anon',
        pages: Math.max(0, anon - shmem),
        sum: `active_anon ${formatCount(active)} + inactive_anon ${formatCount(inactive)}${lessShmem}`,
      },
      own('shmem', 'shmem', shmem),
      {
        id: 'unevictable',
        pages: unevictable - locked,
        sum: `unevictable ${formatCount(unevictable)}${locked > 0 ? ` − ${formatCount(locked)} that must be shmem` : ''}`,
      },
      {
        id: 'file',
        pages: activeFile + inactiveFile,
        sum: `active_file ${formatCount(activeFile)} + inactive_file ${formatCount(inactiveFile)}`,
      },
    ],
    counted: anon + activeFile + inactiveFile + unevictable,
  }
}

function poolHolder(hugepages: Report['hugepages'], pagesOf: PagesOf): Holder {
  const used = hugepages.filter(({ total }) => total > 0)
  return {
    id: 'hugetlb',
    pages: used.reduce((sum, { total, sizeKB }) => sum + total * pagesOf(sizeKB), 0),
    sum: used
      .map(
        ({ total, sizeKB }) => `hugepages_total ${formatCount(total)} · ${formatCount(sizeKB)} kB`,
      )
      .join(' + '),
  }
}
