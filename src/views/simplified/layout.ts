// What of the Linux machine is simpler here than in a kernel, as far as it bears on this machine.

import type { MachineConfig } from '../../core/buddy/config.ts'

type Machine = Pick<
  MachineConfig,
  'kernel' | 'grouping' | 'pcp' | 'watermarks' | 'areMarksTooLarge' | 'zones' | 'pageblockOrder'
>

/** build_all_zonelists: with less than a pageblock a migratetype, a kernel switches grouping off. */
const LEAST_PAGEBLOCKS = 6
/** Of a PC: a script that makes its pageblocks smaller has no such kernel. */
const REAL_PAGEBLOCK = 512

export function simplifications(config: Machine): string[] {
  const { grouping, pcp, watermarks, areMarksTooLarge, zones, pageblockOrder } = config
  const pages = zones.reduce((sum, zone) => sum + zone.pages, 0)
  const isSmall = pages < LEAST_PAGEBLOCKS * Math.max(REAL_PAGEBLOCK, 2 ** pageblockOrder)
  return [
    ...(pcp ? ['There is one CPU, so one set of per-CPU lists a zone.'] : []),
    ...(watermarks ? ['kswapd acts when the request that woke it is done.'] : []),
    ...(grouping && isSmall
      ? ['Grouping stays on, though a kernel switches it off on a machine this small.']
      : []),
    ...(areMarksTooLarge
      ? ['Watermarks are off: the min mark would exceed its zone. `min-free` sets a smaller one.']
      : []),
    ...(grouping ? ['CMA areas, isolated pageblocks and watermark boost are left out.'] : []),
    'Compaction begins anew at the ends of the zone each time.',
  ]
}
