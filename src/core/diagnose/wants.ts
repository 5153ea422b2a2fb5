// What is wanted and cannot be had, with the number that says why: an order that a request failed for, and huge
// pages in zones without a block large enough. Advice is drawn from these.

import { fragmentationIndex } from '../metrics/fragmentation-index.ts'
import { type Order, type Pages, pagesIn } from '../units.ts'
import type { Case } from './case.ts'
import { exceededOrder } from './judged.ts'
import { pagesOf } from './orders.ts'

export interface Want {
  readonly node: number
  readonly zone: string
  readonly order: Order
  readonly freePages: Pages
  readonly counts: readonly number[]
  /** Thousandths; of an order that cannot be had. */
  readonly index: number
}

/** Orders that are not to be had though as many pages are free, the zone with most free memory first. */
export function wantsOf({ scene, verdicts, causes, bareKills }: Case): Want[] {
  // What is above the largest order no setting serves.
  const served = causes.filter((one) => exceededOrder(one) === null)
  const failed = served.flatMap(({ deciding, request }) => {
    if (deciding?.outcome !== 'no-block') return []
    const { node, zone, counts } = deciding.zone
    return [wantOf(node, zone, request.order, counts)]
  })
  const huge = scene.pageblock.order
  // Where the text tells of failures of another size, or of a kill, huge pages are not what is wanted.
  const isHugeWanted =
    causes.length + bareKills.length === 0 || served.some(({ request }) => request.order >= huge)
  if (!isHugeWanted) return failed.sort(byFree)
  const lacking = verdicts
    .filter(
      ({ orders, freePages, isCut }) =>
        !isCut && orders[huge]?.times === 0 && freePages >= pagesIn(huge),
    )
    .map(({ node, zone, counts }) => wantOf(node, zone, huge, counts))
  return [...failed.sort(byFree), ...lacking.sort(byFree)]
}

function byFree(a: Want, b: Want): number {
  return b.freePages - a.freePages
}

function wantOf(node: number, zone: string, order: Order, counts: readonly number[]): Want {
  return {
    node,
    zone,
    order,
    counts,
    freePages: pagesOf(counts),
    index: fragmentationIndex(counts, order),
  }
}
