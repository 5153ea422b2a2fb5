// Pointing at blocks: every mark of a block carries its key, and one set of listeners a picture
// turns what happens to the mark into what is hovered and selected.

import type { KeyboardEvent, PointerEvent, SyntheticEvent } from 'react'
import { hover, type Selection, select } from './view.ts'

/** `zone:pfn:order`. */
export function keyOf({ zone, pfn, order }: Selection): string {
  return `${zone}:${pfn}:${order}`
}

export function blockOfKey(key: string | null): Selection | null {
  const [zone, pfn, order] = (key ?? '').split(':').map(Number)
  if (zone === undefined || pfn === undefined || order === undefined) return null
  return { zone, pfn, order }
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
    onKeyDown: (event: KeyboardEvent) => {
      const block = event.key === 'Enter' || event.key === ' ' ? blockOf(event) : null
      if (!block) return
      event.preventDefault()
      select(block)
    },
  }
}
