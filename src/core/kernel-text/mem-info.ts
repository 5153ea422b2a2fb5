// The lines of Mem-Info that tell of free memory (mm/show_mem.c: show_free_areas; mm/page_alloc.c
// up to 6.1): a zone's watermarks in kB, `Node 0 DMA free:13296kB min:144kB …`, its lowmem_reserve
// in pages, and its free blocks, `Node 0 DMA: 1*4kB (U) 2*8kB (UM) … = 13296kB`. Blanks mean
// nothing in the last, so a line that was broken anywhere reads the same; sizes that double and a
// sum that fits show that it is whole.

import type { HugepagePool, ReportZone, ZoneWatermarks } from './reading.ts'

const NODE = String.raw`(?:\bNode\s+(\d{1,9})\s+)?`
const ZONE_LINE = new RegExp(String.raw`${NODE}\b([A-Z]\w{0,30})\s+free:\s*(\d{1,16})\s*kB\b`)
const ORDERS_LINE = new RegExp(String.raw`${NODE}\b([A-Za-z]\w{0,30}):\s*(?=\d+\s?\*\s?\d)`)
/** The line was broken right behind the zone's name. */
const BARE_ORDERS_LINE = /^(?:Node\s+(\d{1,9})\s+)?(DMA|DMA32|Normal|HighMem|Movable|Device):$/
const KEY =
  /\b(boost|min|low|high|present|managed|mlocked|reserved_highatomic|free_highatomic|free_cma):\s*(\d{1,20})\s*k[Bb]\b|\b(reserved_highatomic|free_highatomic):\s*(\d{1,20})KB\b/g
const RESERVE = /lowmem_reserve\[\]:((?:\s+\d{1,20})+)/
const KEYS_GO_ON =
  /^(?:[a-z_]+(?:\([a-z]+\))?:\s?\d+(?:k|kB|KB)?(?=\s|$)|k?B\s|all_unreclaimable\?)/i
const ORDERS_GO_ON = /^[\d*=kB()UMERHCI\s]{1,400}$/

export type MarksDraft = { -readonly [Field in keyof ZoneWatermarks]: ZoneWatermarks[Field] } & {
  /** In kB; all zones' together are of MemoryUsage. */
  mlocked: number | null
}

/** A zone's line, as far as it stands on this one. */
export function zoneLine(text: string, line: number): MarksDraft | null {
  if (!text.includes('free:')) return null
  const match = ZONE_LINE.exec(text)
  if (!match) return null
  const [head, node, zone, free] = match as unknown as [string, string | undefined, string, string]
  const marks: MarksDraft = {
    line,
    node: Number(node ?? 0),
    zone,
    free: Number(free),
    boost: null,
    min: null,
    low: null,
    high: null,
    present: null,
    managed: null,
    mlocked: null,
    reservedHighatomic: null,
    freeHighatomic: null,
    freeCma: null,
    lowmemReserve: [],
  }
  addMarks(marks, text.slice(match.index + head.length))
  return marks
}

const FIELDS: Readonly<Record<string, keyof MarksDraft>> = {
  reserved_highatomic: 'reservedHighatomic',
  free_highatomic: 'freeHighatomic',
  free_cma: 'freeCma',
}

function addMarks(marks: MarksDraft, text: string): void {
  for (const [, key, value, otherKey, otherValue] of text.matchAll(KEY)) {
    const name = (key ?? otherKey) as string
    const number = Number(value ?? otherValue)
    const field = FIELDS[name] ?? (name as keyof MarksDraft)
    // Kernels with corrupted memory print marks past 2^53.
    if (marks[field] === null && Number.isSafeInteger(number))
      Object.assign(marks, { [field]: number })
  }
  const reserve = reserveOf(text)
  if (reserve && marks.lowmemReserve.length === 0) marks.lowmemReserve = reserve
}

/**
 * A line that goes on a zone's line; false: it does not. `tail`: what of a value the line before
 * ended in, for a terminal breaks lines in a number too.
 */
