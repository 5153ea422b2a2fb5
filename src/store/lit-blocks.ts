// The blocks of a zone that all pictures light: those the step is about, the selected, the hovered.
// A block that was selected and is no more, split or merged, is lit again when it is back.

import { blockAt } from '../core/buddy/frame-blocks.ts'
import type { StepView } from '../core/run/summary.ts'
import { isSame, type Selection, useView } from './view.ts'

export interface LitBlocks {
  /** Of the step, and the selected one. */
  readonly ringed: readonly Selection[]
  readonly selected: Selection | null
  /** Not among those. */
  readonly hovered: Selection | null
}

export function useLitBlocks(view: StepView, zone: number): LitBlocks {
  const selected = useView((state) => present(view, zone, state.selected))
  const hovered = useView((state) => present(view, zone, state.hovered))
  const ringed: Selection[] = view.explanation.focus.filter((block) => block.zone === zone)
  const isRinged = (block: Selection | null) => ringed.some((other) => isSame(other, block))
  if (selected && !isRinged(selected)) ringed.push(selected)
  return { ringed, selected, hovered: isRinged(hovered) ? null : hovered }
}

function present(view: StepView, zone: number, block: Selection | null): Selection | null {
  if (block?.zone !== zone) return null
  return isSame(block, blockAt(view.frame, zone, block.pfn)) ? block : null
}
