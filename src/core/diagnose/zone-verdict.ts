// A zone in a few words: how much is free, the largest block, whether order 3 and a huge page can be had,
// and what stands in the way. Order 3 is the largest for which the kernel reclaims and kills without
// giving up (include/linux/mmzone.h: PAGE_ALLOC_COSTLY_ORDER).

import { largestFreeOrder } from '../memory/memory.ts'
import { formatIndex } from '../metrics/format-index.ts'
import { formatCount, type Order, type Pages, pagesIn } from '../units.ts'
import { KEPT, wordOfRefusal } from './answer.ts'
import type { KeyOrder, OrderVerdict, Tone, ZoneVerdict, ZoneWord } from './diagnosis.ts'
import { hasNoMemory } from './free-beside-marks.ts'
import { IN_PIECES } from './judged.ts'
import { type Answer, orderVerdicts, pagesOf } from './orders.ts'
import { requestOf } from './request.ts'
import type { Scene, ZoneScene } from './scene.ts'
import {
  capitalise,
  countOf,
  pagesAndSize,
  shareOf,
  sizeAndOrder,
  sizeOf,
  zoneName,
} from './words.ts'
import { isClosed } from './zone-class.ts'

/** PAGE_ALLOC_COSTLY_ORDER. */
export const COSTLY_ORDER: Order = 3
/** Thousandths of free memory in blocks too small, from which kcompactd would compact on its own. */
export const MOSTLY_UNUSABLE = 900

export function zoneVerdict(
  scene: Scene,
  zone: ZoneScene,
  answer: (zone: ZoneScene, order: Order) => Answer,
): ZoneVerdict {
  const { counts, marks } = zone
  const freePages = pagesOf(counts)
  const largestOrder = largestFreeOrder(counts)
  const orders = orderVerdicts(counts, scene.pageSize.bytes, (order) => answer(zone, order))
  const figures: Figures = { scene, zone, freePages, largestOrder, orders }
  const word = wordOf(figures)
  return {
    node: zone.node,
    zone: zone.zone,
    counts,
    freePages,
    freeBytes: freePages * scene.pageSize.bytes,
    largestOrder,
    largestBytes: largestOrder < 0 ? 0 : pagesIn(largestOrder) * scene.pageSize.bytes,
    largestCount: counts[largestOrder] ?? 0,
    orders,
    keyOrders: keyOrders(figures),
    marks,
    isCut: zone.isCut,
    exactFrom: zone.exactFrom,
    tone: toneOf(figures, word),
    word,
    fact: factOf(figures),
    blocker: blockerOf(figures, word),
  }
}

interface Figures {
  readonly scene: Scene
  readonly zone: ZoneScene
  readonly freePages: number
  readonly largestOrder: Order
  readonly orders: readonly OrderVerdict[]
}

function keyOrders({ scene, zone, orders }: Figures): KeyOrder[] {
  const huge = scene.pageblock.order
  const asked = scene.report?.order ?? null
  const labels = new Map<Order, string>([
    [huge, `a ${scene.pageblock.name}`],
    [COSTLY_ORDER, 'network buffers, slabs'],
  ])
  if (asked !== null && asked > 0 && !labels.has(asked)) labels.set(asked, 'what was asked for')
  return [...labels]
    .sort(([a], [b]) => a - b)
    .flatMap(([order, what]) => {
      const verdict = orders[order]
      if (!verdict || (zone.isCut && verdict.times === 0)) return []
      const { bytes, canServe, refusal, timesAllowed } = verdict
      const times = canServe ? (timesAllowed ?? verdict.times) : verdict.times
      return [{ order, bytes, label: `order ${order}: ${what}`, times, canServe, refusal }]
    })
}

function wordOf(figures: Figures): ZoneWord {
  const { scene, freePages, orders } = figures
  const huge = orders[scene.pageblock.order] ?? orders.at(-1)
  if (freePages === 0 && figures.zone.isCut) return 'cut off'
  if (freePages === 0 || !huge) return 'empty'
  const mark = markAbove(figures)
  if (mark?.name === 'min') return 'short'
  if (isUntold(figures)) return 'cut off'
  if (huge.times === 0) return freePages < pagesIn(huge.order) ? 'short' : 'fragmented'
  if (huge.unusableIndex >= MOSTLY_UNUSABLE) return 'fragmented'
  if (isKept(figures)) return 'kept'
  const refused = refusedOf(figures)
  if (refused) return wordOfRefusal(refused.refusal)
  if (mark) return 'short'
  return isClosedToRequest(figures) ? 'kept' : 'whole'
}

/** Its row ends before a huge page, and shows none. */
function isUntold({ scene, zone, orders }: Figures): boolean {
  return zone.isCut && (orders[scene.pageblock.order]?.times ?? 0) === 0
}

/** The request that the report is about may not use the zone at all, whatever it has. */
function isClosedToRequest({ scene, zone }: Figures): boolean {
  const request = scene.report && requestOf(scene.report)
  return request !== null && request.canWait !== null && isClosed(zone.zone, request.highest)
}

/** Of the orders that people ask for one that is there and may not be had. */
function refusedOf({ scene, orders }: Figures): OrderVerdict | undefined {
  return [orders[scene.pageblock.order], orders[COSTLY_ORDER]].find(
    (one) => one !== undefined && one.refusal !== '',
  )
}

interface MarkAbove {
  readonly name: 'min' | 'low'
  readonly pages: Pages
  readonly free: Pages
}