export function addMarksLine(marks: MarksDraft, tail: string, text: string): boolean {
  const whole = [tail + text, text].find((one) => KEYS_GO_ON.test(one))
  if (whole === undefined) return false
  addMarks(marks, whole)
  return true
}

/** The key and the part of its value that a zone's line ends in; '': it ends with a whole one. */
export function tornKey(text: string): string {
  return TORN_KEY.exec(text.slice(-LONGEST_KEY))?.[1] ?? ''
}

const LONGEST_KEY = 60
const TORN_KEY = /\s([a-z_()]{1,40}(?::\d{0,16}[kK]?)?)$/

/** What may go on such a line on the one below. */
export function goesOnReserve(text: string): readonly number[] | null {
  return /^\d[\d\s]{0,400}$/.test(text) ? text.split(/\s+/).map(Number) : null
}

/** `lowmem_reserve[]: 0 2660 15392`, wherever it stands on the line. */
export function reserveOf(text: string): readonly number[] | null {
  if (!text.includes('lowmem_reserve')) return null
  const numbers = RESERVE.exec(text)?.[1]?.trim().split(/\s+/).map(Number)
  return numbers?.every(Number.isSafeInteger) ? numbers : null
}

const HUGEPAGES =
  /^(?:Node\s+(\d{1,9})\s+)?hugepages_total=(\d{1,15})\s+hugepages_free=(\d{1,15})\s+hugepages_surp=(\d{1,15})\s+hugepages_size=(\d{1,12})\s?kB\b/

/** `Node 0 hugepages_total=0 hugepages_free=0 hugepages_surp=0 hugepages_size=2048kB`, since 3.10. */
export function hugepagesLine(text: string): HugepagePool | null {
  const match = text.includes('hugepages_size') ? HUGEPAGES.exec(text) : null
  if (!match) return null
  const [node, total, free, surplus, sizeKB] = match.slice(1).map((part) => Number(part ?? 0))
  return { node, sizeKB, total, free, surplus } as HugepagePool
}

/** A zone's free blocks while their line is put together. */
export interface OrdersDraft {
  readonly line: number
  readonly node: number
  readonly zone: string
  text: string
}

/** A zone, whatever stands for its node; without one, only those that every kernel names so. */
const PLACE = String.raw`^(?:Node\s+\S{1,12}\s+[A-Z]\w{0,30}|DMA|DMA32|Normal|HighMem|Movable|Device)`
/** A row of sizes, whatever stands for its counts. */
const ROW = new RegExp(String.raw`${PLACE}:\s.*\*\s?\d{1,9}\s?kB.*\*\s?\d{1,9}\s?kB`)
const MARKS = new RegExp(String.raw`${PLACE}\s+free:.*\b(?:min|low|high):`)
const NODE_NAME = /^Node\s+(\S{1,12})\s/
/** A mark whose value is no number; one at the end of the line may go on below. */
const DAMAGED_MARK =
  /\b(free|boost|min|low|high|present|managed):\s*(?!\d{1,20}\s*k[Bb]\b)([^\s:]{0,24}?\d[^\s:]{0,24})\s/

/** Why a zone's line or row of Mem-Info cannot be read; null: it can, or it is none. */
export function damagedLine(text: string): string | null {
  const isMarks = text.includes('free:') && MARKS.test(text)
  if (!isMarks && !(text.includes('*') && ROW.test(text))) return null
  const node = NODE_NAME.exec(text)?.[1]
  if (node !== undefined && !/^\d+$/.test(node))
    return `a zone of Mem-Info whose node is no number: "${node}"`
  if (!isMarks) return ORDERS_LINE.test(text) ? null : NO_COUNTS
  return ZONE_LINE.test(text) ? null : NO_FREE
}

const NO_COUNTS = 'a row of free blocks whose first count is no number'
const NO_FREE = "a zone's line of Mem-Info whose free pages are no number"

