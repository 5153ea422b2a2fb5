// The blocks of a zone that all pictures light: those the step is about, the selected, the hovered.
// A block that was selected and is no more, split or merged, is lit again when it is back.

import { blockAt } from '../core/buddy/frame-blocks.ts'
import type { StepView } from '../core/run/summary.ts'
import { keyOf } from './block-pointing.ts'
import { isSame, type Selection, useView } from './view.ts'

/** Most blocks that are ringed, in each zone: of more, nobody could tell one from another. */
const MOST_RINGED = 64

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
  return { selected, ...ringsOf(view.explanation.focus, zone, selected, hovered) }
}

/** The first blocks of the focus that lie in the zone, and the selected one; each once. */
export function ringsOf(
  focus: readonly Selection[],
  zone: number,
  selected: Selection | null,
  hovered: Selection | null,
): Pick<LitBlocks, 'ringed' | 'hovered'> {
  const rings = new Map<string, Selection>()
  for (const block of focus) {
    if (rings.size === MOST_RINGED) break
    if (block.zone === zone) rings.set(keyOf(block), block)
  }
  if (selected) rings.set(keyOf(selected), selected)
  const isRinged = hovered !== null && rings.has(keyOf(hovered))
  return { ringed: [...rings.values()], hovered: isRinged ? null : hovered }
}

function present(view: StepView, zone: number, block: Selection | null): Selection | null {
  if (block?.zone !== zone) return null
  return isSame(block, blockAt(view.frame, zone, block.pfn)) ? block : null
}