/** The lowest mark that free memory is not above; null: it is above low, or there are no marks. */
function markAbove({ scene, zone, freePages }: Figures): MarkAbove | null {
  const isPart = zone.isCut || zone.exactFrom > 0
  const printed = scene.source === 'report' || isPart ? (zone.marks?.free ?? null) : null
  if (isPart && printed === null) return null
  const free = printed ?? freePages
  const { min, low } = zone.marks ?? { min: null, low: null }
  if (min !== null && free <= min) return { name: 'min', pages: min, free }
  return low !== null && free <= low ? { name: 'low', pages: low, free } : null
}

/** Not one page of it for a request that can use a zone above. */
function isKept({ orders }: Figures): boolean {
  return orders[0]?.refusal === KEPT
}

function toneOf(figures: Figures, word: ZoneWord): Tone {
  const costly = figures.orders[COSTLY_ORDER] ?? figures.orders.at(-1)
  if (word === 'whole') return 'good'
  if (hasNoMemory(figures.zone.marks)) return 'info'
  if (word === 'kept' || word === 'cut off') return 'info'
  if (isKept(figures)) return 'warn'
  return costly?.canServe || isSmallDma(figures) ? 'warn' : 'bad'
}

/** No request needs it but an old device's: what it lacks is no reason for alarm. */
function isSmallDma({ scene, zone, freePages }: Figures): boolean {
  const most = 16 * 2 ** 20
  return zone.zone === 'DMA' && scene.zones.length > 1 && freePages * scene.pageSize.bytes <= most
}

function factOf({ scene, zone, freePages, largestOrder }: Figures): string {
  if (freePages === 0) return zone.isCut ? 'What its row shows is not free.' : 'Nothing is free.'
  const count = zone.counts[largestOrder] ?? 0
  const many = count === 1 ? 'one of them' : `${formatCount(count)} of them`
  const isPart = zone.isCut || zone.exactFrom > 0
  return `${isPart ? 'At least ' : ''}${sizeOf(freePages, scene)} is free, in blocks of up to ${sizeAndOrder(largestOrder, scene)}, ${many}.`
}

function blockerOf(figures: Figures, word: ZoneWord): string {
  const { scene, zone, freePages, largestOrder, orders } = figures
  const huge = orders[scene.pageblock.order] ?? orders.at(-1)
  if (freePages === 0 && zone.isCut) return cutOff(zone)
  if (freePages === 0 && hasNoMemory(zone.marks))
    return `${capitalise(zoneName(zone, scene))} has no memory of the page allocator's.`
  if (freePages === 0 || !huge) return `All of ${zoneName(zone, scene)} is in use.`
  const mark = markAbove(figures)
  if (mark?.name === 'min')
    return `Too little is free: ${countOf(mark.free, 'page')}, not more than the min mark of ${formatCount(mark.pages)}.`
  if (zone.isCut) return cutOff(zone)
  if (word === 'whole') return ''
  if (word === 'kept' && isClosedToRequest(figures) && !isKept(figures))
    return 'The request that the report is about may not use this zone.'
  if (isKept(figures) && word === 'kept')
    return 'All of it is kept for requests that can use no other zone (lowmem_reserve).'
  if (mark && word === 'short' && huge.times > 0)
    return `Little is free: ${countOf(mark.free, 'page')}, not more than the low mark of ${formatCount(mark.pages)}, so kswapd reclaims.`
  const refused = word === 'fragmented' || huge.times === 0 ? undefined : refusedOf(figures)
  if (refused) return `Order ${refused.order} is there and cannot be had: ${refused.refusal}.`
  const ground = groundSmall(figures)
  if (huge.times > 0)
    return `${shareOf(huge.unusableIndex)} of the free memory stands in blocks too small for order ${huge.order}. ${ground}`.trimEnd()
  const none =
    largestOrder + 1 === zone.counts.length - 1
      ? `Nothing of order ${largestOrder + 1} is free`
      : `Nothing of order ${largestOrder + 1} or above is free`
  if (freePages < pagesIn(huge.order))
    return `${none}: little memory is free at all, ${formatCount(freePages)} pages where order ${huge.order} needs ${formatCount(pagesIn(huge.order))}.`
  return `${none}: ${pagesAndSize(freePages, scene)} stand in ${countOf(blocksIn(zone), 'block')}. ${ground}${meaningOf(huge)}`
}

function cutOff({ counts }: ZoneScene): string {
  return `Its row ends with order ${counts.length - 1}: what is above is not told.`
}

/** The smallest order under which at least half of the free memory stands, in words. */
function groundSmall({ scene, orders }: Figures): string {
  const order = orders.find(({ unusableIndex }) => unusableIndex >= 500)?.order ?? 0
  const share = orders[order]?.unusableIndex ?? 0
  if (order === 0 || share === 1000) return ''
  return `${shareOf(share)} of it is in blocks of ${sizeOf(pagesIn(order - 1), scene)} and less. `
}

/** What the fragmentation index says of an order that cannot be had: a sentence. */
export function meaningOf({
  order,
  fragmentationIndex,
}: Pick<OrderVerdict, 'order' | 'fragmentationIndex'>): string {
  const index = `The fragmentation index for order ${order} is ${formatIndex(fragmentationIndex)}`
  if (fragmentationIndex < 0) return `${index}: below 0, as a zone with a single free block has it.`
  return fragmentationIndex > IN_PIECES
    ? `${index}: nearer 1, so the memory is there, in pieces.`
    : `${index}: nearer 0, so lack of memory explains it as well.`
}

function blocksIn({ counts }: ZoneScene): number {
  return counts.reduce((sum, count) => sum + count, 0)
}
