// The size of a page, where a text tells it: the first size of Mem-Info's free lists, or what
// programs and oopses print (`PAGE_SIZE = 4096`, `getconf PAGE_SIZE`, `PAGE_SIZE=64K`). The first
// that is told counts.

import { ASSUMED_PAGE_SIZE, type PageSize } from '../memory/memory.ts'
import type { Line } from './clean/line.ts'

const TOLD = /\b(?:PAGE_?SIZE|page[_ ]?size)\b\)?\s*(?:=|:|is)?\s*(\d{1,8})\s*(K|k|KiB|kB|KB)?\b/
const GETCONF = /\bgetconf\s+PAGE_?SIZE\b/

export class PageSizeTold {
  private told: PageSize | null = null
  private isNext = false

  tell(bytes: number, line: number): void {
    if (this.told === null && isPageSize(bytes)) this.told = { bytes, line }
  }

  see(line: Line): void {
    const { text } = line
    if (this.isNext && text !== '') {
      this.isNext = false
      if (/^\d{4,6}$/.test(text)) this.tell(Number(text), line.number)
    }
    if (!/page_?size|page size/i.test(text) || text.length > 500) return
    this.isNext = GETCONF.test(text)
    const match = TOLD.exec(text)
    if (match) this.tell(Number(match[1]) * (match[2] ? 1024 : 1), line.number)
  }

  end(): PageSize {
    return this.told ?? ASSUMED_PAGE_SIZE
  }
}

/** 1 KiB to 1 MiB, and a power of two: no kernel has another. */
function isPageSize(bytes: number): boolean {
  return bytes >= 1024 && bytes <= 1 << 20 && Number.isInteger(Math.log2(bytes))
}
