// The free blocks of a zone, and what follows from the kernel that a machine is like.

import type { Kernel, MachineConfig } from '../buddy/config.ts'
import type { Frame } from '../buddy/frame.ts'
import { type Order, type Pages, ZONE_NAMES, type ZoneName } from '../units.ts'

/** What of a frame is printed: a failure's log is made from less than a whole frame. */
export type PrintedFrame = Pick<Frame, 'nrFree' | 'types' | 'linux'>

/** Free blocks of a zone by [type][order]: one type where nothing is grouped. */
export function countsByType(
  { maxOrder }: MachineConfig,
  { nrFree, types }: PrintedFrame,
  zone: number,
): number[][] {
  const orders = maxOrder + 1
  return Array.from({ length: types }, (_, type) => {
    const from = (zone * types + type) * orders
    return Array.from(nrFree.subarray(from, from + orders))
  })
}

/** By order, all types together, as free_area[order].nr_free has them. */
export function countsByOrder(config: MachineConfig, frame: PrintedFrame, zone: number): number[] {
  const counts = new Array<number>(config.maxOrder + 1).fill(0)
  for (const own of countsByType(config, frame, zone))
    own.forEach((count, order) => {
      counts[order] = (counts[order] ?? 0) + count
    })
  return counts
}

/** Pages in free blocks of an order or a larger one. */
export function pagesFrom(counts: readonly number[], lowest: Order = 0): Pages {
  return counts.reduce((sum, count, order) => sum + (order < lowest ? 0 : count * 2 ** order), 0)
}

const KERNELS: readonly Kernel[] = ['5.10', '6.1', '6.12', '6.18']

/** Whether a machine follows a kernel that is not older than `since`. */
export function isSince({ kernel }: Pick<MachineConfig, 'kernel'>, since: Kernel): boolean {
  return KERNELS.indexOf(kernel) >= KERNELS.indexOf(since)
}

/** The zones that a kernel for such a machine is built with: lowmem_reserve[] has a number for each. */
export function builtZones({ zones }: MachineConfig): readonly ZoneName[] {
  if (zones.some(({ zone }) => zone === 'HighMem')) return ZONE_NAMES
  // Others have Device above Movable: it is empty, and its number is Movable's.
  return [...ZONE_NAMES.filter((name) => name !== 'HighMem'), 'Movable']
}
