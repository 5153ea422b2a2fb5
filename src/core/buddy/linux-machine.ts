// What only the Linux machine does. The textbook's allocator never calls it, so that a page that
// runs a textbook script need not load it: a machine is given it when it is made (linux.ts has it).

import type { Order, Pages, Pfn } from '../units.ts'
import type { Sysctl } from './command.ts'
import type { Compacted } from './compaction.ts'
import type { MachineConfig, ZoneConfig } from './config.ts'
import type { LinuxFrame } from './frame.ts'
import type { Machine } from './machine.ts'
import type { PcpSizes } from './pcp-lists.ts'
import type { Request } from './request.ts'
import type { Zone } from './zone.ts'

export interface LinuxMachine {
  pcpSizes(config: MachineConfig, zone: Zone): PcpSizes
  /** In pages, by zone and class. */
  lowmemReserve(zones: readonly ZoneConfig[]): readonly (readonly Pages[])[]
  /** A machine at its start: per-CPU lists, marks, reserves. */
  init(machine: Machine): void
  /** One block of exactly `order`, within the marks, and by the slow path; −1: the request fails. */
  allocBlock(machine: Machine, order: Order, request: Request): Pfn
  freeToPcp(machine: Machine, zone: Zone, pfn: Pfn, order: Order): void
  /** kswapd and kcompactd, for those who woke them. */
  runDaemons(machine: Machine, order: Order, request: Request, handle: number): void
  /** Whether a request would have been served, had it been allowed to wait; nothing changes. */
  wouldReclaimHelp(machine: Machine, pages: Pages, request: Request): boolean
  compactWhole(machine: Machine, zone: Zone): Compacted
  /** Frees cache and reclaimable names, oldest first, until so many pages are won. */
  reclaim(machine: Machine, goal: Pages): Pages
  drainZone(machine: Machine, zone: Zone): Pages
  /** What a frame has of the Linux machine alone. */
  snapshot(machine: Machine): LinuxFrame
  writeSetting(machine: Machine, setting: Sysctl, value: number): void
}
