// What a failing request asked for, read off its flags (include/linux/gfp.h: gfp_zone,
// gfp_migratetype; mm/page_alloc.c: gfp_to_alloc_flags), and which kernel judged it. What the text does not
// tell is null: then the usual is taken, and said.

import { ERAS } from '../kernel-text/gfp-eras.ts'
import { isBefore as isVersionBefore, type Version } from '../kernel-text/kernel-release.ts'
import type { Report } from '../kernel-text/reading.ts'
import type { Order } from '../units.ts'
import { kernelOf } from './known-kernel.ts'

export type ZoneClass = 'DMA' | 'DMA32' | 'Normal' | 'HighMem' | 'Movable'

export interface Request {
  readonly task: string | null
  readonly order: Order
  readonly flags: readonly string[]
  /** May reclaim and compact, and sleep meanwhile; null: the flags are not told, or not all can be read. */
  readonly canWait: boolean | null
  /** May use half of the reserve below min (__GFP_HIGH). */
  readonly isHigh: boolean
  /** __GFP_ATOMIC of 4.4 to 6.2. */
  readonly isAtomic: boolean
  readonly isMovable: boolean
  /** Gives up where others would try again (__GFP_NORETRY). */
  readonly givesUp: boolean
  /** Is tried again, but nothing is killed for it (__GFP_RETRY_MAYFAIL, 4.13 and later). */
  readonly mayFail: boolean
  readonly isThisNode: boolean
  /** No watermark holds for it (__GFP_MEMALLOC, 3.6 and later); __GFP_NOMEMALLOC takes that away again. */
  readonly isMemalloc: boolean
  readonly isNoMemalloc: boolean
  /** Highest zone that will do. */
  readonly highest: ZoneClass
  /** null: it is not told, and the rules of 4.4 and later are taken. */
  readonly kernel: Version | null
}

interface Parts {
  wait: boolean
  high: boolean
  atomic: boolean
  movable: boolean
  noRetry: boolean
  mayFail: boolean
  thisNode: boolean
  memalloc: boolean
  noMemalloc: boolean
  dma: boolean
  dma32: boolean
  highmem: boolean
}

const USER_ZONES: Partial<Parts> = { wait: true, highmem: true }
const MEANING: Readonly<Record<string, Partial<Parts>>> = {
  GFP_KERNEL: { wait: true },
  GFP_KERNEL_ACCOUNT: { wait: true },
  GFP_TEMPORARY: { wait: true },
  GFP_USER: { wait: true },
  GFP_NOFS: { wait: true },
  GFP_NOIO: { wait: true },
  GFP_HIGHUSER: USER_ZONES,
  GFP_HIGHUSER_MOVABLE: { ...USER_ZONES, movable: true },
  GFP_TRANSHUGE: { ...USER_ZONES, movable: true, noMemalloc: true },
  GFP_TRANSHUGE_LIGHT: { highmem: true, movable: true, noMemalloc: true },
  GFP_ATOMIC: { high: true, atomic: true },
  GFP_DMA: { dma: true },
  GFP_DMA32: { dma32: true },
  GFP_THISNODE: { thisNode: true, noRetry: true },
  __GFP_WAIT: { wait: true },
  __GFP_RECLAIM: { wait: true },
  __GFP_DIRECT_RECLAIM: { wait: true },
  __GFP_HIGH: { high: true },
  __GFP_ATOMIC: { atomic: true },
  __GFP_MOVABLE: { movable: true },
  __GFP_NORETRY: { noRetry: true },
  __GFP_RETRY_MAYFAIL: { mayFail: true },
  __GFP_THISNODE: { thisNode: true },
  __GFP_MEMALLOC: { memalloc: true },
  __GFP_NOMEMALLOC: { noMemalloc: true },
  __GFP_DMA: { dma: true },
  __GFP_DMA32: { dma32: true },
  __GFP_HIGHMEM: { highmem: true },
}

const KNOWN_FLAGS = new Set([
  ...Object.keys(MEANING),
  'none',
  ...ERAS.flatMap(({ bits, composites }) => [
    ...bits.flatMap((name) => (name === null ? [] : [`__GFP_${name}`, `GFP_${name}`])),
    ...composites.map(([name]) => name),
  ]),
])
/** A bit of a kernel to come, or what is left of the number behind the names: neither says that it may wait. */
const OTHER_BITS = /^(?:__GFP_[A-Z_]+|0x[0-9a-f]+)$/

/** Past this a number is no order, but what is left of a torn line. */
const HIGHEST_ORDER: Order = 40

/** One page, that may wait, of a kernel as of now. */
export const ORDINARY: Request = {
  task: null,
  order: 0,
  flags: [],
  canWait: true,
  isHigh: false,
  isAtomic: false,
  isMovable: false,
  givesUp: false,
  mayFail: false,
  isThisNode: false,
  isMemalloc: false,
  isNoMemalloc: false,
  highest: 'Normal',
  kernel: null,
}

/**
 * null: the report does not tell which order was asked for. A kill that was asked for by hand (SysRq f) has
 * order −1, and no request.
 */
