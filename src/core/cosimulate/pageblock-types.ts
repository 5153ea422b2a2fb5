// The pageblocks' types at the start, which a trace's folder does not hold: what lies in each is
// weighed, then as many of each type are chosen as /proc/pagetypeinfo counts. Lists tell most: since
// 6.10 they are always those of the pageblock's type, before that nearly always.

import { MOVABLE, RECLAIMABLE, UNMOVABLE } from '../buddy/migratetype.ts'
import { MIGRATETYPES, type Order, type Pfn } from '../units.ts'
import type { ListedBlock, ListedZone } from './kernel-lists.ts'
import type { PageFlags } from './page-flags.ts'

/** What one page speaks for: its list's type, or what uses it. */
const WEIGHT = {
  listed: 4,
  lru: 1,
  slab: 2,
  slabOfKind: 1.95,
  kernel: 2,
  plain: 1,
  reserved: 0.5,
} as const

/** What speaks for each type in one pageblock. */
interface Evidence {
  readonly scores: number[]
  /** Pages that are there at all. */
  pages: number
}

/**
 * Types by pageblock, the one that holds the zone's first page first. `counts`: pageblocks by type,
 * null where they are not known; `typeOf`: a list's type by number, −1 one that is left out.
 */
export function inferPageblockTypes(
  zone: ListedZone,
  pageblockOrder: Order,
  flags: PageFlags | null,
  counts: readonly number[] | null,
  typeOf: (type: number) => number,
): number[] {
  const evidence = weigh(zone, pageblockOrder, flags, typeOf)
  const types = evidence.map(({ scores }) => best(scores))
  if (counts !== null) fitToCounts(evidence, types, counts)
  return types
}

function weigh(
  { startPfn, pages, free, pcp }: ListedZone,
  pageblockOrder: Order,
  flags: PageFlags | null,
  typeOf: (type: number) => number,
): Evidence[] {
  const first = startPfn >> pageblockOrder
  const end = startPfn + pages
  const evidence = Array.from({ length: ((end - 1) >> pageblockOrder) - first + 1 }, () => ({
    scores: new Array<number>(MIGRATETYPES.length).fill(0),
    pages: 0,
  }))
  const add = (pfn: number, type: number, weight: number) => {
    const block = evidence[(pfn >> pageblockOrder) - first]
    if (block) block.scores[type] = (block.scores[type] ?? 0) + weight
  }
  for (const { pfn, order, type } of [...free, ...pcp]) {
    const known = typeOf(type)
    if (known < 0) continue
    const step = 2 ** Math.min(order, pageblockOrder)
    for (let at = pfn; at < pfn + 2 ** order; at += step) add(at, known, WEIGHT.listed * step)
  }
  const onPcp = pagesOf(pcp)
  for (let pfn = startPfn; pfn < end; pfn++) {
    if (onPcp.has(pfn)) continue
    const use = flags?.use(pfn) ?? 'plain'
    const block = evidence[(pfn >> pageblockOrder) - first]
    if (block && use !== 'none') block.pages++
    if (use === 'reserved') {
      add(pfn, MOVABLE, WEIGHT.reserved)
      add(pfn, UNMOVABLE, WEIGHT.reserved / 2)
    } else if (use === 'lru') add(pfn, MOVABLE, WEIGHT.lru)
    else if (use === 'slab') {
      add(pfn, UNMOVABLE, WEIGHT.slab)
      add(pfn, RECLAIMABLE, WEIGHT.slabOfKind)
    } else if (use === 'kernel' || use === 'plain') add(pfn, UNMOVABLE, WEIGHT[use])
  }
  return evidence
}

function pagesOf(blocks: readonly ListedBlock[]): ReadonlySet<Pfn> {
  const pages = new Set<Pfn>()
  for (const { pfn, order } of blocks) for (let at = pfn; at < pfn + 2 ** order; at++) pages.add(at)
  return pages
}

function best(scores: readonly number[]): number {
  let type = MOVABLE
  for (const [other, score] of scores.entries()) if (score > (scores[type] as number)) type = other
  return type
}

/** A pageblock that goes over to another type, and what that costs in evidence. */
interface Move {
  readonly block: number
  readonly to: number
  readonly cost: number
}

/**
 * Moves the pageblocks that lose least by it, until each type has its count: from a type with too
 * many to one with too few, or by way of a third.
 */
function fitToCounts(evidence: readonly Evidence[], types: number[], counts: readonly number[]) {
  const surplus = counts.map((count) => -count)
  for (const [i, type] of types.entries())
    if ((evidence[i]?.pages ?? 0) > 0) surplus[type] = (surplus[type] ?? 0) + 1
  for (;;) {
    const path = cheapestPath(cheapestMoves(evidence, types), surplus)
    if (path === null) return
    for (const { block, to } of path) {
      const from = types[block] as number
      surplus[from] = (surplus[from] as number) - 1
      surplus[to] = (surplus[to] as number) + 1
      types[block] = to
    }
  }
}

/** By type and type: the pageblock that loses least by going over. */
function cheapestMoves(evidence: readonly Evidence[], types: readonly number[]): Move[][] {
  const moves = MIGRATETYPES.map(() =>
    MIGRATETYPES.map((_, to): Move => ({ block: -1, to, cost: Number.POSITIVE_INFINITY })),
  )
  for (const [block, { scores, pages }] of evidence.entries()) {
    const from = types[block] as number
    const row = moves[from] as Move[]
    for (const [to, score] of scores.entries()) {
      const cost = (scores[from] as number) - score
      if (pages > 0 && to !== from && cost < (row[to] as Move).cost) row[to] = { block, to, cost }
    }
  }
  return moves
}

function cheapestPath(moves: readonly Move[][], surplus: readonly number[]): Move[] | null {
  let least = Number.POSITIVE_INFINITY
  let path: Move[] | null = null
  const consider = (...steps: Move[]) => {
    const cost = steps.reduce((sum, step) => sum + step.cost, 0)
    if (cost >= least) return
    least = cost
    path = steps
  }
  for (const [from, over] of surplus.entries())
    for (const [to, under] of surplus.entries()) {
      if (over <= 0 || under >= 0) continue
      consider(moves[from]?.[to] as Move)
      for (const via of surplus.keys())
        consider(moves[from]?.[via] as Move, moves[via]?.[to] as Move)
    }
  return path
}
