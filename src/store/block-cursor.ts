// The keyboard's cursor in a picture that is a canvas: a block of one zone, moved by the arrows.

import { type MouseEvent, useState } from 'react'
import type { Frame } from '../core/buddy/frame.ts'
import {
  blockIndexAt,
  blockName,
  type FrameBlock,
  readBlock,
  zoneRange,
} from '../core/buddy/frame-blocks.ts'
import type { Pfn } from '../core/units.ts'
import { hover, type Selection, select, useView } from './view.ts'
import { revealPages, windowOf } from './zone-window.ts'

export interface BlockCursor {
  /** Index of the block in the frame. */
  readonly index: number
  readonly block: FrameBlock | null
  /** Whether the keyboard is here. */
  readonly isShown: boolean
  readonly move: (move: 'back' | 'on' | 'previous' | 'next' | 'first' | 'last') => void
  readonly onFocus: (event: { readonly target: Element }) => void
  readonly onBlur: () => void
}

/** Blocks that a page key passes over. */
const LEAP = 32

/** Where it was last, else at the selected block, else at the first in sight. */
export function useBlockCursor(frame: Frame, zone: number): BlockCursor {
  const [pfn, setPfn] = useState<Pfn | null>(null)
  const [isShown, setShown] = useState(false)
  const selected = useView((state) => (state.selected?.zone === zone ? state.selected.pfn : null))
  const [first, end] = zoneRange(frame, zone)
  const at = pfn ?? selected ?? Math.ceil(windowOf(zone)?.startPfn ?? 0)
  const index = Math.max(first, blockIndexAt(frame, zone, at))
  const goTo = (target: number) => {
    const block = readBlock(frame, zone, Math.min(Math.max(target, first), end - 1))
    setPfn(block.pfn)
    setShown(true)
    hover(block)
    revealPages(zone, block.pfn, block.pfn + 2 ** block.order)
  }
  return {
    index,
    block: first < end ? readBlock(frame, zone, index) : null,
    isShown,
    move: (move) => {
      const to = {
        back: index - 1,
        on: index + 1,
        previous: index - LEAP,
        next: index + LEAP,
        first,
        last: end - 1,
      }
      goTo(to[move])
    },
    onFocus: ({ target }) => setShown(target.matches(':focus-visible')),
    onBlur: () => {
      setShown(false)
      hover(null)
    },
  }
}

/** What a canvas's PictureCursor is given; `blockUnder`: the block that a pointer is over. */
export function blockCursorProps(
  cursor: BlockCursor,
  frame: Frame,
  zone: number,
  names: ReadonlyMap<number, string>,
  blockUnder: (event: MouseEvent<HTMLElement>) => Selection | null,
) {
  const [first, end] = zoneRange(frame, zone)
  const { block } = cursor
  return {
    label: 'Block',
    valueText: block ? blockName(block, names) : '',
    value: cursor.index - first,
    max: end - first - 1,
    hasRows: false,
    onMove: cursor.move,
    onPress: () => block && select(block),
    onFocus: cursor.onFocus,
    onBlur: cursor.onBlur,
    onPointerMove: (event: MouseEvent<HTMLElement>) => hover(blockUnder(event)),
    onPointerLeave: () => hover(null),
    onClick: (event: MouseEvent<HTMLElement>) => {
      const under = blockUnder(event)
      if (under) select(under)
    },
  }
}
