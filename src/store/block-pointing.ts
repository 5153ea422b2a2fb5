// Pointing at blocks: every mark of a block carries its key, and one set of listeners a picture
// turns what happens to the mark into what is hovered and selected.

import type { FocusEvent, KeyboardEvent, PointerEvent, SyntheticEvent } from 'react'
import type { Frame } from '../core/buddy/frame.ts'
import { blockAt, blocksOfZone, type FrameBlock } from '../core/buddy/frame-blocks.ts'
import { hover, type Selection, select, useView } from './view.ts'
import { revealPages } from './zone-window.ts'

/** `zone:pfn:order`. */
export function keyOf({ zone, pfn, order }: Selection): string {
  return `${zone}:${pfn}:${order}`
}

export function blockOfKey(key: string | null): Selection | null {
  const [zone, pfn, order] = (key ?? '').split(':').map(Number)
  if (zone === undefined || pfn === undefined || order === undefined) return null
  return { zone, pfn, order }
}

/** Keys of all blocks, zone by zone, ascending. */
export function blockKeys(frame: Frame): string[] {
  const zones = Array.from({ length: frame.zoneBlocks.length - 1 }, (_, zone) => zone)
  return zones.flatMap((zone) => blocksOfZone(frame, zone).map(keyOf))
}

/** The block that lies where a block lay that is no more. */
export function heirOf(frame: Frame, key: string): string | null {
  const gone = blockOfKey(key)
  const heir = gone && blockAt(frame, gone.zone, gone.pfn)
  return heir && keyOf(heir)
}

/**
 * The block that a tip tells of: under the pointer where it is over this picture (another one that lights the same
 * block shows its own), else under the keyboard; null: none of this zone.
 */
export function useTipped(
  frame: Frame,
  zone: number,
  isPointed: boolean,
  cursor: string | null,
): FrameBlock | null {
  const hovered = useView((state) => state.hovered)
  const pointed = (isPointed ? hovered : null) ?? blockOfKey(cursor)
  return pointed?.zone === zone ? blockAt(frame, zone, pointed.pfn) : null
}

/** Listeners for an element that holds the marks; `attribute` carries a mark's key. */
export function blockPointing(attribute: string) {
  const blockOf = ({ target }: SyntheticEvent) => {
    const mark = target instanceof Element ? target.closest(`[${attribute}]`) : null
    return blockOfKey(mark?.getAttribute(attribute) ?? null)
  }
  return {
    onClick: (event: SyntheticEvent) => {
      const block = blockOf(event)
      if (block) select(block)
    },
    onPointerOver: (event: PointerEvent) => hover(blockOf(event)),
    onPointerLeave: () => hover(null),
    // The arrows may lead to a block that a zoomed picture does not show.
    onFocus: (event: FocusEvent) => {
      const block = event.target.matches(':focus-visible') ? blockOf(event) : null
      if (block) revealPages(block.zone, block.pfn, block.pfn + 2 ** block.order)
    },
    onKeyDown: (event: KeyboardEvent) => {
      const block = event.key === 'Enter' || event.key === ' ' ? blockOf(event) : null
      if (!block) return
      event.preventDefault()
      select(block)
    },
  }
}
