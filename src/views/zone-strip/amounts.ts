// What is said of each zone's amount: as many words as it has room for beside the zone's name, or, where a zone is
// too narrow for any, in a line of its own for all zones.

import { formatBytes, type Pages, pageCount } from '../../core/units.ts'
import { textWidth } from '../../ui/text-width.ts'
import type { ZoneBar } from './layout.ts'

export interface Amount {
  readonly free: Pages
  /** Free too, but on per-CPU lists. */
  readonly perCpu: Pages
  /** Of the whole zone. */
  readonly pages: Pages
}

export const NO_AMOUNT: Amount = { free: 0, perCpu: 0, pages: 0 }

/** Between the title and the amount. */
const GAP = 10

export interface ZoneWords {
  /** Its name, and that it is kept where there is room to say so. */
  readonly title: string
  readonly amount: string
}

/** By zone. `areBelow`: the amounts stand in a line of their own. */
export function zoneWords(
  bars: readonly ZoneBar[],
  names: readonly string[],
  pinned: number,
  amounts: readonly Amount[],
  pageSize: number,
): { readonly words: readonly ZoneWords[]; readonly areBelow: boolean } {
  const forms = amounts.map((amount) => formsOf(amount, pageSize))
  const widthOf = (zone: number) => bars.find((bar) => bar.zone === zone)?.width ?? 0
  const fitting = (zone: number, room: number) =>
    forms[zone]?.find((text) => textWidth(text, 12) <= room)
  const titlesOf = (name: string, zone: number) =>
    zone === pinned ? [`${name}, kept`, name] : [name]
  const beside = names.map((name, zone) => {
    const room = (title: string) => widthOf(zone) - textWidth(title, 12, 650) - GAP
    const tries = titlesOf(name, zone).map((title) => ({
      title,
      amount: fitting(zone, room(title)),
    }))
    return tries.find(({ amount }) => amount !== undefined)
  })
  if (beside.every(isWhole)) return { words: beside, areBelow: false }
  const below = names.map((name, zone): ZoneWords => {
    const [title = name] = titlesOf(name, zone).filter(
      (text) => textWidth(text, 12, 650) <= widthOf(zone),
    )
    return { title, amount: fitting(zone, widthOf(zone)) ?? forms[zone]?.at(-1) ?? '' }
  })
  return { words: below, areBelow: true }
}

function isWhole(
  words: { title: string; amount: string | undefined } | undefined,
): words is ZoneWords {
  return words !== undefined
}

/** From the longest words to the shortest. */
function formsOf({ free, perCpu, pages }: Amount, pageSize: number): string[] {
  // Nothing has no unit.
  const bytes = free === 0 ? '0' : formatBytes(free * pageSize)
  const ofAll = `${bytes} of ${formatBytes(pages * pageSize)} free`
  const aside = perCpu > 0 ? ` + ${formatBytes(perCpu * pageSize)}` : ''
  const onLists = aside && `${aside} on per-CPU lists`
  return [
    `${pageCount(free)}, ${ofAll}${onLists}`,
    `${ofAll}${onLists}`,
    `${bytes} free${aside && `${aside} per-CPU`}`,
    `${bytes} free`,
    bytes,
  ]
}
