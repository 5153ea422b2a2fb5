// What a zone's column says beside its numbers.

import type { ZoneVerdict } from '../../core/diagnose/diagnosis.ts'
import { formatBytes, formatCount } from '../../core/units.ts'

/** `largest block 1 MiB, one of them` */
export function largestText(
  zone: Pick<ZoneVerdict, 'largestOrder' | 'largestBytes' | 'largestCount'>,
): string {
  if (zone.largestOrder < 0) return 'no free block at all'
  const { largestCount: count } = zone
  const many = count === 1 ? 'one of them' : `${formatCount(count)} of them`
  return `largest block ${formatBytes(zone.largestBytes)}, ${many}`
}

/** A label as it stands behind the size: `order 3: network buffers, slabs`. */
export function purposeOf(label: string): string {
  return label.replace(/^order (\d+): an? /, 'order $1: ')
}
