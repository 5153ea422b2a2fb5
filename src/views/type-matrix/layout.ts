// The free lists of one zone as a matrix, migratetypes × orders: how many blocks, and how many bytes.

import type { BuddyEvent } from '../../core/buddy/event.ts'
import { type Frame, LISTED_BLOCKS } from '../../core/buddy/frame.ts'
import { MIGRATETYPES, type Order, type Pages, type Pfn } from '../../core/units.ts'

export interface TypeList {
  /** Index into MIGRATETYPES. */
  readonly type: number
  readonly order: Order
  /** Accessible name. */
  readonly name: string
  /** Head first, at most LISTED_BLOCKS. */
  readonly pfns: Int32Array
  /** Blocks on the list, listed or not. */
  readonly count: number
  /** Of the list with most bytes in its zone. */
  readonly share: number
}

export interface TypeRow {
  readonly type: number
  readonly name: string
  readonly lists: readonly TypeList[]
  readonly pages: Pages
}

export function typeRows(frame: Frame, zone: number, maxOrder: Order): TypeRow[] {
  const orders = maxOrder + 1
  const listAt = (type: number, order: Order) => (zone * frame.types + type) * orders + order
  const pagesAt = (type: number, order: Order) =>
    (frame.nrFree[listAt(type, order)] ?? 0) * 2 ** order
  const types = MIGRATETYPES.slice(0, frame.types)
  const all = Array.from({ length: orders }, (_, order) => order)
  const most = Math.max(1, ...types.flatMap((_, type) => all.map((order) => pagesAt(type, order))))
  return types.map((name, type) => ({
    type,
    name,
    pages: all.reduce((sum, order) => sum + pagesAt(type, order), 0),
    lists: all.map((order) => {
      const list = listAt(type, order)
      return {
        type,
        order,
        name: `Order ${order} free list, ${name}`,
        pfns: frame.listPfn.subarray(frame.listStart[list], frame.listStart[list + 1]),
        count: frame.nrFree[list] ?? 0,
        share: pagesAt(type, order) / most,
      }
    }),
  }))
}

/** How many blocks of a list have no item of their own. */
export function unlisted({ pfns, count }: Pick<TypeList, 'pfns' | 'count'>): number {
  return pfns.length < LISTED_BLOCKS ? 0 : count - pfns.length
}

/** What is said of a list to those who point at it: the blocks that would be taken first. */
export function tellHead(pfns: ArrayLike<Pfn>, count: number): string {
  if (count === 0) return 'empty'
  const head = Array.from(pfns).slice(0, 6).join(', ')
  return `head → tail: ${head}${count > 6 ? `, … ${count} in all` : ''}`
}

export type Look = 'wanted' | 'found'

/** `type:order` of the lists that the last look into the lists was about. */
export function looksAt(
  events: readonly BuddyEvent[],
  now: BuddyEvent | null,
  zone: number,
): ReadonlyMap<string, Look> {
  const looks = new Map<string, Look>()
  const index = (type: string | undefined) => MIGRATETYPES.indexOf(type as never)
  const asks = events.filter((event) => event.zone === zone)
  // Of a whole action the fallback is what matters: the lists were looked into again since.
  const fallback = now ? undefined : asks.findLast(({ kind }) => kind === 'fallback')
  const last =
    fallback ??
    (now ? null : firstOfRefill(asks)) ??
    asks.findLast(({ kind }) => kind === 'choose' || kind === 'fallback')
  // A small step that looks into no list marks none.
  if (!last || (now && !['choose', 'fallback', 'take', 'retag', 'try-claim'].includes(now.kind)))
    return looks
  if (last.kind === 'fallback') {
    looks.set(`${index(last.type)}:${last.order}`, 'wanted')
    looks.set(`${index(last.from)}:${last.found}`, 'found')
  } else if (last.kind === 'choose') {
    looks.set(`${index(last.type)}:${last.order}`, 'wanted')
    if (last.found >= 0) looks.set(`${index(last.type)}:${last.found}`, 'found')
  }
  return looks
}

/** Where the last refill of a per-CPU list found its first block: the next ones come of its halves. */
function firstOfRefill(asks: readonly BuddyEvent[]): BuddyEvent | undefined {
  const refill = asks.findLastIndex(({ kind }) => kind === 'pcp-refill')
  if (refill < 0) return undefined
  return asks.slice(refill).find((event) => event.kind === 'choose' && event.found >= 0)
}
