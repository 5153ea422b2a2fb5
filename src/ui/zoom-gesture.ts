// Recognises zoom and pan on an element: pinch, ctrl or ⌘ with the wheel, drag where there is
// somewhere to go. Only recognises; what moves is the listener's affair. A module of its own since
// only a pointer over a picture ever needs it.

import { type D3ZoomEvent, select, zoom, zoomIdentity } from 'd3'

/** Marks a part of a picture that does something of its own with the pointer. */
export const KEEPS_POINTER = 'data-keeps-pointer'

export interface GestureListener {
  /** Every point (x, y) of the picture goes to (x · factor + shiftX, y · factor + shiftY). */
  onGesture(factor: number, shiftX: number, shiftY: number): void
  /** Whether there is anything beyond the edges to drag into sight. */
  canPan(): boolean
}

/** Starts to listen; gives back how to stop. */
export function listenToGestures(element: HTMLElement, listener: GestureListener): () => void {
  let last = zoomIdentity
  const behavior = zoom<HTMLElement, unknown>()
    .scaleExtent([1e-9, 1e9])
    .filter((event: MouseEvent | TouchEvent | WheelEvent) => {
      if (event.target instanceof Element && event.target.closest(`[${KEEPS_POINTER}]`))
        return false
      if (event.type === 'wheel') return event.ctrlKey || event.metaKey
      if ('touches' in event && event.touches.length > 1) return true
      return listener.canPan() && !('button' in event && event.button !== 0)
    })
    .on('zoom', ({ transform }: D3ZoomEvent<HTMLElement, unknown>) => {
      const factor = transform.k / last.k
      listener.onGesture(factor, transform.x - last.x * factor, transform.y - last.y * factor)
      last = transform
    })
  const target = select(element)
  target.call(behavior).on('dblclick.zoom', null)
  return () => {
    target.on('.zoom', null)
  }
}
