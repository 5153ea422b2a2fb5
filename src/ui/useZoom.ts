import { type KeyboardEvent, useEffect, useRef } from 'react'
import { type AddressAxis, type PageSpan, spanAfter, spanInside } from './address-axis.ts'
import { zoomKey } from './zoom-keys.ts'

interface ZoomOptions {
  readonly axis: AddressAxis
  /** The whole of what the axis can show. */
  readonly bounds: PageSpan
  /** Shows another span; null: what is shown where nobody zoomed. */
  readonly onSpan: (span: PageSpan | null) => void
  /** Whether addresses go down instead of across. */
  readonly isVertical?: boolean
}

/** Zoom and pan of an address axis: by pointer on `element`, by the keys that the handler is given. */
export function useZoom(element: HTMLElement | null, options: ZoomOptions) {
  const latest = useRef(options)
  useEffect(() => {
    latest.current = options
  })
  useEffect(() => {
    if (!element) return
    let stop: (() => void) | null = null
    let isGone = false
    const start = async () => {
      const { listenToGestures } = await import('./zoom-gesture.ts')
      if (isGone) return
      stop = listenToGestures(element, {
        onGesture: (factor, shiftX, shiftY) => {
          const { axis, bounds, onSpan, isVertical } = latest.current
          onSpan(spanAfter(axis, factor, isVertical ? shiftY : shiftX, bounds))
        },
        canPan: () => {
          const { axis, bounds } = latest.current
          return axis.startPfn > bounds.startPfn || axis.endPfn < bounds.endPfn
        },
      })
    }
    // Only a pointer that comes near needs the recogniser; until then it is not even fetched.
    element.addEventListener('pointerover', start, { once: true, passive: true })
    return () => {
      isGone = true
      element.removeEventListener('pointerover', start)
      stop?.()
    }
  }, [element])

  return (event: KeyboardEvent) => {
    const key = event.defaultPrevented ? null : zoomKey(event)
    if (!key) return
    event.preventDefault()
    const { axis, bounds, onSpan } = options
    if (key.kind === 'whole') return onSpan(null)
    const pages = axis.endPfn - axis.startPfn
    const middle = (axis.startPfn + axis.endPfn) / 2
    const half = key.kind === 'zoom' ? pages / key.factor / 2 : pages / 2
    const by = key.kind === 'pan' ? key.share * pages : 0
    onSpan(spanInside({ startPfn: middle - half + by, endPfn: middle + half + by }, bounds))
  }
}
