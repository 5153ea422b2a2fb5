// The flags of a request as the kernel prints them: `0x100cca(GFP_HIGHUSER_MOVABLE)`. Which it asks with
// follows from what its memory is for (include/linux/gfp_types.h); the names as show_gfp_flags takes
// them (include/trace/events/mmflags.h), the largest composite first.

import type { Kernel } from '../buddy/config.ts'
import type { Request } from '../buddy/request.ts'
import { ZONE_NAMES } from '../units.ts'

/** What of a request its flags follow from. */
export type GfpRequest = Pick<Request, 'mobility' | 'isAtomic' | 'highest'>

const DMA = 0x1
const HIGHMEM = 0x2
const DMA32 = 0x4
const MOVABLE = 0x8
const RECLAIMABLE = 0x10
const HARDWALL = 0x100000
const WRITE = 0x1000
const GFP_KERNEL = 0xcc0
const GFP_ATOMIC = 0x820
/** GFP_ATOMIC up to 6.2, when it had a bit of its own. */
const OLD_GFP_ATOMIC = 0xa20

const NAMES: readonly (readonly [number, string])[] = [
  [0x100cca, 'GFP_HIGHUSER_MOVABLE'],
  [0x100cc2, 'GFP_HIGHUSER'],
  [0x100cc0, 'GFP_USER'],
  [GFP_KERNEL, 'GFP_KERNEL'],
  [OLD_GFP_ATOMIC, 'GFP_ATOMIC'],
  [GFP_ATOMIC, 'GFP_ATOMIC'],
  [DMA, 'GFP_DMA'],
  [DMA32, 'GFP_DMA32'],
  [HIGHMEM, '__GFP_HIGHMEM'],
  [MOVABLE, '__GFP_MOVABLE'],
  [RECLAIMABLE, '__GFP_RECLAIMABLE'],
  [WRITE, '__GFP_WRITE'],
  [HARDWALL, '__GFP_HARDWALL'],
]

export function gfpText(kernel: Kernel, request: GfpRequest): string {
  const flags = gfpFlags(kernel, request)
  let left = flags
  const names: string[] = []
  for (const [bits, name] of NAMES) {
    if ((left & bits) !== bits) continue
    names.push(name)
    left &= ~bits
  }
  return `0x${flags.toString(16)}(${names.join('|')})`
}

/** unmovable: GFP_KERNEL; movable: GFP_HIGHUSER_MOVABLE; cache: the same, to be written. */
function gfpFlags(kernel: Kernel, { mobility, isAtomic, highest }: GfpRequest): number {
  const isOld = kernel === '5.10' || kernel === '6.1'
  const waits = isAtomic ? (isOld ? OLD_GFP_ATOMIC : GFP_ATOMIC) : GFP_KERNEL
  switch (mobility) {
    case 'unmovable':
      return waits | zoneBits(highest, false)
    case 'reclaimable':
      return waits | RECLAIMABLE | zoneBits(highest, false)
    case 'movable':
    case 'cache':
      return (
        waits |
        MOVABLE |
        (isAtomic ? 0 : HARDWALL) |
        (mobility === 'cache' ? WRITE : 0) |
        zoneBits(highest, true)
      )
  }
}

/** The zone modifier that makes `highest` the highest zone (gfp_zone). */
function zoneBits(highest: number, isMovable: boolean): number {
  const zone = ZONE_NAMES[highest]
  if (zone === 'DMA') return DMA
  if (zone === 'DMA32') return DMA32
  if (zone === 'Normal') return 0
  // Movable memory that may be in HighMem may be in Movable too; nothing else gets there.
  return zone === 'HighMem' || isMovable ? HIGHMEM : 0
}
