// A kernel's free lists as a capture holds them (truth.tsv): zones, free blocks in list order, head
// first, and the pages on per-CPU lists. Tab-separated rows:
//
//   Z node zone start_pfn spanned · N node zone order nr_free · F node zone order type pfn ·
//   P node zone cpu list pfn private          others are left aside

import { PCP_TYPES } from '../buddy/migratetype.ts'
import {
  MAX_ORDER_LIMIT,
  MAX_PAGES,
  type Order,
  type Pages,
  type Pfn,
  ZONE_NAMES,
  type ZoneName,
} from '../units.ts'
import type { Refusal } from './trace-events.ts'

export interface ListedZone {
  readonly node: number
  readonly zone: ZoneName
  readonly startPfn: Pfn
  readonly pages: Pages
  /** Order, migratetype by number, pfn; in list order. */
  readonly free: readonly ListedBlock[]
  /** Blocks on per-CPU lists. */
  readonly pcp: readonly ListedBlock[]
}

export interface ListedBlock {
  readonly order: Order
  readonly type: number
  readonly pfn: Pfn
}

export interface KernelLists {
  readonly maxOrder: Order
  readonly zones: readonly ListedZone[]
}

/** Lists of orders 0 to 3. */
const HUGE_LISTS = 12

interface Draft extends ListedZone {
  readonly free: ListedBlock[]
  readonly pcp: ListedBlock[]
}

/** Reads truth.tsv; a row that cannot be true refuses it. */
export function readKernelLists(text: string): KernelLists | Refusal {
  const zones = new Map<string, Draft>()
  let maxOrder = 0
  let number = 0
  for (const row of text.split('\n')) {
    number++
    const [kind = '', node = '', zone = '', ...rest] = row.split('\t')
    if (!/^[ZNFP]$/.test(kind)) continue
    const refuse = (message: string) => ({ line: number, message })
    const values = [node, ...rest].map(Number)
    if (!values.every((value) => Number.isInteger(value) && value >= 0 && value <= 0x7fffffff))
      return refuse('a number was expected here')
    const [on = 0, first = 0, second = 0, third = 0] = values
    const key = `${node} ${zone}`
    if (kind === 'Z') {
      const name = ZONE_NAMES.find((one) => one === zone)
      if (second === 0) continue
      if (name === undefined) return refuse(`zone ${zone} is not known`)
      if (zones.has(key)) return refuse(`zone ${zone} of node ${node} stands here twice`)
      zones.set(key, { node: on, zone: name, startPfn: first, pages: second, free: [], pcp: [] })
      continue
    }
    const known = zones.get(key)
    if (known === undefined) return refuse(`zone ${zone} of node ${node} has no Z row before this`)
    // A per-CPU list's number: order · 3 + migratetype, then those of huge pages, let be.
    if (kind === 'P' && second < HUGE_LISTS)
      known.pcp.push({
        order: Math.floor(second / PCP_TYPES),
        type: second % PCP_TYPES,
        pfn: third,
      })
    if (kind === 'P') continue
    if (first > MAX_ORDER_LIMIT) return refuse(`order ${first} is above ${MAX_ORDER_LIMIT}`)
    maxOrder = Math.max(maxOrder, first)
    if (kind === 'F') known.free.push({ order: first, type: second, pfn: third })
  }
  const found = [...zones.values()]
  const why = misfitOf(found)
  return why === null ? { maxOrder, zones: found } : { line: 1, message: why }
}

/** Why zones cannot lie in one machine; null: they can. */
function misfitOf(zones: readonly ListedZone[]): string | null {
  if (zones.length === 0) return 'no zone is in it'
  const pages = zones.reduce((sum, zone) => sum + zone.pages, 0)
  if (pages > MAX_PAGES) return `${pages} pages are more than ${MAX_PAGES}`
  const sorted = [...zones].sort((a, b) => a.startPfn - b.startPfn)
  for (const [i, { startPfn }] of sorted.entries()) {
    const before = sorted[i - 1]
    if (before && before.startPfn + before.pages > startPfn)
      return `zones ${before.zone} and ${sorted[i]?.zone} overlap`
  }
  return null
}
