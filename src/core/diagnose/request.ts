// What a failing request asked for, read off its flags (include/linux/gfp.h: gfp_zone,
// gfp_migratetype; mm/page_alloc.c: gfp_to_alloc_flags), and which kernel judged it. What the text does not
// tell is null: then the usual is taken, and said.

import { type Version, versionOf } from '../kernel-text/kernel-release.ts'
import type { Report } from '../kernel-text/reading.ts'
import type { Order } from '../units.ts'

export type ZoneClass = 'DMA' | 'DMA32' | 'Normal' | 'HighMem' | 'Movable'

export interface Request {
  readonly task: string | null
  readonly order: Order
  readonly flags: readonly string[]
  /** May reclaim and compact, and sleep meanwhile; null: the flags are not told. */
  readonly canWait: boolean | null
  /** May use half of the reserve below min (__GFP_HIGH). */
  readonly isHigh: boolean
  /** __GFP_ATOMIC of 4.4 to 6.2. */
  readonly isAtomic: boolean
  readonly isMovable: boolean
  /** Gives up where others would try again (__GFP_NORETRY). */
  readonly givesUp: boolean
  readonly isThisNode: boolean
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
  thisNode: boolean
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
  __GFP_THISNODE: { thisNode: true },
  __GFP_NOMEMALLOC: { noMemalloc: true },
  __GFP_DMA: { dma: true },
  __GFP_DMA32: { dma32: true },
  __GFP_HIGHMEM: { highmem: true },
}

/** Past this a number is no order, but what is left of a torn line. */
const HIGHEST_ORDER: Order = 40

/**
 * null: the report does not tell which order was asked for. A kill that was asked for by hand (SysRq f) has
 * order −1.
 */
export function requestOf(report: Report): Request | null {
  if (report.order === null || report.order < 0 || report.order > HIGHEST_ORDER) return null
  const parts: Partial<Parts> = Object.assign({}, ...report.flags.map((flag) => MEANING[flag]))
  const kernel = kernelOf(report)
  const hasFlags = report.flags.length > 0
  return {
    task: report.task,
    order: report.order,
    flags: report.flags,
    canWait: hasFlags ? parts.wait === true : null,
    isHigh: parts.high === true,
    isAtomic: parts.atomic === true,
    isMovable: parts.movable === true,
    givesUp: parts.noRetry === true,
    isThisNode: parts.thisNode === true,
    isNoMemalloc: parts.noMemalloc === true,
    highest: highestOf(parts),
    kernel,
  }
}

function highestOf({ dma, dma32, highmem, movable }: Partial<Parts>): ZoneClass {
  if (dma) return 'DMA'
  if (dma32) return 'DMA32'
  if (!highmem) return 'Normal'
  return movable ? 'Movable' : 'HighMem'
}

/** The release in the report; else the first kernel whose flags have these bits; else 4.6 where names are printed. */
export function kernelOf({ release, era }: Report): Version | null {
  const told = release === null ? null : versionOf(release)
  if (told || !era || era.isGuess) return told
  return versionOf(era.kernels ?? '4.6')
}

/** Up to 4.3 a request is not looked up in the lists but measured against scaled marks. */
export function isBefore44({ kernel }: Request): boolean {
  return kernel !== null && (kernel.major < 4 || (kernel.major === 4 && kernel.minor < 4))
}

/** Since 6.3 only __GFP_HIGH opens the reserve; the quarter goes to those that cannot wait as well. */
export function isBefore63({ kernel }: Request): boolean {
  return kernel !== null && (kernel.major < 6 || (kernel.major === 6 && kernel.minor < 3))
}

/** Since 6.12 free HighAtomic pages alone are left out, before all that were ever set aside. */
export function isBefore612({ kernel }: Request): boolean {
  return kernel !== null && (kernel.major < 6 || (kernel.major === 6 && kernel.minor < 12))
}

/** May take from pageblocks set aside for atomic requests of higher order. */
export function mayUseHighatomic(request: Request): boolean {
  if (isBefore44(request)) return false
  if (isBefore63(request)) return request.isAtomic
  return request.isHigh && request.canWait === false
}

/** `GFP_ATOMIC|__GFP_COMP`; '' where the flags are not told. */
export function flagsOf({ flags }: Pick<Request, 'flags'>): string {
  return flags.join('|')
}
