// What a machine is made of: zones, orders, and the policy that serves requests. The presets of
// `policy` are resolved before a config exists, so that nothing below asks for the policy's name.

import type { Migratetype, Order, Pages, Pfn, ZoneName } from '../units.ts'

export type Policy = 'textbook' | 'article' | 'linux'
export type Kernel = '5.10' | '6.1' | '6.12' | '6.18'
/** `round`: one block of the next order; `exact`: the remainder is split off (alloc_pages_exact). */
export type Fit = 'round' | 'exact'
/** `lowest`: the lowest pfn of the list; `lifo`: its head, as Linux takes it. */
export type Placement = 'lowest' | 'lifo'

/** Free blocks by order, as /proc/buddyinfo counts them, by migratetype where the script says so. */
export interface StartingCounts {
  readonly type: Migratetype | null
  readonly counts: readonly number[]
}

export interface ZoneConfig {
  readonly node: number
  readonly zone: ZoneName
  readonly startPfn: Pfn
  readonly pages: Pages
  /** null: the whole zone is free; else exactly these blocks are, and the rest is in use. */
  readonly free: readonly StartingCounts[] | null
}

export interface MachineConfig {
  readonly pageSize: number
  readonly maxOrder: Order
  readonly pageblockOrder: Order
  readonly policy: Policy
  readonly kernel: Kernel
  readonly fit: Fit
  readonly placement: Placement
  readonly grouping: boolean
  readonly pcp: boolean
  readonly pcpBatch: number | null
  readonly pcpHigh: number | null
  readonly watermarks: boolean
  /** Watermarks are off because a min mark would exceed its zone; nobody asked for them. */
  readonly areMarksTooLarge: boolean
  /** vm.min_free_kbytes in bytes; null: computed from the zones' sizes. */
  readonly minFree: number | null
  readonly extfragThreshold: number
  /** Ascending by pfn; no two overlap. */
  readonly zones: readonly ZoneConfig[]
}

/** `Node 0, zone Normal`, as every kernel file prints a zone's name. */
export function zoneLabel(zone: { readonly node: number; readonly zone: string }): string {
  return `Node ${zone.node}, zone ${zone.zone}`
}

/** Each zone, with its name where there are several: what a picture draws one over the other. */
export function zoneStrips(
  zones: readonly { readonly node: number; readonly zone: string }[],
): { readonly key: string; readonly label: string | null; readonly zone: number }[] {
  return zones.map((zone, index) => {
    const name = zoneLabel(zone)
    return { key: name, label: zones.length > 1 ? name : null, zone: index }
  })
}
