// The keyboard's cursor in a picture that is a canvas: a block of one zone, moved by the arrows.

import { useState } from 'react'
import type { Frame } from '../core/buddy/frame.ts'
import { blockIndexAt, type FrameBlock, readBlock, zoneRange } from '../core/buddy/frame-blocks.ts'
import type { Pfn } from '../core/units.ts'
import { hover, useView } from './view.ts'
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
