// What a machine can be asked to do. A script's action becomes one command; names are the script's
// affair: here an allocation is known by its handle, the number of the action that asked for it.

import type { Pages, ZoneName } from '../units.ts'

/** What the memory is for, in the script's words (include/linux/gfp.h: __GFP_MOVABLE, …). */
export type Mobility = 'unmovable' | 'movable' | 'reclaimable' | 'cache'

/** What can be written while the machine runs: vm.min_free_kbytes, vm.extfrag_threshold. */
export const SETTINGS = ['min-free', 'extfrag-threshold'] as const
export type Sysctl = (typeof SETTINGS)[number]

export interface AllocCommand {
  readonly op: 'alloc'
  readonly pages: Pages
  readonly mobility: Mobility
  /** Where the walk over the zones starts; null: the lowest-numbered node. */
  readonly node: number | null
  /** Highest zone that will do; null: the highest there is. */
  readonly zone: ZoneName | null
  readonly atomic: boolean
}

export type Command =
  | AllocCommand
  | { readonly op: 'free'; readonly handle: number }
  | { readonly op: 'compact'; readonly node: number | null; readonly zone: ZoneName | null }
  | { readonly op: 'reclaim'; readonly pages: Pages }
  | { readonly op: 'drain' }
  | {
      readonly op: 'set'
      readonly setting: Sysctl
      readonly value: number
    }

export type Op = Command['op']
