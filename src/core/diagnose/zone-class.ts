// lowmem_reserve[] stands by zone index, and an index is a name only with the kernel's configuration. It is
// told from the number of columns, the zones that are there, and where a row stops being 0: at the next
// higher zone that has memory (mm/page_alloc.c: setup_per_zone_lowmem_reserve).

import type { Pages } from '../units.ts'
import type { Marks } from './diagnosis.ts'
import type { ZoneClass } from './request.ts'

export interface ReserveRow {
  readonly node: number
  readonly zone: string
  readonly reserve: readonly Pages[]
}

/** Configurations there are, the usual ones first. */
const CONFIGURATIONS: readonly (readonly string[])[] = [
  'DMA DMA32 Normal Movable Device',
  'DMA DMA32 Normal Movable',
  'DMA Normal HighMem Movable',
  'DMA Normal Movable Device',
  'DMA32 Normal Movable Device',
  'DMA Normal HighMem Movable Device',
  'DMA Normal Movable',
  'Normal HighMem Movable',
  'DMA32 Normal Movable',
  'Normal HighMem Movable Device',
  'Normal Movable Device',
  'Normal Movable',
  'DMA32 Normal HighMem Movable',
  'DMA DMA32 Normal HighMem Movable',
].map((names) => names.split(' '))

/** What the marks tell of lowmem_reserve, of the zones that have memory. */
export function reserveRows(
  zones: readonly {
    readonly node: number
    readonly zone: string
    readonly marks: Pick<Marks, 'reserve' | 'managed'> | null
  }[],
): ReserveRow[] {
  return zones.flatMap(({ node, zone, marks }) =>
    marks && marks.reserve.length > 0 && marks.managed !== 0
      ? [{ node, zone, reserve: marks.reserve }]
      : [],
  )
}

/** Lowest to highest; a kernel without DMA32 or HighMem leaves that one out. */
const RANKS = ['DMA', 'DMA32', 'Normal', 'HighMem', 'Movable', 'Device']

/** −1: a zone of another name, which no ordinary request may use. */
export function zoneRank(zone: string): number {
  return RANKS.indexOf(zone)
}

/** Whether a request whose highest zone is `highest` may use the zone. */
export function mayUse(zone: string, highest: ZoneClass): boolean {
  const rank = zoneRank(zone)
  return rank >= 0 && rank <= RANKS.indexOf(highest)
}

/** Whether the zone is one that requests like others may use, and this one may not. */
export function isClosed(zone: string, highest: ZoneClass): boolean {
  return zoneRank(zone) > RANKS.indexOf(highest) && zone !== 'Device'
}

/** Index of the request's class in lowmem_reserve[]; null: it cannot be told from these rows. */
export function classIndex(rows: readonly ReserveRow[], highest: ZoneClass): number | null {
  const columns = rows[0]?.reserve.length ?? 0
  if (columns === 0 || rows.some(({ reserve }) => reserve.length !== columns)) return null
  const fitting = CONFIGURATIONS.filter((names) => names.length === columns)
  const names =
    fitting.find((one) => isPossible(one, rows, true)) ??
    fitting.find((one) => isPossible(one, rows, false))
  if (!names) return null
  const index = names.indexOf(highest)
  // A class that the kernel was built without stands for Normal (include/linux/gfp.h: gfp_zone).
  return index >= 0 ? index : names.indexOf('Normal')
}

/** `isWhole`: all zones that have memory are among the rows. */
function isPossible(
  names: readonly string[],
  rows: readonly ReserveRow[],
  isWhole: boolean,
): boolean {
  return rows.every((row) => {
    const own = names.indexOf(row.zone)
    if (own < 0 || row.reserve.some((pages, index) => index <= own && pages !== 0)) return false
    const above = rows
      .filter(({ node, zone }) => node === row.node && names.indexOf(zone) > own)
      .map(({ zone }) => names.indexOf(zone))
    const first = row.reserve.findIndex((pages) => pages > 0)
    if (first < 0 || above.length === 0) return true
    return isWhole ? first === Math.min(...above) : first < Math.min(...above)
  })
}