/** A mark of a line that is read but for it: what it says; null: all are whole. */
export function damagedMark(text: string): string | null {
  const [, name, value] = DAMAGED_MARK.exec(text) ?? []
  return name === undefined ? null : `the zone's "${name}" is no number of kB: "${value}"`
}

export function ordersLine(text: string, line: number): OrdersDraft | null {
  if (!text.includes(':')) return null
  const match = (text.includes('*') ? ORDERS_LINE.exec(text) : null) ?? BARE_ORDERS_LINE.exec(text)
  if (!match) return null
  const [head, node, zone] = match as unknown as [string, string | undefined, string]
  return { line, node: Number(node ?? 0), zone, text: text.slice(match.index + head.length) }
}

export function goesOnOrders(text: string): boolean {
  return ORDERS_GO_ON.test(text)
}

export interface ReadOrders {
  readonly zone: ReportZone | null
  readonly pageSizeKB: number | null
  readonly why: string | null
  /** What follows the total on the line. */
  readonly rest: string
  /** The total is there, or what cannot be part of such a line. */
  readonly isComplete: boolean
}

const CELL = /(\d+)\s*\*\s*(\d+)\s*kB\s*(?:\(\s*([A-Z]*)\s*\))?\s*/y
/** A whole one that cannot be read: its count is no number, or its size is not the next. */
const DAMAGED_CELL = /^[^*(=]{1,16}\*\d{1,9}kB/
const TOTAL = /=?\s*(\d+)\s*kB/y
const ALL_BLANKS = /\s+/g

export function readOrders({ line, node, zone, text }: OrdersDraft): ReadOrders {
  const { packed, rest } = pack(text)
  const counts: number[] = []
  const letters: string[] = []
  let size = 0
  let at = 0
  CELL.lastIndex = 0
  for (let cell = CELL.exec(packed); cell; cell = CELL.exec(packed)) {
    const of = Number(cell[2])
    if (size > 0 && of !== size * 2) break
    at = CELL.lastIndex
    size = of
    counts.push(Number(cell[1]))
    letters.push(cell[3] ?? '')
  }
  TOTAL.lastIndex = at
  const total = TOTAL.exec(packed)
  const totalKB = total ? Number(total[1]) : null
  const pageSizeKB = counts.length > 0 ? size / 2 ** (counts.length - 1) : null
  const isPower = pageSizeKB !== null && Number.isInteger(Math.log2(pageSizeKB))
  if (!isPower || !counts.every(Number.isSafeInteger))
    return {
      zone: null,
      pageSizeKB: null,
      why: 'no sizes that double from order to order',
      rest,
      isComplete: total !== null,
    }
  const damaged = total ? undefined : DAMAGED_CELL.exec(packed.slice(at))?.[0]
  if (damaged !== undefined)
    return {
      zone: null,
      pageSizeKB,
      why: `"${damaged}" stands among the counts: the row is left out`,
      rest,
      isComplete: true,
    }
  const sum = counts.reduce((kB, count, order) => kB + count * pageSizeKB * 2 ** order, 0)
  const isWhole = totalKB === null || totalKB === sum
  const order = counts.length
  return {
    zone: isWhole ? { line, node, zone, counts, totalKB, letters } : null,
    pageSizeKB: isWhole ? pageSizeKB : null,
    why: !isWhole
      ? `the blocks make ${sum} kB and the line says ${totalKB} kB`
      : totalKB === null
        ? `the line is cut off after order ${order - 1}`
        : null,
    rest,
    isComplete: total !== null,
  }
}

/** The line without blanks up to its total, and what stands behind that. */
function pack(text: string): { packed: string; rest: string } {
  const total = /=\s*\d[\d\s]*k\s?B/.exec(text)
  const end = total ? total.index + total[0].length : text.length
  return { packed: text.slice(0, end).replace(ALL_BLANKS, ''), rest: text.slice(end).trim() }
}
