// The config of a machine with one zone, as tests and benchmarks want it: the textbook's but for what they name.
// A script's own is resolved in script/machine.ts.

import { type Order, orderFor, type Pages, type Pfn } from '../units.ts'
import type { Fit, Kernel, MachineConfig, Placement, Policy } from './config.ts'

export interface OneZoneOptions {
  readonly policy?: Policy
  readonly kernel?: Kernel
  readonly fit?: Fit
  readonly placement?: Placement
  /** Without it: the largest that fits. */
  readonly maxOrder?: Order
  readonly startPfn?: Pfn
  /** Turns grouping on; its length gives the pageblock order. */
  readonly types?: string
  readonly pcp?: { readonly batch: Pages; readonly high: Pages }
  /** Turns watermarks on: vm.min_free_kbytes in pages. */
  readonly minFree?: Pages
}

export function oneZone(pages: Pages, options: OneZoneOptions = {}): MachineConfig {
  const maxOrder = options.maxOrder ?? Math.min(10, orderFor(pages + 1) - 1)
  const { types, pcp, minFree } = options
  return {
    pageSize: 4096,
    maxOrder,
    pageblockOrder: types ? Math.log2(pages / types.length) : Math.min(9, maxOrder),
    policy: options.policy ?? 'textbook',
    kernel: options.kernel ?? '6.18',
    fit: options.fit ?? 'round',
    placement: options.placement ?? 'lowest',
    grouping: types !== undefined,
    pcp: pcp !== undefined,
    pcpBatch: pcp?.batch ?? null,
    pcpHigh: pcp?.high ?? null,
    watermarks: minFree !== undefined,
    areMarksTooLarge: false,
    minFree: minFree === undefined ? null : minFree * 4096,
    extfragThreshold: 500,
    zones: [{ node: 0, zone: 'Normal', startPfn: options.startPfn ?? 0, pages, free: null }],
  }
}
