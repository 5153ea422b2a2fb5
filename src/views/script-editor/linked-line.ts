// From a block that the reader points at to the line of the script that asked for it.

import type { Frame } from '../../core/buddy/frame.ts'
import type { RunSummary, StepView } from '../../core/run/summary.ts'
import { tokenizeLine } from '../../core/script/tokens.ts'
import type { Selection } from '../../store/view.ts'

/** Name id of the block's holder; −1 where it is free, unnamed, or no block of this frame. */
export function ownerOf(frame: Frame, block: Selection): number {
  const end = frame.zoneBlocks[block.zone + 1] ?? 0
  let low = frame.zoneBlocks[block.zone] ?? 0
  let high = end
  while (low < high) {
    const middle = (low + high) >> 1
    if ((frame.blockPfn[middle] ?? 0) < block.pfn) low = middle + 1
    else high = middle
  }
  if (low >= end || frame.blockPfn[low] !== block.pfn) return -1
  return frame.blockOrder[low] === block.order ? (frame.blockOwner[low] ?? -1) : -1
}

/** Line (1-based) of the `alloc` that the block's holder comes from; null where there is none. */
export function linkedLine(
  run: RunSummary,
  view: StepView,
  block: Selection,
  lines: () => readonly string[],
): number | null {
  const owner = ownerOf(view.frame, block)
  if (owner < 0) return null
  const row = run.actions
    .slice(0, view.position.step)
    .findLast((action) => action.owner === owner && action.op === 'alloc')
  if (row) return row.line
  const name = view.names.get(owner)
  return name === undefined ? null : lineOfName(name, lines())
}

/** The first `alloc` whose name, with numbers for its `{i}`, is this one. */
export function lineOfName(name: string, lines: readonly string[]): number | null {
  const at = lines.findIndex((line) => allocatedName(line)?.test(name))
  return at < 0 ? null : at + 1
}

function allocatedName(line: string): RegExp | null {
  if (!line.trimStart().startsWith('alloc')) return null
  const token = tokenizeLine(line).find(({ kind }) => kind === 'name')
  if (!token) return null
  // Loop variables that stand side by side read as one number.
  const literals = line.slice(token.from, token.to).split(/(?:\{[^}]*\})+/)
  return new RegExp(`^${literals.map(escaped).join('[0-9]+')}$`)
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}