export function requestOf(report: Report): Request | null {
  const order = orderOf(report)
  if (order === null || order < 0 || order > HIGHEST_ORDER) return null
  const parts: Partial<Parts> = Object.assign({}, ...report.flags.map((flag) => MEANING[flag]))
  return {
    task: report.task,
    order,
    flags: report.flags,
    canWait: parts.wait === true ? true : areAllKnown(report.flags) ? false : null,
    isHigh: parts.high === true,
    isAtomic: parts.atomic === true,
    isMovable: parts.movable === true,
    givesUp: parts.noRetry === true,
    mayFail: parts.mayFail === true,
    isThisNode: parts.thisNode === true,
    isMemalloc: parts.memalloc === true,
    isNoMemalloc: parts.noMemalloc === true,
    highest: highestOf(parts),
    kernel: kernelOf(report),
  }
}

/** One that cannot be read may be the one by which a request may wait. */
function areAllKnown(flags: readonly string[]): boolean {
  return flags.length > 0 && flags.every((flag) => KNOWN_FLAGS.has(flag) || OTHER_BITS.test(flag))
}

/** Where vmalloc prints none it asks for single pages (mm/vmalloc.c: vm_area_alloc_pages). */
function orderOf({ order, caller }: Report): Order | null {
  return order ?? (caller === 'vmalloc' ? 0 : null)
}

function highestOf({ dma, dma32, highmem, movable }: Partial<Parts>): ZoneClass {
  if (dma) return 'DMA'
  if (dma32) return 'DMA32'
  if (!highmem) return 'Normal'
  return movable ? 'Movable' : 'HighMem'
}

/** Up to 4.3 a request is not looked up in the lists but measured against scaled marks. */
export function isBefore44(request: Request): boolean {
  return isBefore(request, 4, 4)
}

/** Since 6.3 only __GFP_HIGH opens the reserve; the quarter goes to those that cannot wait as well. */
export function isBefore63(request: Request): boolean {
  return isBefore(request, 6, 3)
}

/** Since 6.12 free HighAtomic pages alone are left out, before all that were ever set aside. */
export function isBefore612(request: Request): boolean {
  return isBefore(request, 6, 12)
}

function isBefore({ kernel }: Request, major: number, minor: number): boolean {
  return kernel !== null && isVersionBefore(kernel, major, minor)
}

/**
 * kswapd itself: PF_MEMALLOC is set for it. One that may not wait is of an interrupt that came while it ran, and has
 * none of its rights.
 */
export function isOfKswapd({ task, canWait }: Pick<Request, 'task' | 'canWait'>): boolean {
  return canWait === true && task !== null && /^kswapd\d{1,4}$/.test(task)
}

/** ALLOC_NO_WATERMARKS (__gfp_pfmemalloc_flags): no mark and no lowmem_reserve holds. */
export function ignoresMarks(request: Request): boolean {
  return (request.isMemalloc || isOfKswapd(request)) && !request.isNoMemalloc
}

/** Why no mark holds for it. */
export function withoutMarksBy(request: Request): '__GFP_MEMALLOC' | 'kswapd, PF_MEMALLOC' {
  return request.isMemalloc ? '__GFP_MEMALLOC' : 'kswapd, PF_MEMALLOC'
}

/** Does not wait by choice: a page fault that takes small pages where no huge page is at hand. */
export function isLightHugePage({ flags, canWait }: Pick<Request, 'flags' | 'canWait'>): boolean {
  return canWait === false && flags.includes('GFP_TRANSHUGE_LIGHT')
}

/**
 * Cannot wait, and may go deeper for it: ALLOC_HARDER of kernels up to 6.2, which __GFP_ATOMIC gives, and
 * ALLOC_NON_BLOCK since, which not to wait gives.
 */
function isNonBlocking(request: Request): boolean {
  if (request.isNoMemalloc) return false
  return isBefore63(request) ? request.isAtomic : request.canWait === false
}

/**
 * May take blocks of pageblocks set aside for atomic requests of higher order: such a request itself; since
 * 6.18 only an urgent one; since 6.11 as the last resort also a single page (mm/page_alloc.c:
 * gfp_to_alloc_flags, rmqueue_buddy).
 */
export function mayTakeHighatomic(request: Request): boolean {
  if (isBefore44(request) || !isNonBlocking(request)) return false
  if (request.order === 0) return !isBefore(request, 6, 11)
  return request.isHigh || isBefore(request, 6, 18)
}

/** What is set aside counts as free for it (ALLOC_RESERVES), whether it may take of it or not. */
export function countsHighatomic(request: Request): boolean {
  if (isBefore44(request)) return false
  return isNonBlocking(request) || (request.isHigh && !isBefore63(request))
}

/**
 * No cpuset and no memory policy binds an urgent request that cannot wait, nor one without marks (ALLOC_CPUSET
 * is taken off, and the node mask with it: __alloc_pages_slowpath).
 */
export function ignoresPolicy(request: Request): boolean {
  if (ignoresMarks(request)) return true
  if (isBefore44(request)) return request.canWait === false
  if (isBefore63(request)) return request.isAtomic
  return request.canWait === false && request.isHigh
}

/** `GFP_ATOMIC|__GFP_COMP`; '' where the flags are not told. */
export function flagsOf({ flags }: Pick<Request, 'flags'>): string {
  return flags.join('|')
}
