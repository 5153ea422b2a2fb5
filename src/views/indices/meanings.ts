// The two fragmentation indices of a zone in words (mm/vmstat.c: extfrag_index, unusable_index).

import { formatBytes, type Order, shortBytes } from '../../core/units.ts'

/** Where vm.extfrag_threshold stands unless somebody moved it: above it the kernel compacts. */
const THRESHOLD = 500
/** So far from 0 or from 1, an index is near it. */
const NEAR = 100

const NOTHING_FREE = 'Nothing is free.'

/** `counts` are free blocks by order. */
export function unusableMeaning(
  index: number,
  counts: readonly number[],
  order: Order,
  pageSize: number,
): string {
  const pages = counts.reduce((sum, count, k) => sum + count * 2 ** k, 0)
  if (pages === 0) return NOTHING_FREE
  const small = counts.slice(0, order).reduce((sum, count, k) => sum + count * 2 ** k, 0)
  if (index >= 1000 || small === 0)
    return `${small > 0 ? 'None' : 'All'} of the free memory can serve order ${order}.`
  return `${formatBytes(pages * pageSize)} free; ${formatBytes(small * pageSize)} of it in blocks under ${formatBytes(2 ** order * pageSize)}.`
}

export function fragmentationMeaning(
  index: number,
  counts: readonly number[],
  order: Order,
  pageSize: number,
): string {
  if (index === -1000)
    return `A free block of ${shortBytes(2 ** order * pageSize)} is there: order ${order} can be served.`
  if (counts.every((count) => count === 0)) return NOTHING_FREE
  if (index < 0) return 'Lack of memory alone explains it.'
  const isShape = index > THRESHOLD
  const where =
    index <= NEAR
      ? 'Near 0'
      : index >= 1000 - NEAR
        ? 'Near 1'
        : `${isShape ? 'Above' : 'Not above'} 0.500, the usual threshold`
  return `${where}: blame ${isShape ? 'its shape' : 'too little memory'}.`
}
