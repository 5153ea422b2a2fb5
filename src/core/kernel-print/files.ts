// The files that a kernel would show of a machine, in the order in which people look at them.

import type { MachineConfig } from '../buddy/config.ts'
import type { Frame } from '../buddy/frame.ts'
import { formatBuddyinfo } from './buddyinfo.ts'
import { formatExtfragIndex } from './extfrag-index.ts'
import { formatPagetypeinfo } from './pagetypeinfo.ts'
import { formatUnusableIndex } from './unusable-index.ts'
import { formatZoneinfo } from './zoneinfo.ts'

export interface KernelFile {
  readonly name: string
  readonly path: string
  /** All of its lines, each ended by a line break. */
  print(config: MachineConfig, frame: Frame): string
}

export const KERNEL_FILES: readonly KernelFile[] = [
  { name: 'buddyinfo', path: '/proc/buddyinfo', print: formatBuddyinfo },
  { name: 'pagetypeinfo', path: '/proc/pagetypeinfo', print: formatPagetypeinfo },
  { name: 'zoneinfo', path: '/proc/zoneinfo', print: formatZoneinfo },
  {
    name: 'extfrag_index',
    path: '/sys/kernel/debug/extfrag/extfrag_index',
    print: formatExtfragIndex,
  },
  {
    name: 'unusable_index',
    path: '/sys/kernel/debug/extfrag/unusable_index',
    print: formatUnusableIndex,
  },
]
