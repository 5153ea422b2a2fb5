// What /proc/kpageflags tells of the pages in use: a little-endian 64-bit word a pfn, pfn 0 first
// (fs/proc/page.c: stable_page_flags; include/uapi/linux/kernel-page-flags.h, and
// include/linux/kernel-page-flags.h for the high half).

import type { Pfn } from '../units.ts'

const LRU = 1 << 5
const SLAB = 1 << 7
const BUDDY = 1 << 10
const TAIL = 1 << 16
const NOPAGE = 1 << 20
const PGTABLE = 1 << 26
/** Bit 32. */
const HIGH_RESERVED = 1

/** What a page is, as far as a pageblock's type goes. */
export type PageUse = 'none' | 'reserved' | 'free' | 'lru' | 'slab' | 'kernel' | 'plain'

export class PageFlags {
  readonly length: number
  private readonly view: DataView
  /** First page of the compound page that the last one asked for lies in. */
  private head = 0

  constructor(bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.length = bytes.byteLength >> 3
  }

  /** Pages of one compound page must be asked for from its first on. */
  use(pfn: Pfn): PageUse {
    if (pfn >= this.length) return 'none'
    const own = this.view.getUint32(pfn * 8, true)
    if ((own & TAIL) === 0) this.head = pfn
    // Before 6.9 the tail pages of a compound page do not show what its first page is.
    const flags = own | ((own & TAIL) === 0 ? 0 : this.view.getUint32(this.head * 8, true))
    if ((own & NOPAGE) !== 0) return 'none'
    if ((own & BUDDY) !== 0) return 'free'
    // Never freed: its pageblock stays as it was at boot.
    if ((this.view.getUint32(pfn * 8 + 4, true) & HIGH_RESERVED) !== 0) return 'reserved'
    if ((flags & LRU) !== 0) return 'lru'
    if ((flags & SLAB) !== 0) return 'slab'
    // Per-CPU pages, pipe buffers and kernel stacks all have no flag at all.
    return (flags & PGTABLE) !== 0 ? 'kernel' : 'plain'
  }
}
