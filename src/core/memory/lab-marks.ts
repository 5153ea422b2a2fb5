// What the Lab's marks make of a request before it is run: they follow from min-free and the zones' sizes
// (mm/page_alloc.c: __setup_per_zone_wmarks, setup_per_zone_lowmem_reserve), so they may differ from those of the
// text, and a request that failed there may be served here. Then it is told.

import { lowered, MIN_RESERVE, NON_BLOCK } from '../buddy/linux/alloc-flags.ts'
import { lowmemReserve } from '../buddy/linux/lowmem-reserve.ts'
import type { ZoneMarks } from '../buddy/linux/min-free.ts'
import {
  formatCount,
  type Order,
  type Pages,
  pageCount,
  pagesIn,
  ZONE_NAMES,
  type ZoneName,
} from '../units.ts'

export interface LabPlace {
  readonly node: number
  readonly zone: string
  readonly pages: Pages
  readonly counts: readonly number[]
}

/** A zone's marks as the text has them, the boost in them, in pages; null: not told. */
export interface ToldMarks {
  readonly node: number
  readonly zone: string
  readonly min: Pages | null
  readonly low: Pages | null
  readonly high: Pages | null
  readonly boost: Pages
  readonly free: Pages | null
  /** lowmem_reserve for what failed. */
  readonly reserve: Pages | null
}

/** A request that failed. */
export interface LabFailed {
  readonly order: Order
  /** Its zone modifier: the highest zone that would do. */
  readonly highest: ZoneName
  /** GFP_ATOMIC: may use a part of the min mark. */
  readonly isAtomic: boolean
}

export interface Serving {
  readonly place: LabPlace
  /** Over the mark that holds for it; null: there are no marks. */
  readonly spare: Pages | null
}

/** The zone that would serve it at once; null: none, and as nothing in use can be moved or reclaimed it fails. */
export function servingZone(
  places: readonly LabPlace[],
  marks: readonly ZoneMarks[] | null,
  { order, highest, isAtomic }: LabFailed,
): Serving | null {
  const rank = rankOf(highest)
  const reserve = reserveOf(places, rank)
  for (const [i, place] of places.entries()) {
    if (rankOf(place.zone) > rank) continue
    if (!place.counts.some((count, of) => of >= order && count > 0)) continue
    const mark = marks?.[i]
    if (!mark) return { place, spare: null }
    const least = lowered(mark.min, isAtomic ? MIN_RESERVE | NON_BLOCK : 0)
    const spare = pagesOf(place.counts) - (pagesIn(order) - 1) - least - (reserve[i] ?? 0)
    if (spare > 0) return { place, spare }
  }
  return null
}

/** Lowest zone first. */
export function rankOf(zone: string): number {
  const names: readonly string[] = ZONE_NAMES
  return names.indexOf(zone)
}

function reserveOf(places: readonly LabPlace[], rank: number): Pages[] {
  const zones = places.map(({ node, zone, pages }) => ({ node, zone: zone as ZoneName, pages }))
  return lowmemReserve(zones).map((row) => row[rank] ?? 0)
}

/** Zones whose marks are told one by one. */
const MOST_TOLD = 6

/** One sentence of the zones whose marks are not those of the text; '': all are. */
export function differenceText(
  places: readonly LabPlace[],
  marks: readonly ZoneMarks[],
  told: readonly ToldMarks[],
  failed: LabFailed | null,
): string {
  const reserve = failed ? reserveOf(places, rankOf(failed.highest)) : []
  const lines = places.flatMap((place, i) => {
    const own = marks[i]
    const text = told.find(({ node, zone }) => node === place.node && zone === place.zone)
    if (!own || !text) return []
    const apart = (['min', 'low', 'high'] as const).flatMap((name) =>
      differing(name, own[name], text[name]),
    )
    const kept = failed ? differing('lowmem_reserve', reserve[i] ?? 0, text.reserve) : []
    if (apart.length + kept.length === 0) return []
    const boost = text.boost > 0 ? `, ${formatCount(text.boost)} of it boost` : ''
    return [`Node ${place.node}, zone ${place.zone}: ${[...apart, ...kept].join(', ')}${boost}`]
  })
  if (lines.length === 0) return ''
  return `The marks follow from min-free and the sizes of the zones, and differ from those of the text, in pages: ${lines.slice(0, MOST_TOLD).join('; ')}${lines.length > MOST_TOLD ? `; and ${lines.length - MOST_TOLD} more zones` : ''}.`
}

/** `min 13 757 here, 13 750 in the text`. */
function differing(name: string, here: Pages, there: Pages | null): string[] {
  if (there === null || here === there) return []
  return [`${name} ${formatCount(here)} here, ${formatCount(there)} in the text`]
}

/** What is said of a request that failed in the text and is served here. */
export function servedText(
  { place, spare }: Serving,
  name: string,
  told: readonly ToldMarks[],
): string {
  const where = `Node ${place.node}, zone ${place.zone}`
  return spare === null
    ? `${name} is served here, by ${where}, for nothing is kept back: in the kernel it failed.`
    : `${name} is served here, by ${where}, with ${pageCount(spare)} to spare over its mark: in the kernel it failed.${excessText(place, told)}`
}

/** The lists are printed a moment after the free pages, and may have got some meanwhile. */
function excessText({ node, zone, counts }: LabPlace, told: readonly ToldMarks[]): string {
  const free = told.find((one) => one.node === node && one.zone === zone)?.free ?? null
  const excess = free === null ? 0 : pagesOf(counts) - free
  return excess > 0
    ? ` The blocks of the text make ${pageCount(excess)} more than its number of free pages.`
    : ''
}

function pagesOf(counts: readonly number[]): Pages {
  return counts.reduce((sum, count, order) => sum + count * pagesIn(order), 0)
}
