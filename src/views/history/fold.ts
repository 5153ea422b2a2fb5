// The run as rows: who held which block after each action, folded over what each action was given
// or gave back, from the machine at its start.

import { BLOCK_FREE, type Frame } from '../../core/buddy/frame.ts'
import type { RunSummary } from '../../core/run/summary.ts'
import { type Order, type Pfn, pagesIn, type Step } from '../../core/units.ts'

/** A block that somebody holds; what no block covers is free. */
export interface HeldBlock {
  readonly zone: number
  readonly pfn: Pfn
  readonly order: Order
  /** Name id; −1: in use by nobody known. */
  readonly owner: number
}

/** rows[i]: the blocks held after step `first` + i, ascending; step 0 is the start. At most `steps` + 1 rows. */
export function foldHistory(
  run: Pick<RunSummary, 'initial' | 'actions'>,
  first: Step,
  steps: number,
): readonly (readonly HeldBlock[])[] {
  const held = new Map(initialBlocks(run.initial).map((block) => [block.pfn, block]))
  const rows = first === 0 ? [sorted(held)] : []
  for (const [i, action] of run.actions.slice(0, first + steps).entries()) {
    for (const { pfn } of action.taken) held.delete(pfn)
    for (const { pfn, from } of action.moved) {
      const block = held.get(from)
      held.delete(from)
      if (block) held.set(pfn, { ...block, pfn })
    }
    for (const { pfn, order } of action.blocks) {
      if (action.op === 'free') held.delete(pfn)
      else if (action.op === 'alloc')
        held.set(pfn, { zone: action.zone, pfn, order, owner: action.owner })
    }
    if (i + 1 >= first) rows.push(sorted(held))
  }
  return rows
}

/** The first of `most` + 1 steps that are shown together, `step` among them: it changes by half of them at a time. */
export function firstShown(step: Step, steps: Step, most: number): Step {
  const half = most / 2
  const before = Math.floor(step / half) * half - half
  return Math.max(0, Math.min(before, steps - most))
}

function initialBlocks(frame: Frame): HeldBlock[] {
  const blocks: HeldBlock[] = []
  for (let zone = 0; zone + 1 < frame.zoneBlocks.length; zone++)
    for (let i = frame.zoneBlocks[zone] ?? 0; i < (frame.zoneBlocks[zone + 1] ?? 0); i++)
      if (frame.blockState[i] !== BLOCK_FREE)
        blocks.push({
          zone,
          pfn: frame.blockPfn[i] ?? 0,
          order: frame.blockOrder[i] ?? 0,
          owner: frame.blockOwner[i] ?? -1,
        })
  return blocks
}

function sorted(held: ReadonlyMap<Pfn, HeldBlock>): HeldBlock[] {
  return [...held.values()].sort((a, b) => a.pfn - b.pfn)
}

/** Past the last pfn of a block. */
export function endOf({ pfn, order }: HeldBlock): Pfn {
  return pfn + pagesIn(order)
}
