// What a zone's column says beside its numbers.

import type { Tone, ZoneVerdict } from '../../core/diagnose/diagnosis.ts'
import { formatBytes, formatCount } from '../../core/units.ts'

/** Whether there may be more than the text tells: its row is cut off, or the kernel stopped counting. */
export function isLowerBound({ isCut, exactFrom }: Pick<ZoneVerdict, 'isCut' | 'exactFrom'>) {
  return isCut || exactFrom > 0
}

/** `largest block 1 MiB, one of them` */
export function largestText(
  zone: Pick<ZoneVerdict, 'largestOrder' | 'largestBytes' | 'largestCount' | 'isCut'>,
): string {
  if (zone.isCut) return 'largest block not told'
  if (zone.largestOrder < 0) return 'no free block at all'
  const { largestCount: count } = zone
  const many = count === 1 ? 'one of them' : `${formatCount(count)} of them`
  return `largest block ${formatBytes(zone.largestBytes)}, ${many}`
}

/**
 * What is to be known beyond the numbers over it: what stands in the way, else how much of the memory can be
 * had in the largest of the blocks that people ask for. '' where there is nothing to add.
 */
export function whyText({
  blocker,
  freePages,
  orders,
  keyOrders,
}: Pick<ZoneVerdict, 'blocker' | 'freePages' | 'orders' | 'keyOrders'>): string {
  if (blocker) return blocker
  const largest = keyOrders.findLast(({ canServe }) => canServe)
  const unusable = largest && orders[largest.order]?.unusableIndex
  if (!largest || unusable === undefined || freePages === 0) return ''
  const share = Number(((1000 - unusable) / 10).toFixed(1))
  const much = share === 100 ? 'All' : `${share} %`
  return `${much} of it stands in blocks of ${formatBytes(largest.bytes)} and more.`
}

/** A label as it stands behind the size, short enough for a column of four: `order 3: network, slabs`. */
export function purposeOf(label: string): string {
  return label.replace(/^order (\d+): an? /, 'order $1: ').replace('network buffers', 'network')
}

/** A sentence longer than this is set smaller, so that it still leads and does not fill the page. */
const LONG = 100

export function isLong(sentence: string): boolean {
  return sentence.length > LONG
}

const SERIOUS: readonly Tone[] = ['bad', 'warn', 'info', 'good']

/** Of many zones those that are worst off, as many as are asked for, in the order of the text. */
export function gravestZones<Zone extends Pick<ZoneVerdict, 'tone'>>(
  zones: readonly Zone[],
  most: number,
): readonly Zone[] {
  if (zones.length <= most) return zones
  const worst = [...zones]
    .sort((a, b) => SERIOUS.indexOf(a.tone) - SERIOUS.indexOf(b.tone))
    .slice(0, most)
  return zones.filter((zone) => worst.includes(zone))
}
