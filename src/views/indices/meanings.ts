// The two fragmentation indices of a zone in words (mm/vmstat.c: extfrag_index, unusable_index).

import { formatBytes, type Order, shortBytes } from '../../core/units.ts'

/** Above this the kernel blames shape and compacts, below it memory (vm.extfrag_threshold, as it stands). */
const THRESHOLD = 500

/** `counts` are free blocks by order. */
export function unusableMeaning(
  index: number,
  counts: readonly number[],
  order: Order,
  pageSize: number,
): string {
  const pages = counts.reduce((sum, count, k) => sum + count * 2 ** k, 0)
  if (pages === 0) return 'Nothing is free.'
  if (index >= 1000) return `None of the free memory can serve order ${order}.`
  if (order === 0) return 'Every free page can serve order 0.'
  const small = counts.slice(0, order).reduce((sum, count, k) => sum + count * 2 ** k, 0)
  if (small === 0) return `All of the free memory can serve order ${order}.`
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
  if (counts.every((count) => count === 0)) return 'Nothing is free: lack of memory, not its shape.'
  if (index < 0) return 'Lack of memory alone explains it.'
  if (index <= THRESHOLD) return 'Near 0 reads: blame too little memory, not its shape.'
  return 'Near 1 reads: enough is free, blame its shape.'
}
