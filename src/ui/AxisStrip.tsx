import { type ReactNode, useEffect, useState } from 'react'
import type { AddressAxis, PageSpan } from './address-axis.ts'
import { useZoom } from './useZoom.ts'

interface AxisStripProps {
  /** Accessible name where there are several strips; null: the only one. */
  readonly label: string | null
  readonly axis: AddressAxis
  readonly bounds: PageSpan
  readonly onSpan: (span: PageSpan | null) => void
  /** Whether addresses go down instead of across. */
  readonly isVertical?: boolean
  /** While it is something new, the strip comes into sight of the pictures around it. */
  readonly wanted?: object | null
  /** Draws the strip; tells whether the pointer is over it. */
  readonly children: (isPointed: boolean) => ReactNode
}

/** One strip over an address axis: zoomed and panned by pointer and by keys. */
export function AxisStrip(props: AxisStripProps) {
  const { label, axis, bounds, onSpan, isVertical = false, wanted, children } = props
  const [element, setElement] = useState<HTMLElement | null>(null)
  const [isPointed, setPointed] = useState(false)
  const onKeyDown = useZoom(element, { axis, bounds, onSpan, isVertical })
  useEffect(() => {
    const around = wanted && element?.closest('.pictures:not([data-stays])')
    if (!element || !around) return
    const room = around.getBoundingClientRect()
    const { top, bottom } = element.getBoundingClientRect()
    if (top < room.top) around.scrollTop += top - room.top
    else around.scrollTop += Math.max(0, Math.min(bottom - room.bottom, top - room.top))
  }, [element, wanted])
  const isZoomed = axis.startPfn > bounds.startPfn || axis.endPfn < bounds.endPfn
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it listens for the marks inside
    <div
      ref={setElement}
      className="strip"
      data-zoomed={isZoomed}
      onKeyDown={onKeyDown}
      onPointerEnter={() => setPointed(true)}
      onPointerLeave={() => setPointed(false)}
      {...(label ? { role: 'group', 'aria-label': label } : {})}
    >
      {label && (
        <div className="strip-label" aria-hidden="true">
          {label}
        </div>
      )}
      {children(isPointed)}
    </div>
  )
}
