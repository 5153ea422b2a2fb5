// The per-CPU lists of a zone, by order and migratetype: those that hold something, and those that the
// current action used.

import type { ZoneConfig } from '../../core/buddy/config.ts'
import type { BuddyEvent } from '../../core/buddy/event.ts'
import { counterOf, type Frame, LISTED_BLOCKS } from '../../core/buddy/frame.ts'
import { largestPcpOrder, pcpListIn } from '../../core/buddy/frame-pcp.ts'
import { PCP_TYPES } from '../../core/buddy/migratetype.ts'
import { MIGRATETYPES, type Order, type Pages, type Pfn, pageCount } from '../../core/units.ts'

export interface PcpList {
  readonly order: Order
  /** Index into MIGRATETYPES. */
  readonly type: number
  /** Accessible name. */
  readonly name: string
  /** Head first. */
  readonly pfns: readonly Pfn[]
  /** The frame may hold back more. */
  readonly isCut: boolean
}

export interface Pcp {
  readonly lists: readonly PcpList[]
  readonly pages: Pages
  /** Where the lists are drained; 0: there are none. */
  readonly high: Pages
  readonly batch: Pages
}

export function pcpOf(
  frame: Frame,
  zone: number,
  maxOrder: Order,
  events: readonly BuddyEvent[],
): Pcp | null {
  const { linux } = frame
  if (!linux || linux.pcpStart.length < 2) return null
  const used = usedBy(events, zone)
  const isGrouped = frame.types > 1
  const lists: PcpList[] = []
  for (let order = 0; order <= largestPcpOrder(maxOrder); order++)
    for (let type = 0; type < PCP_TYPES; type++) {
      const pfns = pcpListIn(linux, maxOrder, zone, order, type)
      if (pfns.length === 0 && !used.has(`${order}:${type}`)) continue
      const name = `Order ${order} per-CPU list`
      lists.push({
        order,
        type,
        name: isGrouped ? `${name}, ${MIGRATETYPES[type]}` : name,
        pfns: [...pfns],
        isCut: pfns.length >= LISTED_BLOCKS,
      })
    }
  return {
    lists,
    pages: counterOf(linux, zone, 'pcpPages'),
    high: counterOf(linux, zone, 'pcpHigh'),
    batch: counterOf(linux, zone, 'pcpBatch'),
  }
}

/** `order:type` of the lists that a request took from or fetched for; without grouping the type is Movable. */
function usedBy(events: readonly BuddyEvent[], zone: number): ReadonlySet<string> {
  const used = new Set<string>()
  for (const event of events)
    if (event.zone === zone && (event.kind === 'pcp-take' || event.kind === 'pcp-refill')) {
      const type = event.type === undefined ? 0 : MIGRATETYPES.indexOf(event.type)
      used.add(`${event.order}:${type}`)
    }
  return used
}

/** `DMA32 62 pages`: what waits in the zones that are not shown. */
export function elsewhere(
  { linux }: Pick<Frame, 'linux'>,
  zones: readonly Pick<ZoneConfig, 'node' | 'zone'>[],
  shown: number,
): string {
  const isOneNode = zones.every(({ node }) => node === zones[0]?.node)
  return zones
    .flatMap(({ node, zone }, i) => {
      const pages = linux && i !== shown ? counterOf(linux, i, 'pcpPages') : 0
      return pages > 0 ? [`${isOneNode ? '' : `node ${node} `}${zone} ${pageCount(pages)}`] : []
    })
    .join(', ')
}

const DIGIT = 7.4
const PADDING = 13
const GAP = 4
const MORE = 58

/** How many chips fit before the rest is only counted. */
export function chipsThatFit(pfns: readonly Pfn[], room: number): number {
  const widths = pfns.map((pfn) => String(pfn).length * DIGIT + PADDING + GAP)
  const whole = widths.reduce((sum, width) => sum + width, 0)
  if (whole <= room) return pfns.length
  let left = room - MORE
  for (const [i, width] of widths.entries()) {
    left -= width
    if (left < 0) return Math.max(1, i)
  }
  return pfns.length
}
