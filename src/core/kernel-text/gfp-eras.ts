// What each bit of a gfp mask meant when (include/linux/gfp.h, gfp_types.h since 6.0), and the
// names of the usual combinations (include/trace/events/mmflags.h, gfpflags.h before 4.6), the
// largest first, as the kernel itself takes them off a mask. Bits whose place depends on the
// configuration are left out.

export interface Era {
  readonly kernels: string
  /** First release that is not of this era any more. */
  readonly until: readonly [number, number]
  /** Names by bit number, without `__GFP_`. */
  readonly bits: readonly (string | null)[]
  /** Bit names of each composite; those that need a newer kernel are missing. */
  readonly composites: readonly (readonly [string, readonly string[]])[]
}

const bits = (names: string) => names.split(' ').map((name) => (name === '-' ? null : name))

/** Built from what `GFP_KERNEL` and the others are made of in that era. */
function composites(
  reclaim: readonly string[],
  atomic: readonly string[],
  nowait: readonly string[],
  transhuge: readonly (readonly [string, readonly string[]])[],
): readonly (readonly [string, readonly string[]])[] {
  const kernel = [...reclaim, 'IO', 'FS']
  const user = [...kernel, 'HARDWALL']
  return [
    ...transhuge,
    ['GFP_HIGHUSER_MOVABLE', [...user, 'HIGHMEM', 'MOVABLE']],
    ['GFP_HIGHUSER', [...user, 'HIGHMEM']],
    ['GFP_USER', user],
    ['GFP_KERNEL_ACCOUNT', [...kernel, 'ACCOUNT']],
    ['GFP_KERNEL', kernel],
    ['GFP_NOFS', [...reclaim, 'IO']],
    ['GFP_ATOMIC', atomic],
    ['GFP_NOIO', reclaim],
    ['GFP_NOWAIT', nowait],
    ['GFP_DMA', ['DMA']],
    ['GFP_DMA32', ['DMA32']],
  ]
}

const HUGE = ['IO', 'FS', 'HARDWALL', 'HIGHMEM', 'MOVABLE', 'COMP', 'NOMEMALLOC', 'NOWARN']
const RECLAIM = ['DIRECT_RECLAIM', 'KSWAPD_RECLAIM']
const LIGHT = [
  ['GFP_TRANSHUGE', [...HUGE, 'DIRECT_RECLAIM']],
  ['GFP_TRANSHUGE_LIGHT', HUGE],
] as const

const LOW = 'DMA HIGHMEM DMA32 MOVABLE'
const ATOMIC = ['HIGH', 'ATOMIC', 'KSWAPD_RECLAIM']

export const ERAS: readonly Era[] = [
  {
    kernels: '2.6.32 to 4.3',
    until: [4, 4],
    bits: bits(
      `${LOW} WAIT HIGH IO FS COLD NOWARN REPEAT NOFAIL NORETRY MEMALLOC COMP ZERO NOMEMALLOC HARDWALL THISNODE RECLAIMABLE NOACCOUNT NOTRACK NO_KSWAPD OTHER_NODE WRITE`,
    ),
    composites: composites(
      ['WAIT'],
      ['HIGH'],
      [],
      [['GFP_TRANSHUGE', [...HUGE, 'WAIT', 'NORETRY', 'NO_KSWAPD']]],
    ).filter(([name]) => name !== 'GFP_KERNEL_ACCOUNT' && name !== 'GFP_NOWAIT'),
  },
  {
    kernels: '4.4 to 4.9',
    until: [4, 10],
    bits: bits(
      `${LOW} RECLAIMABLE HIGH IO FS COLD NOWARN REPEAT NOFAIL NORETRY MEMALLOC COMP ZERO NOMEMALLOC HARDWALL THISNODE ATOMIC ACCOUNT NOTRACK DIRECT_RECLAIM OTHER_NODE WRITE KSWAPD_RECLAIM`,
    ),
    composites: composites(RECLAIM, ATOMIC, ['KSWAPD_RECLAIM'], LIGHT),
  },
  {
    kernels: '4.10 to 4.17',
    until: [4, 18],
    bits: bits(
      `${LOW} RECLAIMABLE HIGH IO FS COLD NOWARN RETRY_MAYFAIL NOFAIL NORETRY MEMALLOC COMP ZERO NOMEMALLOC HARDWALL THISNODE ATOMIC ACCOUNT NOTRACK DIRECT_RECLAIM WRITE KSWAPD_RECLAIM NOLOCKDEP`,
    ),
    composites: composites(RECLAIM, ATOMIC, ['KSWAPD_RECLAIM'], LIGHT),
  },
  {
    kernels: '4.18 to 5.0',
    until: [5, 1],
    bits: bits(
      `${LOW} RECLAIMABLE HIGH IO FS WRITE NOWARN RETRY_MAYFAIL NOFAIL NORETRY MEMALLOC COMP ZERO NOMEMALLOC HARDWALL THISNODE ATOMIC ACCOUNT DIRECT_RECLAIM KSWAPD_RECLAIM NOLOCKDEP`,
    ),
    composites: composites(RECLAIM, ATOMIC, ['KSWAPD_RECLAIM'], LIGHT),
  },
  {
    kernels: '5.1 to 6.2',
    until: [6, 3],
    bits: bits(
      `${LOW} RECLAIMABLE HIGH IO FS ZERO ATOMIC DIRECT_RECLAIM KSWAPD_RECLAIM WRITE NOWARN RETRY_MAYFAIL NOFAIL NORETRY MEMALLOC COMP NOMEMALLOC HARDWALL THISNODE ACCOUNT`,
    ),
    composites: composites(RECLAIM, ATOMIC, ['KSWAPD_RECLAIM'], LIGHT),
  },
  {
    kernels: '6.3 and later',
    until: [Number.POSITIVE_INFINITY, 0],
    bits: bits(
      `${LOW} RECLAIMABLE HIGH IO FS ZERO - DIRECT_RECLAIM KSWAPD_RECLAIM WRITE NOWARN RETRY_MAYFAIL NOFAIL NORETRY MEMALLOC COMP NOMEMALLOC HARDWALL THISNODE ACCOUNT`,
    ),
    composites: composites(RECLAIM, ['HIGH', 'KSWAPD_RECLAIM'], ['KSWAPD_RECLAIM'], LIGHT),
  },
]
